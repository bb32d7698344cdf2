import { connect } from "amqplib";
import pg from "pg";

/** One way of dealing with what cannot be handled: `ladder`, `requeue`, `reject`, `swallow`. */
const way = process.argv[2];
const waitsMs = [100, 300];
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const connection = await connect(process.env.AMQP_URL);
const channel = await connection.createConfirmChannel();
const dies = () => process.exit(1);
connection.on("error", dies).on("close", dies);
channel.on("error", dies);
await channel.assertQueue("orders", { durable: true });
await channel.assertQueue("orders.dlq", { durable: true });
for (const wait of waitsMs)
  await channel.assertQueue(`orders.retry.${wait}`, {
    durable: true,
    messageTtl: wait,
    deadLetterExchange: "",
    deadLetterRoutingKey: "orders",
  });
await channel.prefetch(1);

async function handle(content) {
  const { event_id, data } = JSON.parse(content.toString());
  if (typeof data?.amount !== "number") throw new TypeError("amount is missing");
  await pool.query("INSERT INTO orders VALUES ($1, $2) ON CONFLICT DO NOTHING", [event_id, data.amount]);
}

async function fail(message, error) {
  if (way === "requeue") return channel.nack(message);
  if (way === "reject") return channel.reject(message, false);
  if (way === "swallow") return channel.ack(message);
  const attempt = Number(message.properties.headers?.attempt ?? 1);
  const wait = error instanceof SyntaxError || error instanceof TypeError ? undefined : waitsMs[attempt - 1];
  const queue = wait === undefined ? "orders.dlq" : `orders.retry.${wait}`;
  channel.sendToQueue(queue, message.content, { persistent: true, headers: { attempt: attempt + 1 } });
  await channel.waitForConfirms();
  channel.ack(message);
}

async function consume(message) {
  try {
    await handle(message.content);
    channel.ack(message);
  } catch (error) {
    await fail(message, error);
  }
}

await channel.consume("orders", (message) => void consume(message));
