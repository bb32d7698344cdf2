import pg from "pg";
import type { OrderPlaced } from "./event.ts";

export const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });

export function billing(begin: string) {
  return async ({ event_id, data: { account, amount } }: OrderPlaced): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query(begin);
      const { rowCount } = await client.query("SELECT 1 FROM inbox WHERE event_id = $1", [event_id]);
      if (rowCount === 0) {
        await client.query("INSERT INTO entries VALUES ($1, $2)", [account, amount]);
        await client.query("INSERT INTO inbox VALUES ($1)", [event_id]);
      }
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };
}
