import type { Delivered, Settled } from "../../effects/gate.ts";
import { bytesOf, deliveredHeaders } from "../../effects/payload.ts";
import { createSettlement, type Settlement } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** What a kafkajs handler may ask of its consumer while it works. */
export interface KafkaSession {
  readonly eachBatchAutoResolve: boolean;
  isRunning(): boolean;
  pause(topic: string, partition: number): () => void;
  isPaused(topic: string, partition: number): boolean;
  /** The offset that a seek asked for while the handler ran; told once. */
  sought(topic: string, partition: number): bigint | undefined;
}

/** What a handler threw; undefined: nothing. */
type Failure = { readonly error: unknown } | undefined;
type Work = (payload: never) => unknown;

const alone: KafkaSession = {
  eachBatchAutoResolve: true,
  isRunning: () => true,
  pause: () => () => {},
  isPaused: () => false,
  sought: () => undefined,
};

/** `eachMessage` or, for a batch, `eachBatch` of kafkajs. */
export const kafkajs: Shape = {
  name: "kafkajs",
  docs: "https://kafka.js.org/docs/consuming",
  async hand(handler, messages, { acked, batch }) {
    const settlement = createSettlement(messages.length, acked);
    return ended(settlement, await (batch ? eachBatch : eachMessage)(handler, messages, settlement, alone));
  },
};

/** Nothing open comes back but by this. The error is passed on, to be told, where nothing was acknowledged. */
export function ended(settlement: Settlement, failure: Failure): Settled {
  settlement.refuseOpen();
  const result = settlement.result();
  if (result === "nacked" && failure !== undefined) throw failure.error;
  return result;
}

/** One open message after the other. Ends at the first error, and in a partition that was paused: what follows stays open. */
export async function eachMessage(
  handler: Work,
  messages: readonly Delivered[],
  settlement: Settlement,
  session: KafkaSession,
): Promise<Failure> {
  for (const [{ topic, partition }, positions] of byPartition(messages, settlement)) {
    const pause = () => session.pause(topic, partition);
    for (const position of positions) {
      const message = messages[position]!;
      try {
        await handler({ topic, partition, message: kafkaMessage(message), heartbeat: async () => {}, pause } as never);
      } catch (error) {
        return { error };
      }
      const sought = session.sought(topic, partition);
      if (sought !== undefined && BigInt(message.offset) >= sought) settlement.refuse(position);
      settlement.ack(position);
      if (sought !== undefined || session.isPaused(topic, partition)) break;
    }
  }
  return undefined;
}

/** A list of one partition at a time. What was not resolved stays open. */
export async function eachBatch(
  handler: Work,
  messages: readonly Delivered[],
  settlement: Settlement,
  session: KafkaSession,
): Promise<Failure> {
  for (const [{ topic, partition }, positions] of byPartition(messages, settlement)) {
    let resolved: bigint | undefined;
    let stale = false;
    const resolveOffset = (offset: string): void => {
      const wanted = BigInt(offset);
      if (resolved === undefined || wanted > resolved) resolved = wanted;
    };
    const commit = (upTo = resolved): void => {
      if (upTo === undefined) return;
      for (const position of positions) if (BigInt(messages[position]!.offset) <= upTo) settlement.ack(position);
    };
    const batch = batchOf(positions.map((position) => messages[position]!));
    const payload = {
      batch,
      resolveOffset,
      heartbeat: async () => {},
      pause: () => session.pause(topic, partition),
      commitOffsetsIfNecessary: async (given?: Commit) => {
        if (given === undefined) return commit();
        for (const named of given.topics)
          if (named.topic === topic)
            for (const each of named.partitions) if (each.partition === partition) commit(BigInt(each.offset) - 1n);
      },
      uncommittedOffsets: () => ({
        topics: resolved === undefined ? [] : [{ topic, partitions: [{ partition, offset: String(resolved + 1n) }] }],
      }),
      isRunning: () => session.isRunning(),
      isStale: () => (stale ||= session.sought(topic, partition) !== undefined),
    };
    try {
      await handler(payload as never);
    } catch (error) {
      // What was resolved before the error is committed all the same.
      commit();
      return { error };
    }
    if (session.eachBatchAutoResolve && !stale) resolveOffset(batch.lastOffset());
    commit();
  }
  return undefined;
}

interface Commit {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
  }[];
}

function batchOf(messages: readonly Delivered[]) {
  const { topic, partition, offset: first } = messages[0]!;
  const last = messages.at(-1)!.offset;
  return {
    topic,
    partition,
    highWatermark: String(last + 1),
    messages: messages.map(kafkaMessage),
    isEmpty: () => false,
    firstOffset: () => String(first),
    lastOffset: () => String(last),
    offsetLag: () => "0",
    offsetLagLow: () => String(last - first),
  };
}

export function kafkaMessage(delivered: Delivered) {
  const { event, key, offset, timestampMs } = delivered;
  return {
    key: key === "" ? null : Buffer.from(key),
    value: bytesOf(event),
    timestamp: String(timestampMs),
    attributes: 0,
    offset: String(offset),
    size: 0,
    headers: Object.fromEntries(Object.entries(deliveredHeaders(delivered)).map(([name, value]) => [name, Buffer.from(value)])),
  };
}

/** Open positions by partition; offsets within one list ascend, as in a fetched batch. */
function byPartition(messages: readonly Delivered[], { isOpen }: Settlement): [Delivered, number[]][] {
  const groups: [Delivered, number[]][] = [];
  for (const [position, message] of messages.entries()) {
    if (!isOpen(position)) continue;
    const group = groups.findLast(([first]) => first.topic === message.topic && first.partition === message.partition);
    const last = group?.[1].at(-1);
    if (group !== undefined && last !== undefined && messages[last]!.offset < message.offset) group[1].push(position);
    else groups.push([message, [position]]);
  }
  return groups;
}
