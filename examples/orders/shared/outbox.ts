import type { DatabaseSync } from "node:sqlite";
import { encode, schemaIdOf } from "./codec.ts";
import type { Envelope } from "./envelope.ts";

export interface OutboxRow {
  event_id: string;
  key: string;
  schema: string;
  event_type: string;
  correlation_id: string;
  value: Uint8Array;
}

export function createOutbox(db: DatabaseSync): void {
  db.exec(`CREATE TABLE IF NOT EXISTS outbox (
    position INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, schema TEXT NOT NULL,
    event_type TEXT NOT NULL, correlation_id TEXT NOT NULL, value BLOB NOT NULL, sent_at TEXT)`);
}

/** Call inside the transaction of the change that the event reports. */
export function enqueue(db: DatabaseSync, key: string, event: Envelope): void {
  db.prepare("INSERT INTO outbox (event_id, key, schema, event_type, correlation_id, value) VALUES (?, ?, ?, ?, ?, ?)").run(
    event.event_id,
    key,
    schemaIdOf(event.event_type),
    event.event_type,
    event.correlation_id,
    encode(event),
  );
}

/** Sends what is unsent, in order, and marks it afterwards: after a crash in between it is sent again under the same event id. */
export async function drain(db: DatabaseSync, send: (rows: OutboxRow[]) => Promise<void>): Promise<number> {
  const rows = db
    .prepare(
      "SELECT event_id, key, schema, event_type, correlation_id, value FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT 100",
    )
    .all() as unknown as OutboxRow[];
  if (rows.length === 0) return 0;
  await send(rows);
  const mark = db.prepare("UPDATE outbox SET sent_at = ? WHERE event_id = ?");
  for (const row of rows) mark.run(new Date().toISOString(), row.event_id);
  return rows.length;
}

/** Drains until the signal aborts; a broker that is away delays events and loses none. */
export async function relay(db: DatabaseSync, send: (rows: OutboxRow[]) => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sent = await drain(db, send).catch((error: unknown) => {
      console.error("outbox: the broker did not take the events, trying again", error);
      return 0;
    });
    if (sent === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
