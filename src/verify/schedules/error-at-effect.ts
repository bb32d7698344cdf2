import type { Fault } from "../play.ts";
import type { PointSeen, Schedule } from "../schedule.ts";
import { canStrike, planned, telling, variantOf, withFault } from "../steps.ts";

export const errorAtEffect: Schedule = {
  id: "F8",
  title: "error-at-effect",
  purpose: "A database, peer or broker fails for a moment, before the effect was applied or just after it, and the process lives on.",
  fix: "Let the error out, so that the event comes again (batch: name the failed items), and make the effect safe to repeat.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const step of telling(stream))
      for (const point of stream.points[step] ?? [])
        for (const fault of faultsAt(point)) yield planned(variantOf("F8", point, false), withFault(stream.steps, step, fault));
    for (const point of stream.tickPoints)
      for (const fault of faultsAt(point)) yield planned(variantOf("F8", point, false), [...stream.steps, { do: "tick", on: "A", fault }]);
  },
};

/** A read that failed is the same before and after; a local write that failed was not applied. */
export function faultsAt(point: PointSeen): Fault[] {
  const sides = (point.write && !point.local) || point.http ? (["after", "before"] as const) : (["before"] as const);
  const kinds = point.http ? (["error", "refuse"] as const) : (["error"] as const);
  return kinds.flatMap((kind) => sides.map((side): Fault => ({ kind, at: point.n, side }))).filter((fault) => canStrike(point, fault));
}
