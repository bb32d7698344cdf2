import type { Delivered } from "../effects/gate.ts";

/** An event as a plain handler takes it: the event itself with what the broker knows of this copy in `meta`. A fresh copy each time. */
export function eventOf(delivered: Delivered): Record<string, unknown> {
  const { topic, partition, offset, key, redelivered, deliveryCount } = delivered;
  return { ...(structuredClone(delivered.event) as object), meta: { topic, partition, offset, key, redelivered, deliveryCount } };
}

/** Which items of a batch come back: none, all, or those that the answer names. */
export function failuresOf(answer: unknown, ids: readonly string[]): number[] {
  const list = (answer as { batchItemFailures?: unknown } | undefined | null)?.batchItemFailures;
  if (!Array.isArray(list)) return [];
  const named = new Set(list.map((entry) => String((entry as { itemIdentifier?: unknown })?.itemIdentifier ?? "")));
  const known = ids.flatMap((id, position) => (named.has(id) ? [position] : []));
  // An identifier that no item has: AWS treats the whole batch as failed. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
  return known.length === named.size ? known : ids.map((_, position) => position);
}
