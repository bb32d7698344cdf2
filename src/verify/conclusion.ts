import { digestOf } from "../model/digest.ts";
import type { Verification } from "../model/verification.ts";
import { brokenInvariant } from "./conviction.ts";
import { repeat, type Repeating, type Shown } from "./repeat.ts";
import { doubtsOf } from "./doubts.ts";
import type { Judged1 } from "./judgement.ts";
import type { Material, Verified, VerifyOptions } from "./material.ts";
import type { Learned } from "./oracle/learned.ts";
import { strength } from "./oracle/strength.ts";
import type { Run } from "./run-schedules.ts";
import type { Schedule } from "./schedule.ts";
import type { Session } from "./session.ts";
import type { Opened } from "./subject.ts";
import { classesOf, convicting, hung, notCovered, pointsOf, violationsOf } from "./tally.ts";
import { advice, losesOnCrash, orderSafe, skipsEqualPayloads, verdictIn } from "./verdict.ts";

interface Cut {
  readonly material: Material;
  readonly options: VerifyOptions;
  readonly session: Session;
  readonly why: string;
  readonly opened?: Opened;
}

/** Nothing could be tried. */
export function inconclusive({ material, options, session, why, opened }: Cut): Verified {
  const verification: Verification = {
    consumer: material.consumer,
    verdict: "inconclusive",
    why,
    model: options.model,
    byModel: { rewind: "inconclusive", individual: "inconclusive" },
    losesOnCrash: false,
    violations: [],
    coverage: {
      schedules: session.plays,
      classes: [],
      notCovered: [],
      points: { hit: 0, total: 0 },
      sinks: [],
      exhaustiveSingles: false,
    },
    assumptions: [],
    notes: [...session.unobserved].map((text) => `Nothing observes: ${text}`),
  };
  return { verification, seeds: options.seeds, ...(opened && { opened }) };
}

interface Evidence extends Repeating {
  readonly material: Material;
  readonly opened: Opened;
  readonly asked: readonly Schedule[];
  readonly run: Run;
  readonly again: string | undefined;
}

/** From all plays to a verdict: what convicts is made small and repeated first. */
export async function concluded(evidence: Evidence): Promise<Verified> {
  const { material, options, bench, opened, asked, list, run, again } = evidence;
  const { session, learned } = bench;
  const { results } = run;
  const broken = brokenInvariant(bench, options.replay);
  const { convictions, flaky, counterexample } = await repeat(evidence, convicting(results, list));
  const classes = [...convictions.map(({ planned }) => planned.faultClass), ...(broken === undefined ? [] : ["INV"])];
  const uncovered = notCovered(results, asked, opened, run.misses.unplayed);
  const doubts = doubtsOf({
    session,
    learned,
    options,
    all: list,
    asked,
    notCovered: uncovered,
    hung: hung(results),
    flaky,
    leftOut: run.singles.leftOut,
    missed: run.misses.strikes,
    again,
  });
  const findings = { convicting: classes, doubts };
  const byModel = { rewind: verdictIn("rewind", findings, list), individual: verdictIn("individual", findings, list) };
  const verdict = byModel[options.model];
  const shown = counterexample ?? broken;
  const violations = violationsOf(convictions);
  const safe = orderSafe(results);
  const verification: Verification = {
    consumer: material.consumer,
    verdict,
    why: whyOf(verdict, violations, doubts, session.plays, broken),
    model: options.model,
    byModel,
    ...(safe !== undefined && { orderSafe: safe }),
    losesOnCrash: losesOnCrash(convictions),
    violations:
      broken === undefined
        ? violations
        : [...violations, { faultClass: "INV", difference: broken.counterexample.difference[0]!.text, plays: 1 }],
    ...(shown !== undefined && { counterexample: shown.counterexample }),
    coverage: {
      schedules: session.plays,
      classes: classesOf(results, asked),
      notCovered: uncovered.map(({ faultClass, why }) => ({ faultClass, why })),
      points: pointsOf(results, run.singles.points),
      ...(run.interleavings && { interleavings: run.interleavings }),
      sinks: strength(learned),
      exhaustiveSingles: options.schedules === undefined && run.singles.run === run.singles.all && asked.length === list.length,
    },
    assumptions: assumptionsOf(learned, session, opened, options, material, results),
    notes: notesOf(learned, results, run, verdict === "idempotent" ? [] : doubts),
  };
  return { verification, opened, seeds: options.seeds, effects: effectsOf(learned), ...(shown && { play: shown.play }) };
}

function whyOf(
  verdict: string,
  violations: Verification["violations"],
  doubts: readonly string[],
  plays: number,
  broken: Shown | undefined,
): string {
  if (verdict === "idempotent") return `No violation in ${plays} plays.`;
  if (verdict === "inconclusive") return doubts[0] ?? "";
  const [first] = violations;
  if (first !== undefined) return `${first.faultClass} leaves other effects: ${first.difference}`;
  return `The declared invariant does not hold: ${broken?.counterexample.difference[0]?.text ?? ""}`;
}

function assumptionsOf(
  learned: Learned,
  session: Session,
  { assumptions = [] }: Opened,
  { model }: VerifyOptions,
  { ids }: Material,
  results: readonly Judged1[],
): string[] {
  return [
    ...new Set([
      ...learned.assumptions,
      ...assumptions,
      ...session.assumptions,
      ...(skipsEqualPayloads(results)
        ? [
            "An event whose payload equals an earlier one's under another id changes nothing here: right for a natural key, a loss otherwise.",
          ]
        : []),
      `Only what these ${ids.length} events reach was run: a branch that none of them takes is not judged.`,
      "Duplicates come within 8 days: retention plus the time until dead letters are sent again is no longer.",
      `Records of handled events that are bounded by number hold more than ${ids.length}.`,
      ...(model === "rewind" ? ["Redelivery rewinds in place, in order: no retry topics, no redrive, one ordered producer."] : []),
    ]),
  ];
}

function notesOf(learned: Learned, results: readonly Judged1[], run: Run, doubts: readonly string[]): string[] {
  const judged = results.flatMap(({ judgement }) => ("judged" in judgement ? [judgement.judged] : []));
  const moved = results.flatMap(({ judgement }) =>
    judgement.kind === "silent" && judgement.why.startsWith("a failed event is moved") ? [judgement.why] : [],
  );
  const { run: done, all } = run.singles;
  return [
    ...new Set([
      ...learned.notes,
      ...advice(results),
      ...judged.flatMap(({ bookkeeping }) => bookkeeping),
      ...judged.flatMap(({ notes }) => notes).slice(0, 5),
      ...moved,
      ...(done < all ? [`${done} of ${all} schedules with a single fault were run; a larger budget of plays runs them all.`] : []),
      ...doubts,
    ]),
  ].slice(0, 30);
}

function effectsOf({ baseline }: Learned): string {
  return digestOf([...baseline].map(([id, { rows }]) => [id, rows.map(({ cells }) => JSON.stringify([...cells])).sort()]));
}
