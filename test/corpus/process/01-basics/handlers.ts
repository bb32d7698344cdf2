import pg from "pg";

export interface OrderPlaced {
  event_id: string;
  data: { account: string; amount: number };
}

interface Queries {
  query(sql: string, values?: unknown[]): Promise<{ rowCount: number | null }>;
}

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });
export const close = (): Promise<void> => pool.end();

const add = (db: Queries, { data }: OrderPlaced) =>
  db.query("INSERT INTO balances VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET amount = balances.amount + excluded.amount", [
    data.account,
    data.amount,
  ]);
const mark = (db: Queries, { event_id }: OrderPlaced) =>
  db.query("INSERT INTO inbox VALUES ('billing', $1) ON CONFLICT DO NOTHING", [event_id]);
const isMarked = async (db: Queries, { event_id }: OrderPlaced) =>
  (await db.query("SELECT 1 FROM inbox WHERE consumer = 'billing' AND event_id = $1", [event_id])).rowCount === 1;

export const handlers: Record<string, (event: OrderPlaced) => Promise<void>> = {
  async increment(event) {
    await add(pool, event);
  },

  async "mark-before-effect"(event) {
    if ((await mark(pool, event)).rowCount === 0) return;
    await add(pool, event);
  },

  async "two-commits"(event) {
    if (await isMarked(pool, event)) return;
    await add(pool, event);
    await mark(pool, event);
  },

  async inbox(event) {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      if ((await mark(client, event)).rowCount === 1) await add(client, event);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  },
};
