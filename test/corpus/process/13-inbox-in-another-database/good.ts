import pg from "pg";
import { consume } from "./consume.ts";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });

await consume(
  async ({ event_id, data }) => {
    const statement = `WITH first AS (INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1)
      INSERT INTO entries SELECT $2, $3 FROM first`;
    await pool.query(statement, [event_id, data.account, data.amount]);
  },
  () => pool.end(),
);
