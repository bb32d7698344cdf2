import pg from "pg";

/** What the template writes, as a script writes it: the same rows, in one transaction (`transaction`) or the effect alone (`effect`). */
const alone = process.env["BARE_WRITE"] === "effect";
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const effect = "INSERT INTO billing_events (event_id, event_type, happened_at, data) VALUES ($1, $2, $3, $4)";

interface Event {
  readonly event_id: string;
  readonly event_type: string;
  readonly timestamp: string;
  readonly data: unknown;
}

export async function write(body: Uint8Array | string): Promise<void> {
  const event = JSON.parse(typeof body === "string" ? body : Buffer.from(body).toString()) as Event;
  const values = [event.event_id, event.event_type, event.timestamp, JSON.stringify(event.data)];
  if (alone) return void (await pool.query(effect, values));
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const insert = "INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    const { rowCount } = await client.query(insert, ["bare", event.event_id]);
    if (rowCount === 1) await client.query(effect, values);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** The names of this run. */
export const names = JSON.parse(process.env["BARE_NAMES"] ?? "{}") as Record<string, string>;
