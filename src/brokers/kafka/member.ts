import type { Consumer, EachBatchPayload } from "kafkajs";
import { ToolError } from "../../tool.ts";
import { type Client, retries } from "./client.ts";
import { toolError } from "./errors.ts";
import { doneBefore, type Lane, laneOf, take } from "./lane.ts";
import type { Stored } from "./log.ts";

/** A member of a group: the partitions that are its own, filled from the broker, and the commits of what is done. */
export interface Member {
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Resolves when the broker knows what is done up to now, in lanes that are still ours. */
  commit(): Promise<void>;
  /** Something was taken out of a lane: there may be room for more. */
  drained(lane: Lane): void;
  leave(): Promise<void>;
}

/** Heartbeats do not wait for handlers; the broker's own least is 6 s. */
const sessionMs = 6000;
/** Records of one partition in memory, beyond which no more are fetched for it. */
const enough = 500;
const joinMs = 60_000;
const commitPatienceMs = 60_000;
const pauseMs = 100;

/** Joins a group and fills its lanes. `changed` is called whenever they hold something new or are no longer ours. */
export async function join(
  client: Client,
  groupId: string,
  topics: readonly string[],
  dueOf: (record: Stored, topic: string) => number,
  changed: () => void,
  failed: (error: unknown) => void,
): Promise<Member> {
  const lanes = new Map<string, Lane>();
  const consumer = client.kafka.consumer({
    groupId,
    sessionTimeout: sessionMs,
    rebalanceTimeout: 2 * sessionMs,
    heartbeatInterval: 1000,
    // A fetch that is under way knows nothing of partitions that were resumed since.
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    retry: { ...retries, retries: 10, restartOnFailure: async () => !leaving },
  });
  let memberId = "";
  let leaving = false;
  let committing: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  function assigned(member: string, assignment: Readonly<Record<string, readonly number[]>>): void {
    const mine = new Map(Object.entries(assignment).flatMap(([topic, all]) => all.map((each) => [keyOf(topic, each), { topic, each }])));
    for (const [key, lane] of lanes) {
      // Who was taken for dead does not know what others did meanwhile.
      if (mine.has(key) && member === memberId) {
        if (lane.position >= 0) consumer.seek({ topic: lane.topic, partition: lane.partition, offset: String(lane.position) });
        if (lane.paused) consumer.pause([{ topic: lane.topic, partitions: [lane.partition] }]);
        continue;
      }
      lane.epoch += 1;
      lanes.delete(key);
    }
    for (const [key, { topic, each }] of mine) if (!lanes.has(key)) lanes.set(key, laneOf(topic, each));
    memberId = member;
    changed();
  }

  async function eachBatch({ batch }: EachBatchPayload): Promise<void> {
    const lane = lanes.get(keyOf(batch.topic, batch.partition));
    if (lane === undefined) return;
    const records = batch.messages.map(({ offset, timestamp, key, value, headers }): Stored => {
      return { key, value, headers: headers ?? {}, offset: Number(offset), atMs: Number(timestamp) };
    });
    take(lane, records, Number(batch.lastOffset()) + 1, (record) => dueOf(record, lane.topic));
    if (lane.items.length > enough && !lane.paused) {
      lane.paused = true;
      consumer.pause([{ topic: lane.topic, partitions: [lane.partition] }]);
    }
    changed();
  }

  async function commitNow(): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += pauseMs) {
      const done = [...lanes.values()].flatMap((lane) => {
        const offset = doneBefore(lane);
        return offset === undefined || offset <= lane.committed ? [] : { lane, offset };
      });
      if (done.length === 0 || (leaving && waitedMs > 0)) return;
      try {
        await consumer.commitOffsets(done.map(({ lane: { topic, partition }, offset }) => ({ topic, partition, offset: String(offset) })));
        // A consumer that is restarting itself commits nothing and says so to nobody: only its event is a confirmation.
        if (done.every(({ lane, offset }) => lane.committed >= offset)) return;
        throw new Error("The consumer was not connected.");
      } catch (error) {
        // A rebalance, or a coordinator that moves: again as long as the lanes are ours.
        if (waitedMs > commitPatienceMs) throw toolError(error, client.connection, `Committing offsets of group ${groupId}`);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  function commit(): Promise<void> {
    if (committing === undefined) return (committing = commitNow().finally(() => (committing = undefined)));
    return (following ??= committing
      .catch(() => undefined)
      .then(() => {
        following = undefined;
        return commit();
      }));
  }

  consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) => {
    for (const { topic, partitions } of payload.topics)
      for (const { partition, offset } of partitions) {
        const lane = lanes.get(keyOf(topic, partition));
        if (lane) lane.committed = Math.max(lane.committed, Number(offset));
      }
  });
  const joined = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      assigned(payload.memberId, payload.memberAssignment);
      resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (restart) return;
      const said = toolError(error, client.connection, `Reading as group ${groupId}`);
      reject(said);
      failed(said);
    });
  });
  joined.catch(() => undefined);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: true, partitionsConsumedConcurrently: 1000, eachBatch });
    await inTime(joined, groupId);
  } catch (error) {
    leaving = true;
    await quietly(consumer);
    throw toolError(error, client.connection, `Reading as group ${groupId}`);
  }

  return {
    lanes,
    commit,
    drained(lane) {
      if (!lane.paused || lane.items.length > enough / 2) return;
      lane.paused = false;
      consumer.resume([{ topic: lane.topic, partitions: [lane.partition] }]);
    },
    async leave() {
      leaving = true;
      await quietly(consumer);
    },
  };
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

/** A coordinator that does not answer is asked again for ever. */
async function inTime(joined: Promise<void>, groupId: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const why = `It did not let this process join in ${joinMs} ms.`;
    timer = setTimeout(() => reject(new ToolError("TIMEOUT", `Joining group ${groupId}: Kafka does not answer.`, why)), joinMs);
  });
  await Promise.race([joined, late]).finally(() => clearTimeout(timer));
}

async function quietly(consumer: Consumer): Promise<void> {
  await consumer.disconnect().catch(() => undefined);
}
