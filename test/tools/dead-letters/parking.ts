import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { realClock } from "../../../src/brokers/clock.ts";
import { embedded } from "../../../src/brokers/embedded/broker.ts";
import { call } from "../../../src/index.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { newFolder, put } from "../../workspace/hostile-repository.ts";

/** Eight stays of cars in two garages. */
export const stays = Array.from({ length: 8 }, (_, index) => ({
  event_id: `7c1e4b2a-5d${index}f-4e0a-8b61-3f90a7d2${String(2000 + index * 41)}`,
  event_type: "stay.ended",
  timestamp: `2026-05-0${index + 1}T18:2${index}:00.000Z`,
  data: { garage: index % 2 === 0 ? "harbour" : "station", minutes: 30 + index * 7 },
}));

const head = `export const schema = [
  "CREATE TABLE minutes (garage TEXT PRIMARY KEY, total INTEGER NOT NULL)",
  "CREATE TABLE seen (event_id TEXT PRIMARY KEY)",
];
const book = async (q, { event_id, data: { garage, minutes } }) => {
  if (typeof minutes !== "number") throw new TypeError("no minutes");
  await q.query("INSERT INTO seen VALUES (?)", [event_id]);
  await q.query("INSERT INTO minutes VALUES (?, ?) ON CONFLICT (garage) DO UPDATE SET total = total + excluded.total", [garage, minutes]);
};
`;

export const handlers = {
  good: `${head}export const handle = (event, ctx) => ctx.db.tx((q) => book(q, event));
`,
  swallowing: `${head}export async function handle(event, ctx) {
  try {
    await ctx.db.tx((q) => book(q, event));
  } catch {}
}
`,
  harming: `${head}export async function handle(event, ctx) {
  try {
    await ctx.db.tx((q) => book(q, event));
  } catch (error) {
    await ctx.db.query("DELETE FROM minutes", []);
    throw error;
  }
}
`,
  forgetful: `${head}const begun = new Set();
export async function handle(event, ctx) {
  if (begun.has(event.event_id)) return;
  begun.add(event.event_id);
  await ctx.db.tx((q) => book(q, event));
}
`,
  wholeBatch: `${head}export async function handleBatch(events, ctx) {
  for (const event of events) await ctx.db.tx((q) => book(q, event));
}
`,
  partialBatch: `${head}export async function handleBatch(events, ctx) {
  const batchItemFailures = [];
  for (const event of events) {
    try {
      await ctx.db.tx((q) => book(q, event));
    } catch {
      batchItemFailures.push({ itemIdentifier: event.event_id });
    }
  }
  return { batchItemFailures };
}
`,
};

/** A consumer that kafkajs hands its messages to. `body` handles `message`; `send(topic)` passes it on. */
export function kafkaConsumer(body: string): string {
  return `import { Kafka } from "kafkajs";
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync("garage.db");
db.exec("CREATE TABLE IF NOT EXISTS stays (event_id TEXT PRIMARY KEY, minutes INTEGER NOT NULL)");
const kafka = new Kafka({ clientId: "garage", brokers: ["b:9092"] });
const producer = kafka.producer();
await producer.connect();
const consumer = kafka.consumer({ groupId: "garage" });
await consumer.connect();
await consumer.subscribe({ topic: "stays", fromBeginning: true });
const book = (message) => {
  const { event_id, data } = JSON.parse(message.value.toString());
  db.prepare("INSERT INTO stays VALUES (?, ?) ON CONFLICT DO NOTHING").run(event_id, data.minutes);
};
await consumer.run({
  eachMessage: async ({ message }) => {
${body}
  },
});
`;
}

/** The same with amqplib. `queue` declares, `failed` is what becomes of a `message` that could not be handled. */
export function rabbitConsumer(queue: string, failed: string): string {
  return `import amqp from "amqplib";
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync("garage.db");
db.exec("CREATE TABLE IF NOT EXISTS stays (event_id TEXT PRIMARY KEY, minutes INTEGER NOT NULL)");
const channel = await (await amqp.connect("amqp://b")).createChannel();
${queue}
await channel.consume("stays", (message) => {
  try {
    const { event_id, data } = JSON.parse(message.content.toString());
    db.prepare("INSERT INTO stays VALUES (?, ?) ON CONFLICT DO NOTHING").run(event_id, data.minutes);
    channel.ack(message);
  } catch {
    ${failed}
  }
});
`;
}

export function garage(files: Record<string, string>): string {
  const root = newFolder();
  put(root, { "samples.json": JSON.stringify(stays), ...files });
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  return root;
}

export const configure = (root: string, consumer = "park.js#handle", more: object = {}) =>
  call("configure-dlq", { consumer, samples: "samples.json", ...more }, { root });

/** The world of a repository as the tools see it, for a consumer of theirs. */
export async function openWorld(root: string, { channel = "park", group = "park" } = {}) {
  const broker = embedded("requeue");
  const session = await broker.open({ root, connection: "default", clock: realClock(() => Date.now()) });
  return { session, ...broker.topology({ consumer: "x", channel, group, retry: defaultRetry }) };
}

/** What configure-dlq makes for `park.js`, without its proofs. */
export async function declareIn(root: string): Promise<void> {
  const { session, resources } = await openWorld(root);
  for (const resource of resources) await session.create(resource, "run-1");
  await session.close();
}

export const own = (root: string, path: string): string => join(root, ".godmode/event", path);
