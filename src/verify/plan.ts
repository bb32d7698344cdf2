import type { Planned, Schedule, Stream } from "./schedule.ts";
import type { Lacking } from "./subject.ts";

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
export function planSingles(list: readonly Schedule[], stream: Stream, budget: number, lacking: readonly Lacking[] = []): ClassPlan[] {
  const cannot = new Set(lacking.flatMap(({ faultClass, partly }) => (partly ? [] : [faultClass])));
  const able = ({ faultClass }: Planned): boolean => !cannot.has(faultClass) && !cannot.has(faultClass.split(":")[0]!);
  const full = list
    .map((schedule) => ({ schedule, plays: unique([...schedule.plan(stream)].filter(able)) }))
    .sort((a, b) => rank(a.schedule) - rank(b.schedule));
  const total = full.reduce((sum, { plays }) => sum + plays.length, 0);
  const share = total <= budget * tolerance ? 1 : Math.max(0, budget) / total;
  return full.map(({ schedule, plays }) => ({
    schedule,
    plays: plays.slice(0, Math.max(Math.min(2, plays.length), Math.floor(plays.length * share))),
    all: plays.length,
  }));
}

function unique(plays: readonly Planned[]): Planned[] {
  return [
    ...new Map(
      plays.map((planned) => [JSON.stringify([planned.faultClass, planned.play.eventsName, planned.play.steps]), planned]),
    ).values(),
  ];
}
