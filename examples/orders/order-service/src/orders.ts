import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { createEvent, type OrderCancelled, type OrderPlaced } from "../../shared/envelope.ts";
import { createOutbox, enqueue } from "../../shared/outbox.ts";

export interface NewOrder {
  customer_id: string;
  amount_cents: number;
  currency: string;
  coupon?: string;
}

export function createTables(db: DatabaseSync): void {
  db.exec(
    "CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, amount_cents INTEGER NOT NULL, status TEXT NOT NULL)",
  );
  createOutbox(db);
}

/** The order and the event that reports it are stored together or not at all. */
export function placeOrder(db: DatabaseSync, order: NewOrder, correlationId: string): string {
  const orderId = randomUUID();
  return transaction(db, () => {
    db.prepare("INSERT INTO orders VALUES (?, ?, ?, 'placed')").run(orderId, order.customer_id, order.amount_cents);
    const event = createEvent<OrderPlaced>({
      event_type: "order.placed",
      event_version: "1.1",
      source: "order-service",
      correlation_id: correlationId,
      data: { order_id: orderId, ...order, coupon: order.coupon ?? null },
    });
    enqueue(db, orderId, event);
    return orderId;
  });
}

export function cancelOrder(db: DatabaseSync, orderId: string, reason: string, correlationId: string): boolean {
  return transaction(db, () => {
    const changed = db.prepare("UPDATE orders SET status = 'cancelled' WHERE order_id = ? AND status = 'placed'").run(orderId);
    if (changed.changes === 0) return false;
    const event = createEvent<OrderCancelled>({
      event_type: "order.cancelled",
      event_version: "1.0",
      source: "order-service",
      correlation_id: correlationId,
      data: { order_id: orderId, reason },
    });
    enqueue(db, orderId, event);
    return true;
  });
}

function transaction<T>(db: DatabaseSync, body: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = body();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
