import { createHash } from "node:crypto";
import type { OrderPlaced } from "./event.ts";

export function paymentCaptured(event: OrderPlaced): { event_id: string; event_type: string; data: OrderPlaced["data"] } {
  return { event_id: derived(event.event_id, "payment.captured"), event_type: "payment.captured", data: event.data };
}

/** The same for each try: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
function derived(id: string, name: string): string {
  const hex = createHash("sha256").update(`${id}/${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
