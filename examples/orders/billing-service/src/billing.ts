import type { DatabaseSync } from "node:sqlite";
import { createEvent, type Envelope, type OrderCancelled, type OrderPlaced, type PaymentCaptured } from "../../shared/envelope.ts";
import { createOutbox, enqueue } from "../../shared/outbox.ts";

export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS inbox (consumer TEXT NOT NULL, event_id TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (consumer, event_id));
    CREATE TABLE IF NOT EXISTS charges (order_id TEXT PRIMARY KEY, amount_cents INTEGER NOT NULL, currency TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS cancellations (order_id TEXT PRIMARY KEY, reason TEXT NOT NULL)`);
  createOutbox(db);
}

/**
 * Inbox row, effects and outgoing event share one transaction: a second delivery changes nothing, a crash leaves nothing half done.
 * Placed and cancelled touch different tables, so a retried event that arrives late ends in the same state.
 */
export function applyOrderEvent(db: DatabaseSync, event: Envelope): "applied" | "duplicate" {
  db.exec("BEGIN IMMEDIATE");
  try {
    const inserted = db
      .prepare("INSERT INTO inbox (consumer, event_id, received_at) VALUES ('billing', ?, ?) ON CONFLICT DO NOTHING")
      .run(event.event_id, new Date().toISOString());
    if (inserted.changes === 1) applyEffects(db, event);
    db.exec("COMMIT");
    return inserted.changes === 1 ? "applied" : "duplicate";
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function applyEffects(db: DatabaseSync, event: Envelope): void {
  if (event.event_type === "order.placed") {
    const { order_id, amount_cents, currency } = (event as OrderPlaced).data;
    db.prepare("INSERT INTO charges VALUES (?, ?, ?) ON CONFLICT DO NOTHING").run(order_id, amount_cents, currency);
    const captured = createEvent<PaymentCaptured>({
      event_type: "payment.captured",
      event_version: "1.0",
      source: "billing-service",
      correlation_id: event.correlation_id,
      data: { order_id, amount_cents, currency },
    });
    enqueue(db, order_id, captured);
  } else if (event.event_type === "order.cancelled") {
    const { order_id, reason } = (event as OrderCancelled).data;
    db.prepare("INSERT INTO cancellations VALUES (?, ?) ON CONFLICT DO NOTHING").run(order_id, reason);
  }
}
