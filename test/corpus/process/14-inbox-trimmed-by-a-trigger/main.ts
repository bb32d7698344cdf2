import pg from "pg";
import { consume } from "./consume.ts";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });

await consume(
  async ({ event_id, data }) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const { rowCount } = await client.query("INSERT INTO inbox (event_id) VALUES ($1) ON CONFLICT DO NOTHING", [event_id]);
      if (rowCount === 1) await client.query("INSERT INTO entries VALUES ($1, $2)", [data.account, data.amount]);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  },
  () => pool.end(),
);
