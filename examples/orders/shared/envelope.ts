import { randomUUID } from "node:crypto";

export interface Envelope<Type extends string = string, Data = unknown> {
  event_id: string;
  event_type: Type;
  event_version: string;
  source: string;
  timestamp: string;
  correlation_id: string;
  data: Data;
}

export type OrderPlaced = Envelope<
  "order.placed",
  { order_id: string; customer_id: string; amount_cents: number; currency: string; coupon: string | null }
>;
export type OrderCancelled = Envelope<"order.cancelled", { order_id: string; reason: string }>;
export type PaymentCaptured = Envelope<"payment.captured", { order_id: string; amount_cents: number; currency: string }>;

/** A new fact. The correlation id comes from the request or from the event that caused this one. */
export function createEvent<E extends Envelope>(fact: Pick<E, "event_type" | "event_version" | "source" | "correlation_id" | "data">): E {
  return { event_id: randomUUID(), timestamp: new Date().toISOString(), ...fact } as E;
}
