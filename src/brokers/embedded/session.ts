import { ToolError } from "../../tool.ts";
import type { Held, Reader, Session } from "../broker.ts";
import { administer } from "./administration.ts";
import { decode, type Hub } from "./hub.ts";
import { type EmbeddedSubscription, subscribeTo } from "./subscription.ts";
import { featuresOf } from "./topology.ts";
import type { Redelivery } from "../broker.ts";
import type { Channel, Group, Item } from "./world.ts";

export interface EmbeddedSession extends Session {
  /** The process behind it dies: no settlement of it counts any more. */
  abandon(): void;
}

let connections = 0;

/** One connection to a hub. The last one to close stops its timers when `owner` says so. */
export function connect(hub: Hub, redelivery: Redelivery, owner: boolean): EmbeddedSession {
  const connection = `c${(connections += 1)}`;
  const subscriptions = new Set<EmbeddedSubscription>();
  const { clock } = hub;
  let subscribed = 0;

  /** The one queue of a channel that nobody reads. */
  function unread(name: string): { channel: Channel; group: Group } {
    const channel = hub.channel(name);
    const group = channel.groups.get("");
    if (group) return { channel, group };
    const readers = [...channel.groups.keys()].join(", ");
    throw new ToolError(
      "INVALID_INPUT",
      `Channel ${name} is read by ${readers}.`,
      "Only a channel without consumers can be looked through.",
    );
  }

  return {
    features: featuresOf(redelivery),
    async publish(name, message) {
      hub.put(hub.channel(name), message);
      await hub.saved();
    },
    async sendTo({ channel, group }: Reader, message) {
      hub.put(hub.channel(channel), message, hub.group(channel, group));
      await hub.saved();
    },
    async subscribe(reader, handle, limits = {}) {
      const subscription = subscribeTo(hub, reader, handle, limits, `${connection}.${(subscribed += 1)}`);
      subscriptions.add(subscription);
      return subscription;
    },
    async take(name, wants, handle) {
      const { group } = unread(name);
      let taken = 0;
      for (const item of Array.from(group.items.values())) {
        const held = heldOf(item);
        if (!free(item) || !group.items.has(item.id) || !wants(held)) continue;
        item.lease = { token: `${connection}.take` };
        try {
          await handle(held);
          group.items.delete(item.id);
          taken += 1;
        } finally {
          delete item.lease;
        }
        await hub.saved();
      }
      return taken;
    },
    async *peek(name) {
      for (const item of Array.from(unread(name).group.items.values())) yield heldOf(item);
    },
    async backlog(name, groupName = "") {
      const items = [...hub.group(name, groupName).items.values()].filter(({ acked }) => !acked);
      const inFlight = items.filter((item) => !free(item)).length;
      const delayed = items.filter((item) => free(item) && item.readyMs > clock.now()).length;
      const oldestAtMs = items.reduce<number | undefined>((oldest, { atMs }) => Math.min(oldest ?? atMs, atMs), undefined);
      return { ready: items.length - inFlight - delayed, delayed, inFlight, ...(oldestAtMs !== undefined && { oldestAtMs }) };
    },
    ...administer(hub),
    async close() {
      try {
        for (const subscription of subscriptions) await subscription.close();
        await hub.saved();
      } finally {
        if (owner) hub.stop();
      }
    },
    abandon() {
      for (const subscription of subscriptions) subscription.abandon();
    },
  };
}

const free = (item: Item): boolean => item.lease === undefined;

function heldOf(item: Item): Held {
  return { ...decode(item), id: String(item.id), atMs: item.atMs };
}
