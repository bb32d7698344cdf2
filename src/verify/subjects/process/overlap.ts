import { pause } from "./tree.ts";
import type { Handed } from "./wire/wire.ts";

/** Keeps one message in work while others come: a consumer that takes several at a time has them all in work at once. */
export interface Overlap {
  /** Before an effect of it; resolves when it may go on. */
  turn(handed: Handed): Promise<void>;
  /** Its first effect waits. */
  holds(event: number): void;
  /** Resolves when its first effect waits, when `done`, or when nothing happens any more. */
  until(event: number, done: Promise<void>, instance: string): Promise<void>;
  release(): void;
}

const lookMs = 20;
const stillMs = 600;
/** It may still be on its way; or it does not come while another one is in work. */
const notComingMs = 2000;

export interface OverlapOptions {
  /** Nothing of the instance runs, and nothing has happened for so long. */
  readonly isAtRest: (instance: string, stillMs: number) => boolean;
  /** The instance has got it. */
  readonly hasCome: (event: number) => boolean;
  readonly over: () => boolean;
}

export function createOverlap({ isAtRest, hasCome, over }: OverlapOptions): Overlap {
  const held = new Set<number>();
  const waiting = new Map<number, () => void>();
  return {
    turn({ event }) {
      if (!held.delete(event)) return Promise.resolve();
      return new Promise((go) => waiting.set(event, go));
    },
    holds: (event) => void held.add(event),
    async until(event, done, instance) {
      const state = { isDone: false };
      void done.then(() => (state.isDone = true));
      const gaveUp = (): boolean => isAtRest(instance, hasCome(event) ? stillMs : notComingMs);
      while (!state.isDone && !over() && !waiting.has(event) && !gaveUp()) await pause(lookMs);
    },
    release() {
      held.clear();
      for (const go of waiting.values()) go();
      waiting.clear();
    },
  };
}
