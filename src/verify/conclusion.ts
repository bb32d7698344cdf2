import { digestOf } from "../model/digest.ts";
import type { Verification } from "../model/verification.ts";
import { brokenInvariant, type Conviction, convict, fixOf } from "./conviction.ts";
import { doubtsOf } from "./doubts.ts";
import type { Bench, Judged1 } from "./judgement.ts";
import type { Material, Progress, Verified, VerifyOptions } from "./material.ts";
import type { Learned } from "./oracle/learned.ts";
import { strength } from "./oracle/strength.ts";
import type { Play } from "./play.ts";
import type { Run } from "./run-schedules.ts";
import type { Schedule } from "./schedule.ts";
import type { Session } from "./session.ts";
import type { Opened } from "./subject.ts";
import { classesOf, convicting, hung, notCovered, pointsOf, violationsOf } from "./tally.ts";
import { advice, losesOnCrash, orderSafe, verdictIn } from "./verdict.ts";

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

interface Evidence {
  readonly material: Material;
  readonly options: VerifyOptions;
  readonly bench: Bench;
  readonly opened: Opened;
  readonly asked: readonly Schedule[];
  readonly list: readonly Schedule[];
  readonly run: Run;
  readonly again: string | undefined;
  readonly clocks: readonly Play[];
  readonly progress: Progress;
}

/** From all plays to a verdict: what convicts is made small and repeated first. */
export async function concluded(evidence: Evidence): Promise<Verified> {
  const { material, options, bench, opened, asked, list, run, again } = evidence;
  const { session, learned } = bench;
  const { results } = run;
  const found = convicting(results, list);
  const broken = brokenInvariant(bench, options.replay);
  const { repeated, flaky, counterexample } = await repeat(evidence, found);
  const classes = [...repeated, ...(broken === undefined ? [] : ["INV"])];
  const uncovered = notCovered(results, asked);
  const doubts = doubtsOf({ session, learned, options, all: list, asked, notCovered: uncovered, hung: hung(results), flaky, again });
  const findings = { convicting: classes, doubts };
  const byModel = { rewind: verdictIn("rewind", findings, list), individual: verdictIn("individual", findings, list) };
  const verdict = byModel[options.model];
  const shown = counterexample ?? broken;
  const violations = violationsOf(found.filter(({ planned }) => classes.includes(planned.faultClass)));
  const safe = orderSafe(results);
  const verification: Verification = {
    consumer: material.consumer,
    verdict,
    why: whyOf(verdict, violations, doubts, session.plays, broken),
    model: options.model,
    byModel,
    ...(safe !== undefined && { orderSafe: safe }),
    losesOnCrash: losesOnCrash(found.filter(({ planned }) => classes.includes(planned.faultClass))),
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
    assumptions: assumptionsOf(learned, session, opened, options, material),
    notes: notesOf(learned, results, run, verdict === "idempotent" ? [] : doubts),
  };
  return { verification, opened, seeds: options.seeds, effects: effectsOf(learned), ...(shown && { play: shown.play }) };
}

type Shown = Extract<Conviction, { play: Play }>;

/** Each class that convicts must fail again; the counterexample is of the lowest-numbered one that does. */
async function repeat(
  evidence: Evidence,
  found: readonly Judged1[],
): Promise<{ repeated: string[]; flaky: string[]; counterexample: Shown | undefined }> {
  const { bench, list, clocks, options, progress } = evidence;
  const model = options.model;
  const repeated: string[] = [];
  const flaky: string[] = [];
  let counterexample: Shown | undefined;
  for (const faultClass of new Set(found.map(({ planned }) => planned.faultClass))) {
    const first = found.find(({ planned }) => planned.faultClass === faultClass)!;
    if (counterexample !== undefined) {
      repeated.push(faultClass);
      continue;
    }
    progress(`Repeating ${faultClass}`);
    const conviction = await convict(bench, first, fixOf(faultClass, list), clocks, options.replay);
    if ("flaky" in conviction) flaky.push(conviction.flaky);
    else {
      repeated.push(faultClass);
      if (verdictIn(model, { convicting: [faultClass], doubts: [] }, list) === "not-idempotent") counterexample = conviction;
    }
  }
  return { repeated, flaky, counterexample };
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
): string[] {
  return [
    ...new Set([
      ...learned.assumptions,
      ...assumptions,
      ...session.assumptions,
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
