import type { Clock } from "../clock.ts";
import type { Leased, Leases } from "./lease.ts";

/**
 * One lease is for one message. While a batch is handled, each of its messages stays hidden as long as all of them may take; then it
 * comes again, for a handler that hangs must not hold it for ever.
 */
export function heartbeat(clock: Clock, lease: Leases, taken: readonly Leased[], visibilityMs: number): { end(): Promise<void> } {
  const lastMs = clock.now() + (taken.length - 1) * visibilityMs;
  let ended = false;
  let stop: (() => void) | undefined;
  let beating: Promise<unknown> = Promise.resolve();

  function next(): void {
    const atMs = clock.now() + visibilityMs / 2;
    if (atMs > lastMs) return;
    stop = clock.at(atMs, () => {
      if (ended) return;
      beating = Promise.allSettled(taken.filter(lease.isOurs).map((leased) => lease.prolong(leased)));
      void beating.then(() => ended || next());
    });
  }

  if (taken.length > 1) next();
  return {
    async end() {
      ended = true;
      stop?.();
      await beating;
    },
  };
}
