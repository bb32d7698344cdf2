import type { Settled } from "./gate.ts";
import type { Settlement } from "./settlement.ts";

/** A consumer that asks for messages instead of being called: a loop of polls, an iterator. */
export interface Polls<T> {
  /** Waits until there is something; then at most so many. */
  readonly poll: (most: number) => Promise<T[]>;
  /** Something is left of the hand-over in progress. */
  readonly hasMore: () => boolean;
  /** Done when all is settled and every poll that took something came round again, or when nothing moves any more. */
  readonly handOver: (items: readonly T[], settlement: Settlement) => Promise<Settled>;
  readonly stalled: () => void;
}

export function createPolls<T>(): Polls<T> {
  const waiting: { readonly most: number; readonly answer: (items: T[]) => void }[] = [];
  let left: T[] = [];
  /** Polls that took something and did not come back yet. */
  let busy = 0;
  let cameRound: (() => void) | undefined;
  let stall: (() => void) | undefined;

  const answer = (): void => {
    while (left.length > 0 && waiting.length > 0) {
      const next = waiting.shift()!;
      busy++;
      next.answer(left.splice(0, next.most));
    }
  };
  return {
    poll: (most) =>
      new Promise((resolve) => {
        waiting.push({ most, answer: resolve });
        busy = Math.max(0, busy - 1);
        answer();
        if (left.length === 0 && busy === 0) cameRound?.();
      }),
    hasMore: () => left.length > 0,
    async handOver(items, settlement) {
      left = [...items];
      busy = 0;
      const round = new Promise<void>((resolve) => (cameRound = resolve));
      const stalled = new Promise<void>((resolve) => (stall = resolve));
      answer();
      await Promise.race([Promise.all([settlement.done, round]), stalled]);
      left = [];
      cameRound = undefined;
      settlement.refuseOpen();
      return settlement.result();
    },
    stalled: () => stall?.(),
  };
}
