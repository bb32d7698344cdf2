import { connect } from "nats";
import pg from "pg";
import type { OrderPlaced } from "./event.ts";

type Payment = (event: OrderPlaced) => { event_id: string };

/** Bills each order once and says so on payments.captured; the stream has it before the transaction ends. */
export async function consume(paymentCaptured: Payment): Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });
  const connection = await connect({ servers: process.env["NATS_URL"] ?? "nats://localhost:4222" });
  const jetstream = connection.jetstream();
  const consumer = await jetstream.consumers.get("ORDERS", "billing");
  const messages = await consumer.consume({ max_messages: 10 });
  process.once("SIGTERM", () => messages.close());
  for await (const message of messages) {
    const event = message.json<OrderPlaced>();
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const { rowCount } = await client.query("INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", [event.event_id]);
      if (rowCount === 1) {
        await client.query("INSERT INTO entries VALUES ($1, $2)", [event.data.account, event.data.amount]);
        await jetstream.publish("payments.captured", JSON.stringify(paymentCaptured(event)));
      }
      await client.query("COMMIT");
      message.ack();
    } catch {
      await client.query("ROLLBACK");
      message.nak(1000);
    } finally {
      client.release();
    }
  }
  await connection.drain();
  await pool.end();
}
