import { type EachBatchPayload, type EachMessagePayload, Kafka, type KafkaMessage } from "kafkajs";
import { DatabaseSync } from "node:sqlite";
import { decode } from "../../shared/codec.ts";
import { relay } from "../../shared/outbox.ts";
import { applyOrderEvent, createTables } from "./billing.ts";
import { deadLetterTopic, dueAt, entryTopic, forward, rungs } from "./ladder.ts";

const db = new DatabaseSync(process.env["DATABASE"] ?? "billing.db");
createTables(db);

const kafka = new Kafka({ clientId: "billing-service", brokers: (process.env["KAFKA_BROKERS"] ?? "localhost:9092").split(",") });
const producer = kafka.producer({ idempotent: true });
await producer.connect();

const admin = kafka.admin();
await admin.connect();
await admin.createTopics({
  topics: [
    { topic: "orders", numPartitions: 3 },
    { topic: "payments", numPartitions: 3 },
    ...[entryTopic, ...rungs.map(({ topic }) => topic)].map((topic) => ({ topic, numPartitions: 3 })),
    { topic: deadLetterTopic, numPartitions: 3, configEntries: [{ name: "retention.ms", value: String(14 * 24 * 3_600_000) }] },
  ],
});
await admin.disconnect();

async function handleOrForward(message: KafkaMessage, origin: { topic: string; partition: number }): Promise<void> {
  try {
    applyOrderEvent(db, decode(message.value ?? Buffer.alloc(0), message.headers?.["schema"]?.toString() ?? ""));
  } catch (error) {
    await forward(producer, message, error, origin);
  }
}

const handleNow = ({ topic, partition, message }: EachMessagePayload) => handleOrForward(message, { topic, partition });

/** Waits by pausing the partition, not by sleeping: the group stays alive and the offset stays uncommitted. */
async function handleWhenDue({
  batch,
  resolveOffset,
  heartbeat,
  commitOffsetsIfNecessary,
  isRunning,
  isStale,
  pause,
}: EachBatchPayload): Promise<void> {
  for (const message of batch.messages) {
    if (!isRunning() || isStale()) break;
    const wait = dueAt(message) - Date.now();
    if (wait > 0) {
      const resume = pause();
      setTimeout(resume, wait);
      break;
    }
    await handleOrForward(message, batch);
    resolveOffset(message.offset);
    await heartbeat();
  }
  await commitOffsetsIfNecessary();
}

const orders = kafka.consumer({ groupId: "billing" });
await orders.connect();
await orders.subscribe({ topics: ["orders", entryTopic], fromBeginning: true });
await orders.run({ eachMessage: handleNow });

const retries = await Promise.all(
  rungs.map(async ({ topic, groupId }) => {
    // A paused partition is looked at again when the running fetch ends: with the default of 5 s the 1 s rung would wait five.
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachBatchAutoResolve: false, eachBatch: handleWhenDue });
    return consumer;
  }),
);

const stop = new AbortController();
const relaying = relay(
  db,
  async (rows) => {
    await producer.send({
      topic: "payments",
      acks: -1,
      messages: rows.map((row) => ({
        key: row.key,
        value: Buffer.from(row.value),
        headers: { schema: row.schema, event_id: row.event_id, event_type: row.event_type, correlation_id: row.correlation_id },
      })),
    });
  },
  stop.signal,
);

process.once("SIGTERM", async () => {
  await Promise.all([orders, ...retries].map((consumer) => consumer.disconnect()));
  stop.abort();
  await relaying;
  await producer.disconnect();
  db.close();
});
