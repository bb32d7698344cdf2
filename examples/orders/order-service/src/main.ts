import { Kafka } from "kafkajs";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { relay } from "../../shared/outbox.ts";
import { cancelOrder, createTables, type NewOrder, placeOrder } from "./orders.ts";

const db = new DatabaseSync(process.env["DATABASE"] ?? "orders.db");
createTables(db);

const kafka = new Kafka({ clientId: "order-service", brokers: (process.env["KAFKA_BROKERS"] ?? "localhost:9092").split(",") });
const producer = kafka.producer({ idempotent: true });
await producer.connect();

const stop = new AbortController();
const relaying = relay(
  db,
  async (rows) => {
    await producer.send({
      topic: "orders",
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

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

const server = createServer(async (request, response) => {
  const correlationId = request.headers["x-correlation-id"]?.toString() ?? randomUUID();
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json", "x-correlation-id": correlationId }).end(JSON.stringify(body));
  try {
    const cancel = /^\/orders\/([0-9a-f-]{36})\/cancel$/.exec(request.url ?? "");
    if (request.method === "POST" && request.url === "/orders") {
      return answer(201, { order_id: placeOrder(db, (await bodyOf(request)) as NewOrder, correlationId) });
    }
    if (request.method === "POST" && cancel) {
      const { reason } = (await bodyOf(request)) as { reason?: string };
      return answer(cancelOrder(db, cancel[1]!, reason ?? "not given", correlationId) ? 200 : 409, {});
    }
    return answer(404, {});
  } catch (error) {
    return answer(400, { error: (error as Error).message });
  }
});
server.listen(Number(process.env["PORT"] ?? 8080));

process.once("SIGTERM", async () => {
  server.close();
  stop.abort();
  await relaying;
  await producer.disconnect();
  db.close();
});
