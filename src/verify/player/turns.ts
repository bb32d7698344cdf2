import type { Turn } from "../play.ts";
import type { Clock } from "./clock.ts";

/** Lets two instances move one effect at a time. */
export interface Turns {
  /** Called by the gate before an effect; resolves when this instance may go on. */
  arrive(instance: string): Promise<void>;
  /** Runs until both are done. Returns who moved wherever both could have. */
  run(bodies: readonly [Promise<unknown>, Promise<unknown>]): Promise<(0 | 1)[]>;
}

export function createTurns(
  names: readonly [string, string],
  order: readonly Turn[],
  { clock, settle }: { clock: Clock; settle: () => Promise<void> },
): Turns {
  const waiting: [(() => void)[], (() => void)[]] = [[], []];
  return {
    arrive: (instance) =>
      new Promise((go) => {
        const side = names.indexOf(instance);
        if (side === 0 || side === 1) waiting[side].push(go);
        else go();
      }),
    async run(bodies) {
      const done = [false, false];
      bodies.forEach((body, side) => void body.then(() => (done[side] = true)));
      const left = [...order];
      const chosen: (0 | 1)[] = [];
      let idle = 0;
      while (!(done[0] && done[1])) {
        await settle();
        while (typeof left[0] === "object") await clock.advance((left.shift() as { advanceMs: number }).advanceMs, settle);
        const able = ([0, 1] as const).filter((side) => waiting[side].length > 0);
        if (able.length === 0) {
          // Neither has reached an effect: one waits for a timer, or for nothing that ever comes.
          const due = clock.nextDue();
          if (due !== undefined && idle < 200) await clock.advance(Math.max(0, due - clock.now()), settle);
          else await new Promise((resolve) => setTimeout(resolve, 1));
          idle++;
          continue;
        }
        idle = 0;
        // A forced move takes no entry of the order: who moved where both could is the order that gives this race again.
        const side = able.length === 1 ? able[0]! : ((left.shift() as 0 | 1 | undefined) ?? able[0]!);
        if (able.length === 2) chosen.push(side);
        waiting[side].shift()!();
      }
      return chosen;
    },
  };
}
