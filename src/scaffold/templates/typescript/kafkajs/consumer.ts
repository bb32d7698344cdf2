import { type EachBatchPayload, Kafka, type KafkaMessage } from "kafkajs";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
const topic = "$topic";
const groupId = "$group";
/** What is meant for this group alone, such as a dead letter that is sent back. */
const entry = "$entry";
/** Where a failed message waits before attempt 2, 3 and 4. */
const rungs = ["$rung1", "$rung2", "$rung3"];
const rungsMs = [1_000, 5_000, 30_000];
const deadLetter = "$deadLetter";
/** Below the session timeout (30 s), or the group takes the partition away from a handler that is at work. */
const handlerTimeoutMs = 20_000;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. `lost`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const kafka = new Kafka({ clientId: consumer, brokers: (process.env["KAFKA_BROKERS"] ?? "localhost:9092").split(",") });
  const admin = kafka.admin();
  await admin.connect();
  // Nothing is consumed that could not be kept.
  for (const name of [topic, entry, ...rungs, deadLetter]) {
    await admin.fetchTopicMetadata({ topics: [name] }).catch((cause: unknown) => {
      throw new Error(`Topic ${name} cannot be used.`, { cause });
    });
  }
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();

  async function settle(message: KafkaMessage, from: { topic: string; partition: number }): Promise<void> {
    const body = message.value ?? Buffer.alloc(0);
    try {
      const event = decode(body);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
    } catch (error) {
      await forward(message, body, from, error);
    }
  }

  /** To the next rung, or to the dead letter when no attempt is left or none can help. Resolves when the broker has stored it. */
  async function forward(message: KafkaMessage, body: Buffer, from: { topic: string; partition: number }, error: unknown): Promise<void> {
    const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([key, value]) => [key, value?.toString()]));
    const attempt = Number(headers["gm-attempt"] ?? 1);
    const kind = kindOf(error);
    const rung = kind === "retryable" ? rungs[attempt - 1] : undefined;
    const timestamp = new Date(Number(message.timestamp)).toISOString();
    const original = { topic: from.topic, partition: String(from.partition), offset: message.offset, timestamp };
    const failed = { consumer, attempt, error, body, headers, original };
    const added = failureHeaders(rung === undefined ? { ...failed, kind: kind === "retryable" ? "exhausted" : kind } : failed);
    const due = rung === undefined ? {} : { "gm-due": String(Date.now() + rungsMs[attempt - 1]!) };
    const { "gm-due": _, ...kept } = message.headers ?? {};
    const messages = [{ key: message.key, value: message.value, headers: { ...kept, ...added, ...due } }];
    await producer.send({ topic: rung ?? deadLetter, acks: -1, messages });
  }

  /** Waits by pausing the partition, not by sleeping: the group stays alive, and the offset is not committed before its time. */
  const waiting = new Set<NodeJS.Timeout>();
  async function eachBatch(work: EachBatchPayload): Promise<void> {
    for (const message of work.batch.messages) {
      if (!work.isRunning() || work.isStale()) break;
      const waitMs = Number(message.headers?.["gm-due"] ?? 0) - Date.now();
      if (waitMs > 0) {
        const resume = work.pause();
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resume();
        }, waitMs);
        waiting.add(timer);
        break;
      }
      await settle(message, work.batch);
      work.resolveOffset(message.offset);
      await work.heartbeat();
    }
    await work.commitOffsetsIfNecessary();
  }

  // A paused partition is looked at again when the running fetch ends: with the default of 5 s the 1 s rung would wait five.
  const reader = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
  reader.on(reader.events.CRASH, ({ payload }) => payload.restart || lost(payload.error));
  await reader.connect();
  await reader.subscribe({ topics: [topic, entry, ...rungs], fromBeginning: true });
  await reader.run({ eachBatchAutoResolve: false, partitionsConsumedConcurrently: 8, eachBatch });

  return async function stop() {
    for (const timer of waiting) clearTimeout(timer);
    await reader.disconnect();
    await producer.disconnect();
  };
}
