import { connect } from "nats";
import type { OrderPlaced } from "./event.ts";

/** Hands over one message after the other; a failure gives it back for a second. */
export async function consume(handle: (event: OrderPlaced) => Promise<void>, close: () => Promise<void>): Promise<void> {
  const connection = await connect({ servers: process.env["NATS_URL"] ?? "nats://localhost:4222" });
  const consumer = await connection.jetstream().consumers.get("ORDERS", "billing");
  const messages = await consumer.consume({ max_messages: 10 });
  process.once("SIGTERM", () => messages.close());
  for await (const message of messages) {
    try {
      await handle(message.json<OrderPlaced>());
      message.ack();
    } catch {
      message.nak(1000);
    }
  }
  await connection.drain();
  await close();
}
