import type { Coverage, Verification } from "../model/verification.ts";
import type { Judged1 } from "./judgement.ts";
import type { Schedule } from "./schedule.ts";
import { numberOf } from "./schedules.ts";
import type { Opened } from "./subject.ts";

type Violation = Verification["violations"][number];

const idOf = (faultClass: string): string => faultClass.split(":")[0]!;

/** Violations that convict, by class and variant, the lowest number first. */
export function convicting(results: readonly Judged1[], list: readonly Schedule[]): Judged1[] {
  return results
    .filter(
      ({ planned, judgement }) => judgement.kind === "differs" && planned.against !== "order" && !isAdvisory(planned.faultClass, list),
    )
    .sort((a, b) => numberOf(a.planned.faultClass) - numberOf(b.planned.faultClass));
}

function isAdvisory(faultClass: string, list: readonly Schedule[]): boolean {
  return list.some(({ id, advisory }) => advisory === true && id === idOf(faultClass));
}

export function violationsOf(convictions: readonly Judged1[]): Violation[] {
  const byClass = new Map<string, Violation>();
  for (const { planned, judgement } of convictions) {
    if (judgement.kind !== "differs") continue;
    const known = byClass.get(planned.faultClass);
    const first = judgement.deciding[0]!;
    byClass.set(planned.faultClass, {
      faultClass: planned.faultClass,
      difference: known?.difference ?? `${first.sink} ${first.what}: ${first.text}`,
      plays: (known?.plays ?? 0) + 1,
    });
  }
  return [...byClass.values()];
}

export function classesOf(results: readonly Judged1[], list: readonly Schedule[]): Coverage["classes"] {
  return list.flatMap(({ id, title, advisory }) => {
    const own = results.filter(({ planned }) => idOf(planned.faultClass) === id);
    // Advice has no failures.
    const failed = advisory === true ? 0 : own.filter(({ judgement }) => judgement.kind === "differs").length;
    return own.length === 0 ? [] : [{ faultClass: id, title, plays: own.length, failed }];
  });
}

interface Uncovered {
  readonly faultClass: string;
  readonly why: string;
  readonly blocks: boolean;
}

/** Classes of which no play said anything. `blocks`: without them a pass is none. */
export function notCovered(
  results: readonly Judged1[],
  list: readonly Schedule[],
  { slow, lacking = [] }: Pick<Opened, "slow" | "lacking"> = {},
  unplayed: readonly Uncovered[] = [],
): Uncovered[] {
  const unable = lacking.filter(({ faultClass }) => list.some(({ id }) => id === idOf(faultClass)));
  const others = unplayed.filter(({ faultClass }) => !unable.some((each) => idOf(each.faultClass) === faultClass));
  return [
    ...unable.map(({ faultClass, why, blocks }) => ({ faultClass, why, blocks: blocks === true })),
    ...silentIn(results, list, slow),
    ...others,
  ];
}

function silentIn(results: readonly Judged1[], list: readonly Schedule[], slow: true | undefined): Uncovered[] {
  return list.flatMap(({ id, advisory }) => {
    const own = results.filter(({ planned }) => idOf(planned.faultClass) === id);
    if (own.length === 0 || own.some(({ judgement }) => judgement.kind !== "silent")) return [];
    const reasons = [...new Set(own.flatMap(({ judgement }) => (judgement.kind === "silent" ? [judgement.why] : [])))];
    const why = reasons.slice(0, 2).join("; ");
    const optional =
      advisory === true ||
      id === "F13" ||
      id === "F14" ||
      (slow !== true && reasons.every((reason) => reason.startsWith("the two deliveries")));
    return [{ faultClass: id, why, blocks: !optional }];
  });
}

/** Plays that should have said something and did not, with what they said instead. */
export function hung(results: readonly Judged1[]): { faultClass: string; why: string; plays: number }[] {
  const found = new Map<string, { faultClass: string; why: string; plays: number }>();
  for (const { planned, judgement } of results) {
    if (judgement.kind !== "silent" || !judgement.blocks) continue;
    const key = `${idOf(planned.faultClass)} ${judgement.why}`;
    found.set(key, { faultClass: idOf(planned.faultClass), why: judgement.why, plays: (found.get(key)?.plays ?? 0) + 1 });
  }
  return [...found.values()];
}

/** Fault points: each effect, before and after, crash and error. */
export function pointsOf(results: readonly Judged1[], planned: number): Coverage["points"] {
  const struck = results.filter((result) => ["F6", "F7", "F8"].includes(idOf(result.planned.faultClass)) && result.outcome.faultsHit > 0);
  return { hit: Math.min(struck.length, planned), total: planned };
}
