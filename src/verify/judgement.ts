import type { Difference } from "../model/verification.ts";
import { forwarded } from "./forwarded.ts";
import type { PlayOutcome } from "./observation.ts";
import { judge, type Judged } from "./oracle/judge.ts";
import type { Learned, Learning } from "./oracle/learned.ts";
import { rebase, unrelated } from "./oracle/relearn.ts";
import type { Play, Step } from "./play.ts";
import type { Planned } from "./schedule.ts";
import type { Session } from "./session.ts";
import { undisturbed } from "./stream.ts";

/** With what the undisturbed run is compared. */
export interface Bench {
  readonly session: Session;
  readonly learned: Learned;
  /** The undisturbed run, as the first baseline played it. */
  readonly baseline: Play;
  readonly baselineOutcome: PlayOutcome;
  readonly events: readonly unknown[];
  /** Ids of the events, by index. */
  readonly ids: readonly string[];
}

export type Judgement =
  | { readonly kind: "agrees"; readonly judged: Judged }
  | {
      readonly kind: "differs";
      readonly judged: Judged;
      readonly deciding: readonly Difference[];
      readonly learned: Learned;
      readonly lossOnly: boolean;
    }
  /** Nothing can be said: it hung, the fault never struck, this subject cannot run it, the event went on elsewhere. `blocks`: a pass is no pass. */
  | { readonly kind: "silent"; readonly why: string; readonly blocks: boolean };

export interface Judged1 {
  readonly planned: Planned;
  readonly play: Play;
  readonly outcome: PlayOutcome;
  readonly judgement: Judgement;
}

const otherClockMs = 31 * 3_600_000 + 23 * 60_000;

/** Runs a schedule and says whether its effects are those of the undisturbed run. */
export async function playAndJudge(bench: Bench, planned: Planned): Promise<Judged1> {
  const play: Play = { ...planned.play, clock: bench.baseline.clock, seed: bench.baseline.seed };
  const outcome = await bench.session.play(play);
  return { planned, play, outcome, judgement: await judgement(bench, planned, play, outcome) };
}

export async function judgement(bench: Bench, planned: Planned, play: Play, outcome: PlayOutcome): Promise<Judgement> {
  const failed = outcome.problems.find(({ kind }) => kind !== "unobserved");
  if (failed !== undefined) return { kind: "silent", why: failed.message, blocks: true };
  if (hasFault(play) && outcome.faultsHit === 0)
    return { kind: "silent", why: "the fault struck nothing: the consumer took another way", blocks: false };
  if (isSequential(play, outcome)) return { kind: "silent", why: "the two deliveries did not overlap", blocks: false };
  const learned = await learnedFor(bench, planned, play, outcome);
  if (typeof learned === "string") return { kind: "silent", why: learned, blocks: false };
  const whole = judge(outcome, learned, play.ids === undefined ? {} : { ids: play.ids });
  const judged = planned.only === undefined ? whole : { ...whole, deciding: whole.deciding.filter(({ sign }) => sign === planned.only) };
  if (judged.deciding.length === 0) return { kind: "agrees", judged };
  const elsewhere = forwarded(bench, outcome, play, judged.deciding);
  const deciding = elsewhere?.others ?? judged.deciding;
  if (deciding.length === 0) return { kind: "agrees", judged };
  const lossOnly = await isLoss(bench, play, outcome, elsewhere?.topics ?? [], deciding);
  if (lossOnly && elsewhere !== undefined)
    return { kind: "silent", why: `a failed event is moved to ${elsewhere.topics[0]}`, blocks: true };
  return { kind: "differs", judged, deciding, learned, lossOnly };
}

/** The undisturbed run to compare with, under the mask; text: why there is none. */
export async function learnedFor(
  { session, learned, baseline }: Bench,
  planned: Planned,
  play: Play,
  outcome: PlayOutcome,
): Promise<Learned | string> {
  if (planned.references !== undefined) {
    const runs = [];
    for (const [index, reference] of planned.references.entries()) {
      const run = await session.remembered({ ...reference, clock: baseline.clock, seed: baseline.seed + index });
      if (run.observation.deadLetters.length > 0 || run.problems.length > 0) return "the consumer takes no ids of that kind";
      runs.push({ outcome: run, ids: reference.ids ?? [] });
    }
    const learning = unrelated(learned, runs);
    return "learned" in learning ? learning.learned : learning.inconclusive.message;
  }
  const steps = planned.without === undefined ? undisturbed(play.steps) : withoutEvents(play.steps, new Set([planned.without]));
  if (planned.against === "order" || same(steps, baseline.steps)) return learned;
  // Another clock or other batches: first the run as it is, for most agree with it.
  const complete = planned.without === undefined && eventsOf(steps).size === eventsOf(baseline.steps).size;
  if (complete && judge(outcome, learned).deciding.length === 0) return learned;
  const learning = await rebased(session, learned, { steps, clock: baseline.clock, seed: baseline.seed });
  return "learned" in learning ? learning.learned : learning.inconclusive.message;
}

/** Another undisturbed run to compare with; twice where it fills places that the first ones left empty. */
async function rebased(session: Session, learned: Learned, play: Play): Promise<Learning> {
  const outcome = await session.remembered(play);
  const learning = rebase(learned, outcome);
  if ("learned" in learning || learning.inconclusive.reason !== "unlearned") return learning;
  const second = await session.remembered({ ...play, clock: play.clock + otherClockMs, seed: play.seed + 1 });
  return rebase(learned, outcome, { second });
}

/** Is it as if the events that the faults hit had never come? `aside`: topics that do not count. */
async function isLoss(
  { session, learned, baseline }: Bench,
  play: Play,
  outcome: PlayOutcome,
  aside: readonly string[],
  deciding: readonly Difference[],
): Promise<boolean> {
  if (deciding.every(({ sign }) => sign === "missing")) return true;
  if (deciding.some(({ sign }) => sign === "surplus")) return false;
  const hit = new Set(play.steps.flatMap((step) => (step.do === "deliver" && step.fault ? step.copies.map(({ event }) => event) : [])));
  if (hit.size !== 1) return false;
  const learning = await rebased(session, learned, { steps: withoutEvents(play.steps, hit), clock: baseline.clock, seed: baseline.seed });
  return (
    "learned" in learning && judge(outcome, learning.learned).deciding.every(({ sign, what }) => sign === "surplus" && aside.includes(what))
  );
}

function withoutEvents(steps: readonly Step[], events: ReadonlySet<number>): Step[] {
  return undisturbed(steps).flatMap((step): Step[] => {
    if (step.do !== "deliver") return [step];
    const copies = step.copies.filter(({ event }) => !events.has(event));
    return copies.length === 0 ? [] : [{ ...step, copies }];
  });
}

function eventsOf(steps: readonly Step[]): Set<number> {
  return new Set(steps.flatMap((step) => (step.do === "deliver" ? step.copies.map(({ event }) => event) : [])));
}

function hasFault({ steps }: Play): boolean {
  return steps.some((step) => (step.do === "deliver" || step.do === "tick") && step.fault !== undefined);
}

/** A race in which one side did all its effects before the other began is two deliveries, one after the other. */
function isSequential({ steps }: Play, { turns }: PlayOutcome): boolean {
  return steps.some((step) => step.do === "race") && turns !== undefined && new Set(turns).size < 2;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
