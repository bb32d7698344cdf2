import type { Turn } from "../../play.ts";
import { pause } from "./tree.ts";

/** Lets two processes move one effect at a time. */
export interface Race {
  /** Before an effect; resolves when this side may go on. */
  arrive(side: 0 | 1): Promise<void>;
  /** Something happened on that side. */
  moved(side: 0 | 1): void;
  finished(side: 0 | 1): void;
  /** Until both are done. Returns who moved where both could have. */
  run(): Promise<(0 | 1)[]>;
}

/** Without any sign for so long, and with nothing of it running, a side waits for what the other one holds. */
const stuckMs = 200;
const lookMs = 10;
/** On a busy machine. */
const longestMs = 5000;

export interface RaceOptions {
  readonly begin: readonly [() => Promise<void>, () => Promise<void>];
  readonly order: readonly Turn[];
  /** It works, or somebody works for it: no reason to give up waiting. */
  readonly isBusy: (side: 0 | 1) => Promise<boolean>;
  /** The play has failed: nobody waits any more. */
  readonly over: () => boolean;
}

export function createRace({ begin, order, isBusy, over }: RaceOptions): Race {
  const waiting: [(() => void) | undefined, (() => void) | undefined] = [undefined, undefined];
  const done: [boolean, boolean] = [false, false];
  const since: [number, number] = [0, 0];
  const left = order.filter((turn): turn is 0 | 1 => typeof turn === "number");
  const chosen: (0 | 1)[] = [];
  const sides = [0, 1] as const;

  const moved = (side: 0 | 1): void => void (since[side] = performance.now());
  const isStuck = async (side: 0 | 1): Promise<boolean> => {
    const quietMs = performance.now() - since[side];
    return quietMs >= longestMs || (quietMs >= stuckMs && !(await isBusy(side)) && performance.now() - since[side] >= stuckMs);
  };
  /** Every side waits at an effect, is done, or is held up by the other one. */
  const settled = async (): Promise<void> => {
    const stuck = new Set<0 | 1>();
    while (!over()) {
      const running = sides.filter((side) => !done[side] && waiting[side] === undefined && !stuck.has(side));
      if (running.length === 0) return;
      for (const side of running) if (await isStuck(side)) stuck.add(side);
      await pause(lookMs);
    }
  };

  return {
    arrive: (side) =>
      new Promise((go) => {
        // A second thread of the same process goes through: it is not what takes turns.
        if (waiting[side] !== undefined || done[side]) go();
        else waiting[side] = go;
      }),
    moved,
    finished: (side) => void (done[side] = true),
    async run() {
      for (const side of sides) {
        moved(side);
        await begin[side]();
      }
      while (!(done[0] && done[1]) && !over()) {
        await settled();
        const able = sides.filter((side) => waiting[side] !== undefined);
        if (able.length === 0) {
          await pause(lookMs);
          continue;
        }
        const side = able.length === 1 ? able[0]! : (left.shift() ?? able[0]!);
        if (able.length === 2) chosen.push(side);
        const go = waiting[side]!;
        waiting[side] = undefined;
        moved(side);
        go();
      }
      for (const side of sides) waiting[side]?.();
      return chosen;
    },
  };
}
