// Stock levels in PostgreSQL. `node postgres.mjs inbox | two-commits | other-connection | check-then-insert | polls | beats`
import pg from "pg";
import { consume } from "./lines.mjs";

const pool = new pg.Pool({ max: 2 });
const sums = "INSERT INTO levels VALUES ($1, $2) ON CONFLICT (sku) DO UPDATE SET pieces = levels.pieces + excluded.pieces";
const change = ({ sku, pieces }) => [sku, pieces];

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const ways = {
  inbox: ({ id, body }) =>
    inTransaction(async (client) => {
      const { rowCount } = await client.query("INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING", [id]);
      if (rowCount === 1) await client.query(sums, change(body));
    }),
  async "two-commits"({ id, body }) {
    if ((await pool.query("SELECT 1 FROM seen WHERE id = $1", [id])).rowCount === 1) return;
    await pool.query("INSERT INTO seen VALUES ($1)", [id]);
    await pool.query(sums, change(body));
  },
  "other-connection": ({ id, body }) =>
    inTransaction(async (client) => {
      const { rowCount } = await client.query("INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING", [id]);
      if (rowCount === 1) await pool.query(sums, change(body));
    }),
  "check-then-insert": ({ id, body }) =>
    inTransaction(async (client) => {
      if ((await client.query("SELECT 1 FROM notes WHERE id = $1", [id])).rowCount > 0) return;
      await client.query("INSERT INTO notes VALUES ($1)", [id]);
      await client.query(sums, change(body));
    }),
  polls: ({ body }) => pool.query(sums, change(body)),
  beats: ({ body }) => pool.query(sums, change(body)),
};
const asides = {
  /** Looks for work that never comes. */
  polls: () => inTransaction(async () => {}).then(() => pool.query("SELECT FROM notes")),
  beats: () => pool.query("UPDATE beats SET at = clock_timestamp()"),
};
const aside = asides[process.argv[2]];
if (aside) setInterval(() => void aside().catch(() => {}), 100);
consume((message) => ways[process.argv[2]](message));
