import type { PlayOutcome } from "./observation.ts";
import { createChance } from "./player/chance.ts";
import type { Planned, Stream } from "./schedule.ts";
import { raced } from "./schedules/concurrent-duplicate.ts";
import { telling } from "./steps.ts";

const mostExhaustive = 300;
/** Of the first delivery whose orders are too many; and of the others. */
const seeded = [60, 15] as const;

/** One delivery raced against its copy in all ways, or in many. */
export interface Race {
  /** Index of the step. */
  readonly step: number;
  /** How many ways there are at most; undefined: too many to run them all. */
  readonly possible: number | undefined;
  /** Drawn orders where they are too many. */
  readonly draws: number;
}

/** Each way through the handler once, and the most frequent one with a later event of a key: what is there already may matter. */
export function racesOf(stream: Stream): Race[] {
  const order = telling(stream);
  const way = (step: number) => (stream.points[step] ?? []).map(({ sink, what }) => `${sink} ${what}`).join("\n");
  const ways = new Set(order.map(way));
  let drawn = 0;
  return order.slice(0, ways.size + 1).flatMap((step): Race[] => {
    const effects = stream.points[step]?.length ?? 0;
    if (effects < 2) return [];
    const count = choose(2 * effects, effects);
    if (count <= mostExhaustive) return [{ step, possible: count, draws: 0 }];
    return [{ step, possible: undefined, draws: seeded[Math.min(drawn++, 1)]! }];
  });
}

/** All orders by depth-first search over the choices that the plays reported, else orders drawn by seed. */
export async function* interleavings(
  stream: Stream,
  { step, possible, draws }: Race,
  seed: number,
  run: (planned: Planned) => Promise<Pick<PlayOutcome, "turns">>,
): AsyncGenerator<void> {
  const planned = (order: readonly (0 | 1)[]): Planned => ({ faultClass: "F5", play: { steps: raced(stream, step, order) } });
  if (possible === undefined) {
    const chance = createChance(seed + step);
    const length = 2 * (stream.points[step]?.length ?? 0);
    for (let count = 0; count < draws; count++) {
      await run(planned(Array.from({ length }, () => (chance.random() < 0.5 ? 0 : 1))));
      yield;
    }
    return;
  }
  let order: readonly (0 | 1)[] | undefined = [];
  // The second side may do more than the first did (its own refusals): a little room above the estimate.
  for (let count = 0; order !== undefined && count < 2 * mostExhaustive; count++) {
    const { turns } = await run(planned(order));
    yield;
    order = following(turns ?? []);
  }
}

/** The next path of a depth-first search in which every choice is first 0, then 1. */
export function following(turns: readonly (0 | 1)[]): (0 | 1)[] | undefined {
  const last = turns.lastIndexOf(0);
  return last < 0 ? undefined : [...turns.slice(0, last), 1];
}

function choose(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}
