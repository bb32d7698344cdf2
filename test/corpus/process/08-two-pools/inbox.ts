import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 2 });
export const close = (): Promise<void> => pool.end();

/** False: it was there before. */
export async function remember(eventId: string, db: Pick<pg.Pool, "query"> = pool): Promise<boolean> {
  return (await db.query("INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", [eventId])).rowCount === 1;
}
