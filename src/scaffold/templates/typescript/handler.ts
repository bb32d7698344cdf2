import type { PoolClient } from "pg";
import type { Envelope } from "./delivery.ts";

/** The effects of one event, all on the client of its transaction. It is called once for each event that takes effect. */
export async function handle(event: Envelope, client: PoolClient): Promise<void> {
  const insert = "INSERT INTO $table (event_id, event_type, happened_at, data) VALUES ($1, $2, $3, $4)";
  await client.query(insert, [event.event_id, event.event_type, event.timestamp, JSON.stringify(event.data)]);
}
