import type { Delivered } from "../../effects/gate.ts";
import { rawOf } from "../../effects/payload.ts";
import { settledOf } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** The event itself, with what the broker knows of this copy in `meta`: `(event, ctx, delivery)`. Return acknowledges, throw refuses. */
export const event: Shape = {
  name: "event",
  docs: "references/running-consumers.md",
  async hand(handler, messages, { batch, ctx, delivery }) {
    if (!batch) {
      await handler(eventOf(messages[0]!), ctx, delivery);
      return "acked";
    }
    const answer = await handler(messages.map(eventOf), ctx, delivery);
    return settledOf(
      failuresOf(
        answer,
        messages.map(({ id }) => id),
      ),
      messages.length,
    );
  },
};

/** A fresh copy each time: a handler that changes its argument must not change the next delivery. */
export function eventOf(delivered: Delivered): unknown {
  const raw = rawOf(delivered.event);
  if (raw !== undefined) return raw;
  const { topic, partition, offset, key, redelivered, deliveryCount } = delivered;
  return { ...(structuredClone(delivered.event) as object), meta: { topic, partition, offset, key, redelivered, deliveryCount } };
}

/**
 * Which items of a batch come back: none, all, or those that the answer names. An identifier that no item has makes the whole
 * batch fail, as in Lambda. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failuresOf(answer: unknown, ids: readonly string[]): number[] {
  const list = (answer as { batchItemFailures?: unknown } | undefined | null)?.batchItemFailures;
  if (!Array.isArray(list)) return [];
  const named = new Set(list.map((entry) => (entry as { itemIdentifier?: unknown } | null)?.itemIdentifier));
  const known = ids.flatMap((id, position) => (named.has(id) ? [position] : []));
  return [...named].every((id) => ids.includes(id as string)) ? known : ids.map((_, position) => position);
}
