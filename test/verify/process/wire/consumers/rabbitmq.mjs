import { connect } from "amqplib";
import { writeDown } from "./write-down.mjs";

const [, , mode = "", prefetch = "10"] = process.argv;
const connection = await connect(process.env.AMQP_URL);
const channel = mode === "publish" ? await connection.createConfirmChannel() : await connection.createChannel();
connection.on("error", () => process.exit(1)).on("close", () => process.exit(1));
channel.on("error", () => process.exit(1));
if (mode === "declare") {
  await channel.assertExchange("shop", "topic", { durable: true });
  await channel.assertQueue("orders", {
    durable: true,
    arguments: { "x-queue-type": "quorum", "x-dead-letter-exchange": "", "x-dead-letter-routing-key": "orders.dlq" },
  });
  await channel.assertQueue("orders.dlq", { durable: true });
  await channel.bindQueue("orders", "shop", "order.*");
}
await channel.prefetch(Number(prefetch));
let many = 0;
async function consume(message) {
  writeDown(message.content.toString());
  if (mode === "publish") {
    channel.publish("invoices", "invoice.created", message.content);
    await channel.waitForConfirms();
  }
  if (mode === "refuse" && !message.fields.redelivered) channel.nack(message);
  else if (mode === "declare" && message.content.toString().includes("0002")) channel.reject(message, false);
  else if (mode === "multiple") {
    if ((many += 1) % 3 === 0) channel.ack(message, true);
  } else channel.ack(message);
}

await channel.consume("orders", (message) => void consume(message));
