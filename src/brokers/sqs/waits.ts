/** When messages that this session has put off come again: the server counts them with those in work, and wakes a poll late. */
export interface Waits {
  add(queue: string, dueMs: number): void;
  /** How many wait still. */
  count(queue: string, nowMs: number): number;
  /** The next one, or one that was due just now. */
  next(queue: string, nowMs: number): number | undefined;
}

const justNowMs = 1000;

export function openWaits(): Waits {
  const all = new Map<string, number[]>();
  const of = (queue: string, sinceMs: number): number[] => {
    const kept = (all.get(queue) ?? []).filter((due) => due > sinceMs);
    all.set(queue, kept);
    return kept;
  };
  return {
    add: (queue, dueMs) => void all.set(queue, [...(all.get(queue) ?? []), dueMs]),
    count: (queue, nowMs) => of(queue, nowMs - justNowMs).filter((due) => due > nowMs).length,
    next(queue, nowMs) {
      const due = of(queue, nowMs - justNowMs);
      return due.length === 0 ? undefined : Math.min(...due);
    },
  };
}
