import { randomUUID } from "node:crypto";
import type { OrderPlaced } from "./event.ts";

export function paymentCaptured(event: OrderPlaced): { event_id: string; event_type: string; data: OrderPlaced["data"] } {
  return { event_id: randomUUID(), event_type: "payment.captured", data: event.data };
}
