import type { Turn } from "../play.ts";
import type { Clock } from "./clock.ts";

/** Lets two instances move one effect at a time. */
export interface Turns {
  /** Called by the gate before an effect; resolves when this instance may go on. */
  arrive(instance: string): Promise<void>;
  /** The same for an effect that blocks the thread: the other delivery, if it has not begun, may run here, nested. */
  arriveSync(instance: string): void;
  /** Begins both and runs until both are done. Returns who moved wherever both could have. */
  run(): Promise<(0 | 1)[]>;
}

/** Rounds without an effect after which time moves on, and real milliseconds between them. */
const idleRounds = 200;

export function createTurns(
  names: readonly [string, string],
  begin: readonly [() => Promise<unknown>, () => Promise<unknown>],
  order: readonly Turn[],
  { clock, settle }: { clock: Clock; settle: () => Promise<void> },
): Turns {
  const waiting: [(() => void)[], (() => void)[]] = [[], []];
  const begun = [false, false];
  const done = [false, false];
  const left = [...order];
  const chosen: (0 | 1)[] = [];
  const start = (side: 0 | 1): void => {
    begun[side] = true;
    void begin[side]().then(() => (done[side] = true));
  };
  /** A forced move takes no entry of the order: who moved where both could is the order that gives this race again. */
  const choose = (able: readonly (0 | 1)[]): 0 | 1 => {
    if (able.length === 1) return able[0]!;
    const side = (left.shift() as 0 | 1 | undefined) ?? able[0]!;
    chosen.push(side);
    return side;
  };
  return {
    arrive: (instance) =>
      new Promise((go) => {
        const side = names.indexOf(instance);
        if (side === 0 || side === 1) waiting[side].push(go);
        else go();
      }),
    arriveSync(instance) {
      const side = names.indexOf(instance) as 0 | 1;
      const other = (1 - side) as 0 | 1;
      const advance = left[0];
      if (typeof advance === "object") {
        left.shift();
        clock.jump(advance.advanceMs);
      }
      if (!begun[other] && choose([side, other]) === other) start(other);
    },
    async run() {
      start(0);
      for (let idle = 0; !(done[0] && done[1]);) {
        await settle();
        while (typeof left[0] === "object") await clock.advance((left.shift() as { advanceMs: number }).advanceMs, settle);
        // The first one waits at an effect, or is done without having let the other in.
        if (!begun[1]) {
          start(1);
          continue;
        }
        const able = ([0, 1] as const).filter((side) => waiting[side].length > 0);
        if (able.length === 0) {
          // Neither has reached an effect: one waits for a timer, or for nothing that ever comes.
          const due = clock.nextDue();
          if (due !== undefined && idle < idleRounds) await clock.advance(Math.max(0, due - clock.now()), settle);
          else await new Promise((resolve) => setTimeout(resolve, 1));
          idle++;
          continue;
        }
        idle = 0;
        waiting[choose(able)].shift()!();
      }
      // Work that neither delivery waits for (a relay) goes on outside of the race.
      for (const go of waiting.flatMap((side) => side.splice(0))) go();
      return chosen;
    },
  };
}
