import type { Delivered, Settled } from "../../effects/gate.ts";
import { bytesOf } from "../../effects/payload.ts";
import { createSettlement, type Settlement } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** What a kafkajs handler may ask of its consumer while it works. */
export interface KafkaSession {
  readonly eachBatchAutoResolve: boolean;
  isRunning(): boolean;
  pause(topic: string, partition: number): () => void;
  /** The offset that a seek asked for, while the handler ran; taken. */
  sought(topic: string, partition: number): bigint | undefined;
}

const alone: KafkaSession = { eachBatchAutoResolve: true, isRunning: () => true, pause: () => () => {}, sought: () => undefined };

/** `eachMessage` or, for a batch, `eachBatch` of kafkajs. */
export const kafkajs: Shape = {
  name: "kafkajs",
  docs: "https://kafka.js.org/docs/consuming",
  async hand(handler, messages, { acked, batch }) {
    const settlement = createSettlement(messages.length, acked);
    return (batch ? eachBatch : eachMessage)(handler, messages, settlement, alone);
  },
};

/** One message after the other; a throw sends it and what follows in its partition back. */
export async function eachMessage(
  handler: (payload: never) => unknown,
  messages: readonly Delivered[],
  settlement: Settlement,
  session: KafkaSession,
): Promise<Settled> {
  let failure: { error: unknown } | undefined;
  for (const [{ topic, partition }, positions] of byPartition(messages)) {
    const pause = () => session.pause(topic, partition);
    for (const [index, position] of positions.entries()) {
      try {
        await handler({ topic, partition, message: kafkaMessage(messages[position]!), heartbeat: async () => {}, pause } as never);
      } catch (error) {
        failure ??= { error };
        for (const left of positions.slice(index)) settlement.refuse(left);
        break;
      }
      const sought = session.sought(topic, partition);
      if (sought !== undefined) for (const each of positions) if (BigInt(messages[each]!.offset) >= sought) settlement.refuse(each);
      settlement.ack(position);
    }
  }
  return ended(settlement, failure);
}

/** A list of one partition at a time. What was not resolved comes back. */
export async function eachBatch(
  handler: (payload: never) => unknown,
  messages: readonly Delivered[],
  settlement: Settlement,
  session: KafkaSession,
): Promise<Settled> {
  let failure: { error: unknown } | undefined;
  for (const [{ topic, partition }, positions] of byPartition(messages)) {
    const offsets = positions.map((position) => messages[position]!.offset);
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
    const first = offsets[0]!;
    const last = offsets.at(-1)!;
    const payload = {
      batch: {
        topic,
        partition,
        highWatermark: String(last + 1),
        messages: positions.map((position) => kafkaMessage(messages[position]!)),
        isEmpty: () => false,
        firstOffset: () => String(first),
        lastOffset: () => String(last),
        offsetLag: () => "0",
        offsetLagLow: () => String(last - first),
      },
      resolveOffset,
      heartbeat: async () => {},
      pause: () => session.pause(topic, partition),
      commitOffsetsIfNecessary: async (given?: {
        topics?: readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[];
      }) => {
        if (given === undefined) return commit();
        for (const named of given.topics ?? [])
          if (named.topic === topic)
            for (const each of named.partitions) if (each.partition === partition) commit(BigInt(each.offset) - 1n);
      },
      uncommittedOffsets: () => ({
        topics: resolved === undefined ? [] : [{ topic, partitions: [{ partition, offset: String(resolved + 1n) }] }],
      }),
      isRunning: () => session.isRunning(),
      isStale: () => stale || ((stale = session.sought(topic, partition) !== undefined), stale),
    };
    try {
      await handler(payload as never);
      if (session.eachBatchAutoResolve && !stale) resolveOffset(String(last));
    } catch (error) {
      // What was resolved before the error is committed all the same.
      failure ??= { error };
    }
    commit();
    for (const position of positions) settlement.refuse(position);
  }
  return ended(settlement, failure);
}

/** The error is passed on, to be told, where nothing was acknowledged. */
function ended(settlement: Settlement, failure: { error: unknown } | undefined): Settled {
  const result = settlement.result();
  if (result === "nacked" && failure !== undefined) throw failure.error;
  return result;
}

export function kafkaMessage({ event, key, offset, timestampMs, headers }: Delivered) {
  return {
    key: key === "" ? null : Buffer.from(key),
    value: bytesOf(event),
    timestamp: String(timestampMs),
    attributes: 0,
    offset: String(offset),
    size: 0,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)])),
  };
}

/** Positions by partition; offsets within one list ascend, as in a fetched batch. */
function byPartition(messages: readonly Delivered[]): [Delivered, number[]][] {
  const groups: [Delivered, number[]][] = [];
  for (const [position, message] of messages.entries()) {
    const group = groups.findLast(([first]) => first.topic === message.topic && first.partition === message.partition);
    const last = group?.[1].at(-1);
    if (group !== undefined && last !== undefined && messages[last]!.offset < message.offset) group[1].push(position);
    else groups.push([message, [position]]);
  }
  return groups;
}
