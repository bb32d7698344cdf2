import { connect } from "nats";
import type { OrderPlaced } from "./event.ts";

/** Takes messages as they come and works on them beside each other. */
export async function consume(handle: (event: OrderPlaced) => Promise<void>, close: () => Promise<void>): Promise<void> {
  const connection = await connect({ servers: process.env["NATS_URL"] ?? "nats://localhost:4222" });
  const consumer = await connection.jetstream().consumers.get("ORDERS", "billing");
  const messages = await consumer.consume({ max_messages: 10 });
  process.once("SIGTERM", () => messages.close());
  const working: Promise<void>[] = [];
  for await (const message of messages) {
    const event = message.json<OrderPlaced>();
    message.ack();
    working.push(handle(event).catch((error: unknown) => console.error(error)));
  }
  await Promise.all(working);
  await connection.drain();
  await close();
}
