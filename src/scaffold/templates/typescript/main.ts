import pg from "pg";
import { start } from "./amqplib/consumer.ts";
import { handle } from "./handler.ts";

const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  max: 10,
  // A transaction that outlives its handler's time is ended by the server.
  statement_timeout: 20_000,
  idle_in_transaction_session_timeout: 20_000,
});
// An idle connection broke; the pool opens another one.
pool.on("error", (error) => console.error(error));

/** What started this process starts it again; messages in work come again. */
function lost(error: unknown): void {
  console.error(error);
  process.exit(1);
}

start(pool, handle, lost).then((stop) => {
  process.once("SIGTERM", () => {
    stop()
      .then(() => pool.end())
      .catch(lost);
  });
}, lost);
