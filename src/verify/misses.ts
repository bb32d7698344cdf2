import type { Judged1 } from "./judgement.ts";
import type { ClassPlan } from "./plan.ts";
import type { Stream } from "./schedule.ts";
import { strikeOf } from "./strike-kinds.ts";

/** What a slow subject, of which each play counts, was not shown. */
export interface Misses {
  /** Kinds of strikes that were played and never struck. */
  readonly strikes: readonly string[];
  /** Classes without any play. `blocks`: there would have been some. */
  readonly unplayed: readonly { readonly faultClass: string; readonly why: string; readonly blocks: boolean }[];
}

const whyNone: Readonly<Record<string, string>> = {
  F5: "no two deliveries can be in work at once",
  F8: "none of its effects can be made to fail from outside",
  F10: "it takes its messages one by one",
};

const idOf = (faultClass: string): string => faultClass.split(":")[0]!;

export function missesOf(results: readonly Judged1[], plans: readonly ClassPlan[], stream: Stream): Misses {
  const struck = new Map<string, boolean>();
  for (const { planned, outcome } of results) {
    const strike = strikeOf(planned, stream);
    if (strike !== undefined) struck.set(strike, struck.get(strike) === true || outcome.faultsHit > 0);
  }
  return {
    strikes: [...struck].flatMap(([strike, hit]) => (hit ? [] : [strike])),
    unplayed: plans
      .filter(({ schedule }) => !results.some(({ planned }) => idOf(planned.faultClass) === schedule.id))
      .map(({ schedule: { id, advisory }, all }) => ({
        faultClass: id,
        why: all === 0 ? (whyNone[id] ?? "these samples allow no play of it") : "none of its plays was run: the budget was too small",
        blocks: all > 0 && advisory !== true,
      })),
  };
}
