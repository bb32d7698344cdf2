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
if (mode === "ladder") {
  const dead = (key) => ({ "x-dead-letter-exchange": "", "x-dead-letter-routing-key": key });
  await channel.assertQueue("orders", { durable: true, arguments: dead("orders.wait") });
  await channel.assertQueue("orders.wait", { durable: true, arguments: { ...dead("orders"), "x-message-ttl": 300 } });
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
  else if (mode === "ladder" && !message.properties.headers["x-death"]) channel.reject(message, false);
  else if (mode === "declare" && message.content.toString().includes("0002")) channel.reject(message, false);
  else if (mode === "multiple") {
    if ((many += 1) % 3 === 0) channel.ack(message, true);
  } else channel.ack(message);
}

await channel.consume("orders", (message) => void consume(message));
