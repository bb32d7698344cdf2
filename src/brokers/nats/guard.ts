import { type Clock, sleep } from "../clock.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import { type Guarded, moveAbandoned } from "./mover.ts";
import { maxDeliveriesSubject } from "./names.ts";
import { giveUpExhausted } from "./pull.ts";

/** Two hear an advisory at the same time: we, and the stream that keeps it. */
const storedAfterMs = [50, 1000] as const;
const retryMs = 10_000;

/** Moves what the server gives up: what it did while nobody listened, and from now on whatever it tells. Returns what ends it. */
export function guard(link: Link, clock: Clock, letters: DeadLetters, guarded: Guarded): () => void {
  const cancels = new Set<() => void>();
  let running = false;
  let again = false;
  let ended = false;

  async function move(): Promise<void> {
    again = true;
    if (running) return;
    running = true;
    for (;;) {
      if (!again || ended) break;
      again = false;
      // What cannot be moved now keeps its advisory.
      await moveAbandoned(link, letters, guarded).catch(() => later(retryMs));
    }
    running = false;
  }

  const later = (ms: number): void => {
    if (ended) return;
    const cancel = clock.at(clock.now() + ms, () => {
      cancels.delete(cancel);
      void move();
    });
    cancels.add(cancel);
  };
  const advisories = link.connection.subscribe(maxDeliveriesSubject(guarded.stream, guarded.consumer), {
    callback: () => storedAfterMs.forEach(later),
  });
  void move();
  return () => {
    ended = true;
    for (const cancel of cancels) cancel();
    advisories.unsubscribe();
  };
}

/** Moves what the server has given up, and what it gives up when it is asked to. Returns how many it moved. */
export async function sweepNow(link: Link, clock: Clock, letters: DeadLetters, guarded: Guarded): Promise<number> {
  const { stream, consumer } = guarded;
  const before = await moveAbandoned(link, letters, guarded);
  let told = 0;
  const advisories = link.connection.subscribe(maxDeliveriesSubject(stream, consumer), { callback: () => (told += 1) });
  try {
    await giveUpExhausted(link, clock, stream, consumer);
    let moved = await moveAbandoned(link, letters, guarded);
    for (const untilMs = clock.now() + storedAfterMs[1]; moved < told && clock.now() < untilMs;) {
      await sleep(clock, storedAfterMs[0]);
      moved += await moveAbandoned(link, letters, guarded);
    }
    return before + moved;
  } finally {
    advisories.unsubscribe();
  }
}
