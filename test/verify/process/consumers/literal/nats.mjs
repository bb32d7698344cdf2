import { connect } from "nats";
import { handle } from "./stock.mjs";

const connection = await connect({ servers: "localhost:4222", user: "shop", pass: "shop-secret" });
const consumer = await connection.jetstream().consumers.get("ORDERS", "stock");
for await (const message of await consumer.consume({ max_messages: 1 })) {
  await handle(message.string());
  message.ack();
}
