import type { Admin } from "kafkajs";
import { ToolError } from "../../tool.ts";
import type { Reader } from "../broker.ts";
import type { Log } from "./log.ts";
import { entryOf, topicsOf } from "./topology.ts";

/** How long an answer holds. */
const freshMs = 5000;
/** How long a group that is just gathering is waited for. */
const [gatherMs, pauseMs] = [5000, 200];
/** What stands beside the offset of a topic that was made for a group and that no member of it has read. */
export const unread = "godmode-event: not read yet";

export interface Audience {
  /** Throws where nobody would read what is sent to a group's entry. */
  heard(reader: Reader): Promise<void>;
  /** A member that reads all of it is about to join: also when it is gone again, the entry has been read. */
  joining(reader: Reader): Promise<void>;
}

/**
 * A record for one group alone lies in its entry topic, where a consumer that reads the channel only would never see it. Members that
 * are connected tell what they read. Of a group that stands still the offsets tell: only who reads the ladder has committed in it.
 */
export function audienceOf(log: Log, admin: () => Promise<Admin>, nowMs: () => number): Audience {
  const known = new Map<string, number>();

  async function subscribed(group: string): Promise<Set<string>> {
    const { AssignerProtocol } = (await import("kafkajs")).default;
    for (let waitedMs = 0; ; waitedMs += pauseMs) {
      const [found] = (await (await admin()).describeGroups([group])).groups;
      if (/Rebalance/.test(found?.state ?? "") && waitedMs < gatherMs) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        continue;
      }
      const members = found?.state === "Stable" ? found.members : [];
      return new Set(members.flatMap(({ memberMetadata }) => AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? []));
    }
  }

  async function hasRead(group: string, topics: readonly string[]): Promise<boolean> {
    for (const topic of topics) {
      if ((await log.shape(topic)) === undefined) continue;
      const committed = [...(await log.committed(group, topic)).values()];
      if (committed.some(({ offset, metadata }) => offset >= 0 && metadata !== unread)) return true;
    }
    return false;
  }

  return {
    async heard(reader) {
      const entry = entryOf(reader);
      if (nowMs() - (known.get(entry) ?? -freshMs) < freshMs) return;
      // Where it is not there, whoever sends is told so.
      if ((await log.shape(entry)) === undefined) return;
      const read = await subscribed(reader.group);
      if (!read.has(entry)) {
        if (read.has(reader.channel)) throw notRead(reader, entry, [...read]);
        const ladder = topicsOf(reader).filter((topic) => topic !== reader.channel);
        if (!(await hasRead(reader.group, ladder))) throw neverRead(reader, entry);
      }
      known.set(entry, nowMs());
    },
    async joining({ channel, group }) {
      const entry = entryOf({ channel, group });
      if ((await log.shape(entry)) === undefined) return;
      const still = [...(await log.committed(group, entry))].filter(([, { metadata }]) => metadata === unread);
      if (still.length === 0) return;
      // Refused where members are connected: then they tell for themselves.
      await log.commit(group, entry, new Map(still.map(([at, { offset }]) => [at, { offset, metadata: "" }]))).catch(() => undefined);
    },
  };
}

function notRead({ channel, group }: Reader, entry: string, read: readonly string[]): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `The consumers of group ${group} do not read ${entry}, so nothing that is sent back would reach them.`,
    `They read ${read.slice(0, 10).join(", ")}.`,
    `Let the consumer subscribe to ${entry} too, beside ${channel}; nothing was sent.`,
  );
}

function neverRead({ channel, group }: Reader, entry: string): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `No consumer of group ${group} is connected, and none has read ${entry} yet: what is sent back there may never be read.`,
    "A consumer that subscribes to the channel alone does not see what is sent to its group.",
    `Start the consumer, subscribed to ${entry} beside ${channel}, and call again; nothing was sent.`,
  );
}
