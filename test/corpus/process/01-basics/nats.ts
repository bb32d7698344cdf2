import { connect } from "nats";
import { close, handlers, type OrderPlaced } from "./handlers.ts";

const handle = handlers[process.argv[2] ?? ""]!;
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
