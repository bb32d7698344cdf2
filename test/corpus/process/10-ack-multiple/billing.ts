import pg from "pg";
import type { OrderPlaced } from "./event.ts";

export const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });

export async function bill({ event_id, data: { account, amount } }: OrderPlaced): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rowCount } = await client.query("INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", [event_id]);
    // Large orders are looked at first.
    if (amount > 300) await client.query("SELECT pg_sleep(0.2)");
    if (rowCount === 1) await client.query("INSERT INTO entries VALUES ($1, $2)", [account, amount]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
