import { connect } from "amqplib";
import { bill, pool } from "./billing.ts";
import type { OrderPlaced } from "./event.ts";

const connection = await connect(process.env["AMQP_URL"] ?? "amqp://localhost");
const channel = await connection.createChannel();
connection.on("error", () => process.exit(1)).on("close", () => process.exit(1));
channel.on("error", () => process.exit(1));
await channel.prefetch(10);
const working = new Set<Promise<void>>();
const { consumerTag } = await channel.consume("orders", (message) => {
  if (message === null) process.exit(1);
  const work: Promise<void> = bill(JSON.parse(message.content.toString()) as OrderPlaced)
    .then(
      () => channel.ack(message, true),
      () => channel.nack(message),
    )
    .finally(() => working.delete(work));
  working.add(work);
});
process.once("SIGTERM", async () => {
  await channel.cancel(consumerTag);
  await Promise.all(working);
  connection.removeAllListeners("close");
  await connection.close();
  await pool.end();
});
