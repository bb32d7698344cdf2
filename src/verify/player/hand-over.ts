import type { Clock } from "./clock.ts";
import type { Instance } from "./instance.ts";
import { moved, rest } from "./settle.ts";

/** Virtual time that a consumer may sleep before it hands over its handlers. */
const longestMs = 60_000;

/**
 * Waits until a consumer that starts itself has handed over its handlers. Its file may never end: a loop over messages at the
 * top of it. Rejects when loading fails; returns without handlers when nothing moves any more.
 */
export async function handedOver(
  instance: Instance,
  loading: Promise<Record<string, unknown>>,
  { clock, inFlight, patienceMs }: { clock: Clock; inFlight: () => number; patienceMs: number },
): Promise<void> {
  const { subscriptions } = instance;
  const beganMs = clock.now();
  let failure: { error: unknown } | undefined;
  loading.then(
    (module) => (instance.module = module),
    (error: unknown) => (failure = { error }),
  );
  const isOver = () => failure !== undefined || instance.dead || subscriptions.length > 0;
  while (!(await moved(isOver, inFlight, patienceMs))) {
    const due = clock.nextDue();
    if (due === undefined || due - beganMs > longestMs) break;
    await clock.advance(Math.max(0, due - clock.now()), () => rest(1));
  }
  // Further ones follow the first.
  for (let count = -1; count < subscriptions.length;) {
    count = subscriptions.length;
    await rest(5);
  }
  if (failure !== undefined) throw failure.error;
}
