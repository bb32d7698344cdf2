import { interleavings, racesOf } from "./interleavings.ts";
import { type Bench, type Judged1, playAndJudge } from "./judgement.ts";
import type { Literal } from "./literal.ts";
import type { Progress, VerifyOptions } from "./material.ts";
import { type Misses, missesOf } from "./misses.ts";
import { pairs } from "./pairs.ts";
import { planSingles } from "./plan.ts";
import { inLanes } from "./lanes.ts";
import type { Opened } from "./subject.ts";
import type { Planned, Schedule, Stream } from "./schedule.ts";
import { convicting } from "./tally.ts";

/** What was played. */
export interface Run {
  readonly results: readonly Judged1[];
  /** leftOut: places in the consumer's code at which it was not struck, for the budget was too small. */
  readonly singles: { readonly run: number; readonly all: number; readonly points: number; readonly leftOut: number };
  readonly interleavings: { readonly run: number; readonly possible: number | null } | undefined;
  readonly misses: Misses;
}

/** Plays that convict a slow subject of one class: more of that class would tell its owner nothing new. */
const tellsAll = 3;

const none: Misses = { strikes: [], unplayed: [] };

/** Only what the caller wrote down. */
export async function runLiterals(bench: Bench, given: readonly Literal[]): Promise<Run> {
  const results: Judged1[] = [];
  for (const { planned, clock = bench.baseline.clock, seed = bench.baseline.seed } of given)
    results.push(await playAndJudge({ ...bench, baseline: { ...bench.baseline, clock, seed } }, planned));
  return { results, singles: { run: 0, all: 0, points: 0, leftOut: 0 }, interleavings: undefined, misses: none };
}

/** Singles, then interleavings of a race, then two faults in one play until the budget is used. */
export async function runSchedules(
  bench: Bench,
  stream: Stream,
  asked: readonly Schedule[],
  options: VerifyOptions,
  progress: Progress,
  opened: Pick<Opened, "slow" | "lanes" | "lacking"> = {},
): Promise<Run> {
  const { session } = bench;
  const { slow, lanes = 1 } = opened;
  const results: Judged1[] = [];
  const { plays: budget } = options.budget;
  const judged = (planned: Planned): Promise<Judged1> => playAndJudge(bench, planned);
  const keep = (result: Judged1): void => {
    results.push(result);
    if (results.length % 50 === 0) progress("Playing schedules", Math.min(session.plays, budget), budget);
  };
  const play = async (planned: Planned): Promise<Judged1> => {
    const result = await judged(planned);
    keep(result);
    return result;
  };
  const plans = planSingles(asked, stream, budget - session.plays, opened);
  let done = 0;
  for (const { schedule, plays } of plans) {
    progress(`Playing ${schedule.id} ${schedule.title}`, Math.min(session.plays, budget), budget);
    let convictions = 0;
    const enough = (): boolean => session.late || (slow === true && convictions >= tellsAll);
    for await (const result of inLanes(plays, lanes, (planned) => (enough() ? undefined : (session.spent(), judged(planned))))) {
      if (result === undefined) break;
      keep(result);
      convictions += convicting([result], asked).length;
      done++;
    }
  }
  const races = slow !== true && asked.some(({ id }) => id === "F5") ? racesOf(stream) : [];
  let ways = 0;
  let complete = true;
  for (const race of races) {
    for await (const _ of interleavings(stream, race, options.seeds[0] ?? 1, async (planned) => (await play(planned)).outcome)) {
      ways++;
      if (!session.spent()) continue;
      complete = false;
      break;
    }
  }
  const possible = complete && races.every((race) => race.possible !== undefined) ? ways : null;
  const ids = new Set(asked.filter(({ advisory }) => advisory !== true).map(({ id }) => id));
  // Two faults at once say nothing more about a consumer that fails with one.
  const settled = convicting(results, asked).length > 0;
  for (const planned of settled || slow || options.pairs === false ? [] : pairs(stream, ids, options.seeds[0] ?? 1)) {
    if (session.spent()) break;
    await play(planned);
  }
  const faults = plans.filter(({ schedule }) => ["F6", "F7", "F8"].includes(schedule.id));
  return {
    results,
    singles: {
      run: done,
      all: plans.reduce((sum, { all }) => sum + all, 0),
      points: faults.reduce((sum, { all }) => sum + all, 0),
      leftOut: plans.reduce((sum, { leftOut }) => sum + leftOut, 0),
    },
    interleavings: races.length === 0 ? undefined : { run: ways, possible },
    misses: slow === true ? missesOf(results, plans, stream) : none,
  };
}
