import pg from "pg";

export const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });
export type Queries = Pick<pg.Pool, "query">;

export async function transaction(work: (client: Queries) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
