import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { applyOrderEvent, createTables } from "../../examples/orders/billing-service/src/billing.ts";
import { deadLetterTopic, destination } from "../../examples/orders/billing-service/src/ladder.ts";
import { cancelOrder, createTables as createOrderTables, placeOrder } from "../../examples/orders/order-service/src/orders.ts";
import { decode, encode, UndecodableError } from "../../examples/orders/shared/codec.ts";
import { drain, type OutboxRow } from "../../examples/orders/shared/outbox.ts";

function orderService(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  createOrderTables(db);
  return db;
}

async function sentBy(db: DatabaseSync): Promise<OutboxRow[]> {
  const sent: OutboxRow[] = [];
  await drain(db, async (rows) => void sent.push(...rows));
  return sent;
}

describe("examples/orders", () => {
  test("an order and its cancellation leave two events that share key and correlation id", async () => {
    const db = orderService();
    const correlationId = "8a9ffb61-9d1b-4c39-9f7a-0a4a8f1f8a11";
    const orderId = placeOrder(db, { customer_id: "c-1", amount_cents: 1250, currency: "EUR" }, correlationId);
    expect(cancelOrder(db, orderId, "changed mind", correlationId)).toBe(true);
    expect(cancelOrder(db, orderId, "changed mind", correlationId)).toBe(false);
    const sent = await sentBy(db);
    expect(sent.map((row) => [row.key, row.schema, row.correlation_id])).toEqual([
      [orderId, "order.placed/2", correlationId],
      [orderId, "order.cancelled/1", correlationId],
    ]);
    expect(await sentBy(db)).toEqual([]);
  });

  test("events that the broker did not take are sent again under the same id", async () => {
    const db = orderService();
    placeOrder(db, { customer_id: "c-1", amount_cents: 1, currency: "EUR" }, "8a9ffb61-9d1b-4c39-9f7a-0a4a8f1f8a11");
    const refused: string[] = [];
    const refusal = drain(db, async (rows) => {
      refused.push(...rows.map((row) => row.event_id));
      throw new Error("broker away");
    });
    await expect(refusal).rejects.toThrow("broker away");
    expect((await sentBy(db)).map((row) => row.event_id)).toEqual(refused);
  });

  test("a second delivery charges once and reports once", async () => {
    const orders = orderService();
    placeOrder(orders, { customer_id: "c-1", amount_cents: 1250, currency: "EUR" }, "8a9ffb61-9d1b-4c39-9f7a-0a4a8f1f8a11");
    const [row] = await sentBy(orders);
    const event = decode(Buffer.from(row!.value), row!.schema);
    const billing = new DatabaseSync(":memory:");
    createTables(billing);
    expect([applyOrderEvent(billing, event), applyOrderEvent(billing, event)]).toEqual(["applied", "duplicate"]);
    expect(billing.prepare("SELECT count(*) AS n, sum(amount_cents) AS total FROM charges").get()).toEqual({ n: 1, total: 1250 });
    expect((await sentBy(billing)).map((sent) => [sent.schema, sent.correlation_id])).toEqual([
      ["payment.captured/1", "8a9ffb61-9d1b-4c39-9f7a-0a4a8f1f8a11"],
    ]);
  });

  test("bytes of the first version are read as the second; unknown bytes are fatal", async () => {
    const event = {
      event_id: "0b6f2c5e-30f0-4d36-8f5b-94d5a4c4f001",
      event_type: "order.placed",
      event_version: "1.1",
      source: "order-service",
      timestamp: "2026-01-01T00:00:00.000Z",
      correlation_id: "0b6f2c5e-30f0-4d36-8f5b-94d5a4c4f002",
      data: { order_id: "o-1", customer_id: "c-1", amount_cents: 5, currency: "EUR", coupon: null },
    };
    const second = encode(event);
    const first = second.subarray(0, second.length - 1);
    expect(decode(first, "order.placed/1")).toMatchObject({ data: { order_id: "o-1", coupon: null } });
    expect(() => decode(first, "order.placed/2")).toThrow(UndecodableError);
    expect(() => decode(second, "../../package/1")).toThrow(UndecodableError);
  });

  test("four attempts, then the dead letter; what cannot be read goes there at once", () => {
    const waits = [1, 2, 3, 4].map((attempt) => destination(new Error("database away"), attempt));
    expect(waits.map(({ waitMs }) => waitMs)).toEqual([1000, 5000, 30_000, 0]);
    expect(waits[3]!.topic).toBe(deadLetterTopic);
    expect(destination(new UndecodableError("bytes"), 1).topic).toBe(deadLetterTopic);
  });
});
