import { plainGit, put, repository } from "../workspace/hostile-repository.ts";

const manifest = (name: string) => JSON.stringify({ name, dependencies: { kafkajs: "2.2.4" } });

/** A producer without schema, and a consumer that logs what fails. */
export const naiveShop = {
  "orders/package.json": manifest("orders"),
  "orders/send.ts": `import { Kafka } from "kafkajs";
const producer = new Kafka({ clientId: "orders", brokers: ["b:9092"] }).producer();
export async function placed(order: { id: string; total: number }) {
  await producer.send({ topic: "orders", messages: [{ value: JSON.stringify({ type: "OrderPlaced", orderId: order.id, total: order.total }) }] });
}
`,
  "billing/package.json": manifest("billing"),
  "billing/read.ts": `import { Kafka } from "kafkajs";
const consumer = new Kafka({ clientId: "billing", brokers: ["b:9092"] }).consumer({ groupId: "billing" });
await consumer.subscribe({ topic: "orders" });
await consumer.run({
  eachMessage: async ({ message }) => {
    try {
      console.log(JSON.parse(message.value!.toString()).orderId);
    } catch (error) {
      console.error(error);
    }
  },
});
`,
};

/** Only the producer, which sends the whole envelope: nothing stands between a registered schema and KEEP. */
export const producerOnly = {
  "orders/package.json": naiveShop["orders/package.json"],
  "orders/send.ts": `import { randomUUID } from "node:crypto";
import { Kafka } from "kafkajs";
const producer = new Kafka({ clientId: "orders", brokers: ["b:9092"] }).producer();
export async function placed(order: { id: string; total: number }, correlation: string) {
  await producer.send({
    topic: "orders",
    messages: [
      {
        key: order.id,
        value: JSON.stringify({
          event_id: randomUUID(),
          event_type: "order.placed",
          event_version: "1.0",
          source: "orders",
          timestamp: new Date().toISOString(),
          correlation_id: correlation,
          data: { order_id: order.id, total: order.total },
        }),
      },
    ],
  });
}
`,
};

const field = (name: string, type: unknown = "string") => ({ name, type });

/** An Avro schema in the standard envelope; `data` has these fields. */
export function orderPlaced(data: unknown[]): string {
  const head = ["event_id", "event_type", "event_version", "source", "timestamp", "correlation_id"].map((name) => field(name));
  const record = { type: "record", name: "OrderPlacedData", fields: data };
  return `${JSON.stringify({ type: "record", name: "OrderPlaced", namespace: "shop", fields: [...head, field("data", record)] }, null, 2)}\n`;
}

export const first = orderPlaced([field("order_id"), field("total", "double")]);
export const additive = orderPlaced([
  field("order_id"),
  field("total", "double"),
  { name: "coupon", type: ["null", "string"], default: null },
]);
export const breaking = orderPlaced([field("order_id"), field("total", "string")]);

export const registered = { "schemas/order.placed/1.avsc": first };

/** A git repository with one commit. */
export function shop(files: Record<string, string>): string {
  return repository(files);
}

export function commitAll(root: string, files: Record<string, string>, message = "change"): void {
  put(root, files);
  plainGit(root, "add", "-A");
  plainGit(root, "commit", "-qm", message);
}
