import { connect } from "amqplib";
import { handle } from "./stock.mjs";

const connection = await connect("amqp://shop:shop-secret@rabbitmq/shop");
const channel = await connection.createChannel();
await channel.assertQueue("orders", { durable: true });
await channel.consume("orders", async (message) => {
  await handle(message.content.toString());
  channel.ack(message);
});
