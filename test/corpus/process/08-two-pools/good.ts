import pg from "pg";
import { consume } from "./consume.ts";
import { close, remember } from "./inbox.ts";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 2 });

await consume(
  async ({ event_id, data }) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      if (await remember(event_id, client)) await client.query("INSERT INTO entries VALUES ($1, $2)", [data.account, data.amount]);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  },
  async () => {
    await pool.end();
    await close();
  },
);
