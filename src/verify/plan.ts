import type { Planned, Schedule, Stream } from "./schedule.ts";
import { distinctFirst } from "./strike-kinds.ts";
import type { Opened } from "./subject.ts";

/** Those that find most come first; a class that is not named here comes last. */
const byYield = ["F7", "F8", "F10", "F2", "F5", "F14", "F9", "F11", "F12", "F3", "F4", "F1", "F6", "F18", "F13"];

export interface ClassPlan {
  readonly schedule: Schedule;
  readonly plays: readonly Planned[];
  /** How many there would be. */
  readonly all: number;
  /** Places in the consumer's code at which it would be struck and is not, for the budget is too small. */
  readonly leftOut: number;
}

interface Full {
  readonly schedule: Schedule;
  readonly plays: readonly Planned[];
  /** So many from the first are worth having whatever they cost: a fault that strikes between two effects is found nowhere else. */
  readonly must: number;
}

/** Classes whose plays strike at the consumer's effects. */
const striking = new Set(["F7", "F8"]);

/** A few more than the budget are worth having them all. */
const tolerance = 1.25;

function rank({ id }: Schedule): number {
  return byYield.includes(id) ? byYield.indexOf(id) : byYield.length;
}

/** Every single-fault play, or as many of each class as the budget allows, the most telling first. */
export function planSingles(
  list: readonly Schedule[],
  stream: Stream,
  budget: number,
  { slow, lacking = [] }: Pick<Opened, "slow" | "lacking"> = {},
): ClassPlan[] {
  const cannot = new Set(lacking.flatMap(({ faultClass, partly }) => (partly ? [] : [faultClass])));
  const able = ({ faultClass }: Planned): boolean => !cannot.has(faultClass) && !cannot.has(faultClass.split(":")[0]!);
  const full = list
    .map((schedule): Full => {
      const plays = unique([...schedule.plan(stream)].filter(able));
      if (!striking.has(schedule.id)) return { schedule, plays, must: 0 };
      const distinct = distinctFirst(plays, stream);
      return { schedule, plays: distinct.plays, must: distinct.kinds };
    })
    .sort((a, b) => rank(a.schedule) - rank(b.schedule));
  const total = full.reduce((sum, { plays }) => sum + plays.length, 0);
  if (slow && total > budget) return weighted(full, budget);
  const share = total <= budget * tolerance ? 1 : Math.max(0, budget) / total;
  return full.map((each) => cut(each, Math.max(Math.min(2, each.plays.length), Math.floor(each.plays.length * share)), budget));
}

function cut({ schedule, plays, must }: Full, count: number, budget: number): ClassPlan {
  const kept = plays.slice(0, Math.max(count, Math.min(must, budget)));
  return { schedule, plays: kept, all: plays.length, leftOut: Math.max(0, must - kept.length) };
}

/** Of a slow subject: so many plays of each class that finds nothing others do not; the rest of the budget by yield. */
const weights: Readonly<Record<string, number>> = { F7: 9, F8: 8, F5: 7, F2: 6, F14: 2, F11: 2, F12: 2, F3: 2, F4: 2, F1: 3, F6: 2 };

const weightOf = ({ id }: Schedule): number => weights[id] ?? 1;

function weighted(full: readonly Full[], budget: number): ClassPlan[] {
  const sum = full.reduce((all, { schedule, plays }) => all + (plays.length === 0 ? 0 : weightOf(schedule)), 0);
  const counts = full.map(({ schedule, plays }) => {
    const wanted = Math.max(schedule.advisory === true ? 1 : 2, Math.round((budget * weightOf(schedule)) / sum));
    return Math.min(plays.length, wanted);
  });
  let left = budget - counts.reduce((all, count) => all + count, 0);
  for (const [index, { plays }] of full.entries()) {
    const more = Math.max(0, Math.min(left, plays.length - counts[index]!));
    counts[index]! += more;
    left -= more;
  }
  return full.map((each, index) => cut(each, counts[index]!, budget));
}

function unique(plays: readonly Planned[]): Planned[] {
  return [
    ...new Map(
      plays.map((planned) => [JSON.stringify([planned.faultClass, planned.play.eventsName, planned.play.steps]), planned]),
    ).values(),
  ];
}
