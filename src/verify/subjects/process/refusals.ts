import type { Problem } from "../../observation.ts";
import type { Handed, Settling } from "./wire/wire.ts";

/** So often in a row, with nothing done in between, and it does not recover by itself. */
const most = 20;
/** Where each of them takes seconds, because it waits for its visibility timeout, so many. */
const few = 3;

export interface Refusals {
  settled(handed: Handed, how: Settling): void;
  /** What the answer must say. */
  readonly assumptions: readonly string[];
}

export interface RefusalsOptions {
  readonly now: () => number;
  /** A failure was put before it: a connection that broke, a request that was refused. */
  readonly failed: () => boolean;
  readonly restart: (instance: string) => void;
  readonly fail: (problem: Problem) => void;
  readonly patienceMs: number;
}

/** A message that is given back at once comes again at once, for ever: whoever runs the process starts it anew, or gives up. */
export function createRefusals({ now, failed, restart, fail, patienceMs }: RefusalsOptions): Refusals {
  const inRow = new Map<string, { count: number; sinceMs: number }>();
  const restarted = new Set<string>();
  const assumptions: string[] = [];
  return {
    assumptions,
    settled({ instance, event }, how) {
      if (how !== "nack") {
        inRow.delete(instance);
        return;
      }
      const row = inRow.get(instance) ?? { count: 0, sinceMs: now() };
      row.count += 1;
      inRow.set(instance, row);
      const slow = failed() && row.count >= few && now() - row.sinceMs >= patienceMs / 2;
      if (row.count < most && !slow) return;
      if (failed() && !restarted.has(instance)) {
        restarted.add(instance);
        inRow.delete(instance);
        assumptions.push("After an error it refuses whatever comes, until it is started again: somebody starts it again.");
        restart(instance);
      } else if (now() - row.sinceMs >= patienceMs) {
        const times = `${row.count} times in ${Math.round(patienceMs / 1000)} s`;
        fail({ kind: "timeout", message: `It refused what it was given ${times}, m${event} last, and acknowledged nothing` });
      }
    },
  };
}
