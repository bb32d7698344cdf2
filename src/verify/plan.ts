import type { Planned, Schedule, Stream } from "./schedule.ts";
import type { Opened } from "./subject.ts";

/** Those that find most come first; a class that is not named here comes last. */
const byYield = ["F7", "F8", "F10", "F2", "F5", "F14", "F9", "F11", "F12", "F3", "F4", "F1", "F6", "F18", "F13"];

export interface ClassPlan {
  readonly schedule: Schedule;
  readonly plays: readonly Planned[];
  /** How many there would be. */
  readonly all: number;
}

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
    .map((schedule) => ({ schedule, plays: unique([...schedule.plan(stream)].filter(able)) }))
    .sort((a, b) => rank(a.schedule) - rank(b.schedule));
  const total = full.reduce((sum, { plays }) => sum + plays.length, 0);
  if (slow && total > budget) return weighted(full, budget);
  const share = total <= budget * tolerance ? 1 : Math.max(0, budget) / total;
  return full.map(({ schedule, plays }) => ({
    schedule,
    plays: plays.slice(0, Math.max(Math.min(2, plays.length), Math.floor(plays.length * share))),
    all: plays.length,
  }));
}

/** Of a slow subject: so many plays of each class that finds nothing others do not; the rest of the budget by yield. */
const weights: Readonly<Record<string, number>> = { F7: 9, F8: 8, F5: 7, F2: 6, F14: 2, F11: 2, F12: 2, F3: 2, F4: 2, F1: 3, F6: 2 };

const weightOf = ({ id }: Schedule): number => weights[id] ?? 1;

function weighted(full: readonly { schedule: Schedule; plays: readonly Planned[] }[], budget: number): ClassPlan[] {
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
  return full.map(({ schedule, plays }, index) => ({ schedule, plays: plays.slice(0, counts[index]), all: plays.length }));
}

function unique(plays: readonly Planned[]): Planned[] {
  return [
    ...new Map(
      plays.map((planned) => [JSON.stringify([planned.faultClass, planned.play.eventsName, planned.play.steps]), planned]),
    ).values(),
  ];
}
