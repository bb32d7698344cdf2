import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { consume } from "./consume.ts";

const inbox = new DatabaseSync(join(process.env["STATE_DIR"] ?? ".", "inbox.db"));
inbox.exec("PRAGMA busy_timeout = 5000");
inbox.exec("CREATE TABLE IF NOT EXISTS inbox (event_id TEXT PRIMARY KEY)");
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });

await consume(
  async ({ event_id, data }) => {
    inbox.exec("BEGIN IMMEDIATE");
    try {
      if (inbox.prepare("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING").run(event_id).changes === 1) {
        await pool.query("INSERT INTO entries VALUES ($1, $2)", [data.account, data.amount]);
      }
      inbox.exec("COMMIT");
    } catch (error) {
      inbox.exec("ROLLBACK");
      throw error;
    }
  },
  () => pool.end(),
);
