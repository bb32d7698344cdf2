import { connect, type ConsumeMessage } from "amqplib";
import pg from "pg";

interface OrderPlaced {
  event_id: string;
  data: { account: string; amount: number };
}

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const connection = await connect(process.env["AMQP_URL"] ?? "amqp://localhost");
const channel = await connection.createChannel();
connection.on("error", () => process.exit(1)).on("close", () => process.exit(1));
channel.on("error", () => process.exit(1));
await channel.prefetch(10);

async function bill({ event_id, data: { account, amount } }: OrderPlaced): Promise<void> {
  if (!Number.isFinite(amount)) throw new Error("An order without an amount");
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rowCount } = await client.query("INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", [event_id]);
    if (rowCount === 1) await client.query("INSERT INTO entries VALUES ($1, $2)", [account, amount]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** What fails is rejected: the queue's dead-letter exchange keeps it. */
async function settle(message: ConsumeMessage): Promise<void> {
  try {
    await bill(JSON.parse(message.content.toString()) as OrderPlaced);
  } catch {
    channel.nack(message, false, false);
    return;
  }
  channel.ack(message);
}

const working = new Set<Promise<void>>();
const { consumerTag } = await channel.consume("orders", (message) => {
  if (message === null) process.exit(1);
  const work: Promise<void> = settle(message).finally(() => working.delete(work));
  working.add(work);
});

process.once("SIGTERM", async () => {
  await channel.cancel(consumerTag);
  await Promise.all(working);
  connection.removeAllListeners("close");
  await connection.close();
  await pool.end();
});
