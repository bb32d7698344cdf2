import type { Carrier } from "./carrier.ts";
import type { Place } from "./place.ts";
import type { Sent } from "./wire.ts";

/** Events that the consumer itself sent to its dead letter, and that the broker took. */
export function deadOnes({ sent, ledger }: Carrier, { isDead }: Place): number[] {
  const moved = sent.filter(({ channel }) => isDead(channel)).flatMap(({ body }) => ledger.eventOf(body) ?? []);
  return [...new Set(moved)].sort((a, b) => a - b);
}

/** What it sent beside its dead letters and retries. What is only named like one, and is none of the events, is a message of its own. */
export function publishedBy({ sent, ledger }: Carrier, { isDead, isRetry }: Place): Sent[] {
  return sent.filter(({ channel, body }) => !(isDead(channel) || isRetry(channel)) || ledger.eventOf(body) === undefined);
}

const everyMs = 500;

/** Looks now and then while something that was handed over before waits. Returns what ends it. */
export function watchDead({ ledger }: Carrier, look: () => Promise<void>): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking || !ledger.puts.some(({ state, count }) => state === "waiting" && count > 0)) return;
    looking = true;
    // A server that does not answer now is asked again.
    void look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
