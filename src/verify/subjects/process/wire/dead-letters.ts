import type { Carrier } from "./carrier.ts";
import type { Place } from "./place.ts";

/** Events that the consumer sent to its dead letter itself, and those that the broker was told to put there. */
export function deadOnes({ sent, ledger }: Carrier, { isDead }: Place, rejected: ReadonlySet<number>): number[] {
  const moved = sent.filter(({ channel }) => isDead(channel)).flatMap(({ body }) => ledger.eventOf(body) ?? []);
  return [...new Set([...moved, ...rejected])].sort((a, b) => a - b);
}
