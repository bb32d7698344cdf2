import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Hub } from "./hub.ts";
import { placeOf } from "./topology.ts";
import type { Channel, Group, GroupConfig } from "./world.ts";

type Thing = { readonly is: "channel"; readonly it: Channel } | { readonly is: "group"; readonly it: Group; readonly of: Channel };

/** Channels and groups of the embedded broker: looked at, made, changed, taken back. */
export function administer(hub: Hub) {
  const { channels } = hub.world;

  function find(resource: Resource): Thing | undefined {
    const { channel, group } = placeOf(resource);
    const of = channels.get(channel);
    if (of === undefined || group === undefined) return of && { is: "channel", it: of };
    const it = of.groups.get(group);
    return it && { is: "group", it, of };
  }

  function observe(resources: readonly Resource[]): Observed[] {
    return resources.flatMap((resource) => {
      const thing = find(resource);
      if (thing === undefined) return [];
      const { config, mark } = thing.it;
      return { id: resource.id, config: { ...config } as Configuration, ...(mark !== undefined && { mark }) };
    });
  }

  async function create(resource: Resource, mark: string): Promise<void> {
    const thing = find(resource);
    if (thing) {
      const other = Object.entries(resource.config).find(([key, value]) => (thing.it.config as Configuration)[key] !== value);
      if (other) throw new ToolError("INVALID_INPUT", `${resource.id} is there with another ${other[0]}.`, "Nothing was changed.");
      return;
    }
    const { channel, group } = placeOf(resource);
    if (group === undefined)
      channels.set(channel, { name: channel, config: resource.config, mark, next: 1, groups: new Map([emptyGroup()]) });
    else {
      const of = hub.channel(channel);
      const waiting = of.groups.get("");
      of.groups.delete("");
      of.groups.set(group, { name: group, config: resource.config as GroupConfig, mark, items: waiting?.items ?? new Map() });
    }
    await hub.saved();
  }

  async function update(resource: Resource, config: Configuration): Promise<void> {
    const thing = find(resource);
    if (thing === undefined) throw new ToolError("NOT_FOUND", `${resource.id} is not there.`, "Somebody removed it.");
    thing.it.config = config as GroupConfig;
    await hub.saved();
  }

  /** A channel goes only when it is empty and no group reads it. */
  async function remove(resource: Resource, mark: string, full = false): Promise<boolean> {
    const thing = find(resource);
    if (thing === undefined || thing.it.mark !== mark) return false;
    if (thing.is === "group") {
      if (thing.it.items.size > 0 && !full) return false;
      thing.of.groups.delete(thing.it.name);
      if (thing.of.groups.size === 0) thing.of.groups.set(...emptyGroup());
    } else {
      const groups = [...thing.it.groups.values()];
      if (groups.some(({ name, items }) => name !== "" || (items.size > 0 && !full))) return false;
      channels.delete(thing.it.name);
    }
    await hub.saved();
    return true;
  }

  const describe = async (channel: string) => channels.get(channel)?.config as Configuration | undefined;

  return { describe, observe: async (resources: readonly Resource[]) => observe(resources), create, update, remove };
}

function emptyGroup(): [string, Group] {
  return ["", { name: "", config: { redelivery: "requeue" }, items: new Map() }];
}
