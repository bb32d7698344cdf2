import type { Fault } from "./play.ts";
import type { Planned, PointSeen, Stream } from "./schedule.ts";
import { stepsOfEvents } from "./steps.ts";

/**
 * Where in the consumer's code a play strikes, whichever event it handles there: fault, side, place in its delivery, effect.
 * Undefined: it strikes at no effect.
 */
export function strikeOf({ faultClass, play }: Planned, stream: Stream): string | undefined {
  const of = stepsOfEvents(stream);
  for (const step of play.steps) {
    if (step.do === "tick" && step.fault !== undefined) return text(`${faultClass} tick`, step.fault, stream.tickPoints);
    if (step.do !== "deliver" || step.fault === undefined) continue;
    const event = step.copies[0]?.event;
    const where = step.copies.length > 1 ? `${faultClass} beside others` : faultClass;
    return text(where, step.fault, (event === undefined ? undefined : stream.points[of[event] ?? -1]) ?? []);
  }
  return undefined;
}

function text(where: string, { kind, at, side, what }: Fault, points: readonly PointSeen[]): string {
  const point = points.find(({ n }) => n === at);
  return [where, kind, side, at, point?.sink, what ?? point?.what].join(" ");
}

/** The first play of each kind of strike before any second one, and how many kinds there are; others keep their order. */
export function distinctFirst(plays: readonly Planned[], stream: Stream): { plays: readonly Planned[]; kinds: number } {
  const seen = new Set<string>();
  const again: Planned[] = [];
  const first = plays.filter((planned) => {
    const strike = strikeOf(planned, stream);
    if (strike !== undefined && !seen.has(strike)) {
      seen.add(strike);
      return true;
    }
    again.push(planned);
    return false;
  });
  return { plays: [...first, ...again], kinds: seen.size };
}
