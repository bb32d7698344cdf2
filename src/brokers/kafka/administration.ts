import type { Admin } from "kafkajs";
import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Session } from "../broker.ts";
import { unread } from "./audience.ts";
import type { Client } from "./client.ts";
import { toolError } from "./errors.ts";
import type { Log } from "./log.ts";
import { changeTopic, makeTopic, readTopics } from "./topics.ts";
import { entryOf, isOwnTopic, placeOf, triageOf } from "./topology.ts";

export type Administration = Pick<Session, "observe" | "create" | "update" | "remove" | "describe">;

const settleMs = 5000;

/**
 * Topics and groups, looked at, made, changed, taken back. Kafka keeps no mark of who made something: this session knows what it has
 * made itself. `kept` tells how many records keep a topic, or a group, from being removed.
 */
export function administer(
  { connection }: Client,
  log: Log,
  admin: () => Promise<Admin>,
  kept: (topic: string, group?: string) => Promise<number>,
  changed: () => void,
): Administration {
  const marks = new Map<string, string>();

  async function trying<T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T> {
    try {
      return await work(await admin());
    } catch (error) {
      throw toolError(error, connection, doing);
    }
  }

  const read = (names: readonly string[]) => trying("Reading topics", (through) => readTopics(log, through, names));

  /** A group is there as soon as it has committed somewhere that is its own. */
  async function groupIsThere({ name }: Resource): Promise<boolean> {
    const place = placeOf(name);
    if ((await log.shape(place.channel)) === undefined) return false;
    for (const topic of [place.channel, entryOf(place)]) {
      if ((await log.shape(topic)) === undefined) continue;
      if ([...(await log.committed(place.group, topic)).values()].some(({ offset }) => offset >= 0)) return true;
    }
    return false;
  }

  async function observe(resources: readonly Resource[]): Promise<Observed[]> {
    const topics = await read(resources.filter(({ kind }) => kind === "topic").map(({ name }) => name));
    const observed: Observed[] = [];
    for (const resource of resources) {
      const config = resource.kind === "topic" ? topics.get(resource.name) : (await groupIsThere(resource)) ? {} : undefined;
      const mark = marks.get(resource.id);
      if (config) observed.push({ id: resource.id, config, ...(mark !== undefined && { mark }) });
    }
    return observed;
  }

  /**
   * It begins at the start of its own topics, which nobody has read, and of a source that is still empty. Where a source holds
   * records already, its first one is for the consumer's code to choose.
   */
  async function makeGroup({ name }: Resource): Promise<void> {
    const { channel, group } = placeOf(name);
    const all = await trying("Listing topics", (through) => through.listTopics());
    const own = all.filter((topic) => isOwnTopic({ channel, group }, topic) && !topic.endsWith(".dlq"));
    for (const topic of [channel, ...own]) {
      const ranges = await log.ranges(topic);
      if (topic === channel && [...ranges.values()].some(({ low, high }) => high > low)) continue;
      const offsets = new Map(
        [...ranges].map(([partition, { low }]) => [partition, { offset: low, metadata: topic === channel ? "" : unread }]),
      );
      await log.commit(group, topic, offsets).catch((error: unknown) => {
        // Members are connected: they commit for themselves.
        if (!(error instanceof ToolError && /UNKNOWN_MEMBER_ID|ILLEGAL_GENERATION|REBALANCE_IN_PROGRESS/.test(error.message))) throw error;
      });
    }
  }

  async function removeGroup({ name }: Resource, full: boolean): Promise<boolean> {
    const { channel, group } = placeOf(name);
    if (!full && (await kept(channel, group)) > 0) return false;
    return trying(`Removing group ${group}`, async (through) => {
      const elsewhere = (await through.fetchOffsets({ groupId: group })).filter(
        ({ topic, partitions }) =>
          topic !== channel && !isOwnTopic({ channel, group }, topic) && partitions.some(({ offset }) => offset !== "-1"),
      );
      if (elsewhere.length > 0) return false;
      try {
        await through.deleteGroups([group]);
        return true;
      } catch (error) {
        if (/NonEmpty|not empty|DeleteGroups/i.test(`${(error as Error).name} ${String(error)}`)) return false;
        throw error;
      }
    });
  }

  async function removeTopic({ name, role }: Resource, full: boolean): Promise<boolean> {
    if ((await log.shape(name)) === undefined) return false;
    if (!full && (await kept(name)) > 0) return false;
    await trying(`Removing topic ${name}`, (through) => through.deleteTopics({ topics: [name], timeout: settleMs }));
    await settled(async () => (await log.shape(name)) === undefined);
    // Who has looked through a dead letter has left a group behind.
    if (role === "dead-letter") await (await admin()).deleteGroups([triageOf(name)]).catch(() => undefined);
    return true;
  }

  return {
    observe,
    async create(resource, mark) {
      const [found] = await observe([resource]);
      if (found) return refuseOther(resource, found.config);
      if (resource.kind === "group") {
        refuseOther(resource, {});
        await makeGroup(resource);
      } else {
        await trying(`Making topic ${resource.name}`, (through) => makeTopic(through, resource));
        await settled(async () => (await log.shape(resource.name)) !== undefined);
      }
      marks.set(resource.id, mark);
      changed();
    },
    async update(resource, config) {
      const [found] = await observe([resource]);
      if (found === undefined) throw new ToolError("NOT_FOUND", `${resource.id} is not there.`, "Somebody removed it.");
      if (resource.kind === "topic") {
        await trying(`Changing topic ${resource.name}`, (through) => changeTopic(through, resource.name, found.config, config));
        await settled(async () => isLike(config, (await observe([resource]))[0]?.config));
      }
      changed();
    },
    async remove(resource, mark, full = false) {
      if (marks.get(resource.id) !== mark) return false;
      const gone = await (resource.kind === "group" ? removeGroup(resource, full) : removeTopic(resource, full));
      if (gone) marks.delete(resource.id);
      changed();
      return gone;
    },
    describe: async (channel) => (await read([channel])).get(channel),
  };
}

/** What a node was told takes a moment until all nodes tell it. */
async function settled(holds: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < settleMs && !(await holds()); waitedMs += 20) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Partitions only grow, and copies of them are not made here. */
function isLike(config: Configuration, found: Configuration = {}): boolean {
  return Object.entries(config).every(
    ([key, value]) => found[key] === value || key === "replicas" || (key === "partitions" && found[key]! > value!),
  );
}

function refuseOther({ id, config, atLeast }: Resource, found: Configuration): void {
  const other = Object.entries(config).find(([key, value]) => {
    const is = found[key];
    return is !== value && !(atLeast.includes(key) && typeof is === "number" && typeof value === "number" && is >= value);
  });
  if (other === undefined) return;
  throw new ToolError(
    "INVALID_INPUT",
    `${id} is there with another ${other[0]}.`,
    "Nothing was changed.",
    "Plan again: plan-dlq tells how.",
  );
}
