import type { Handed } from "./wire/wire.ts";
import { pause } from "./tree.ts";

/** What the broker forgot when it handed it over: nobody says when it is done. */
export interface Forgotten {
  begins(handed: Handed): void;
  /** It waits for its turn. */
  waits(instance: string, turns: readonly Promise<void>[]): Promise<void>;
}

export interface ForgottenOptions {
  /** Nothing of the instance runs, and nothing has happened for so long. */
  readonly isAtRest: (instance: string, stillMs: number) => boolean;
  /** Its attempt has ended some other way. */
  readonly over: (handed: Handed) => boolean;
  readonly done: (handed: Handed) => Promise<void>;
}

const lookMs = 20;
const stillMs = 300;

/** It is done when nothing happens any more. */
export function createForgotten({ isAtRest, over, done }: ForgottenOptions): Forgotten {
  const waiting = new Map<string, number>();
  async function watch(handed: Handed): Promise<void> {
    while (!over(handed)) {
      if (!waiting.has(handed.instance) && isAtRest(handed.instance, stillMs)) {
        await done(handed);
        return;
      }
      await pause(lookMs);
    }
  }
  return {
    begins: (handed) => void watch(handed),
    async waits(instance, turns) {
      waiting.set(instance, (waiting.get(instance) ?? 0) + 1);
      await Promise.all(turns);
      const left = waiting.get(instance)! - 1;
      if (left === 0) waiting.delete(instance);
      else waiting.set(instance, left);
    },
  };
}
