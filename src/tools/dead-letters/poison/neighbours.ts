import { clocks } from "../../../verify/baselines.ts";
import type { Material } from "../../../verify/material.ts";
import type { PlayOutcome, TracePoint } from "../../../verify/observation.ts";
import { failureOf, learn } from "../../../verify/oracle/learn.ts";
import { judge } from "../../../verify/oracle/judge.ts";
import type { Learned } from "../../../verify/oracle/learned.ts";
import type { Play, Step } from "../../../verify/play.ts";
import { canStrike } from "../../../verify/steps.ts";
import type { Opened, Subject } from "../../../verify/subject.ts";
import { restMs } from "./trial.ts";

/** Which event is poisoned, among which others. */
export interface Slot {
  readonly event: number;
  /** Events in the order in which they come, the poisoned one included. */
  readonly order: readonly number[];
  /** What the others alone leave behind. */
  readonly learned: Learned;
  /** Words of the first effect of the event that writes and can be made to fail, where it is handled alone. */
  readonly firstWrite?: string;
}

/** More neighbours show nothing new. */
const most = 8;

/**
 * Finds a place for the poison such that the others are handled without it: the end of a key whose other events came before (a
 * handler may refuse a gap), else the middle, else the end; rather one that writes.
 */
export async function chooseSlot(subject: Subject, material: Material, opened: Opened): Promise<Slot | { readonly why: string }> {
  const count = Math.min(most, material.events.length);
  if (count < 2) return { why: "A poison needs neighbours: give samples with at least two events." };
  const order = Array.from({ length: count }, (_, index) => index);
  const lastOfKey = order.filter((event) => !order.some((later) => later > event && material.keys[later] === material.keys[event]));
  const writes = await writesOf(subject, material, order);
  const places = [...lastOfKey.filter((event) => event < count - 1).slice(0, 1), Math.floor(count / 2), count - 1, ...order];
  // One whose effect can be made to fail shows more.
  const [writing, others] = [places.filter((event) => writes.has(event)), places.slice(0, 3)];
  const candidates = [...new Set([...writing.slice(0, 3), ...others])];
  let why = "";
  for (const event of candidates) {
    const neighbours = order.filter((other) => other !== event);
    const runs: PlayOutcome[] = [];
    for (const [index, clock] of clocks(material.events).slice(0, 3).entries())
      runs.push(await subject.play(playOf(neighbours, clock, index, opened.batchSize)));
    const failed = runs.map(failureOf).find((message) => message !== undefined);
    if (failed !== undefined) {
      why = failed;
      continue;
    }
    const learning = learn(runs, material.events, material.ids, { ignore: opened.ignore });
    if ("inconclusive" in learning) return { why: learning.inconclusive.message };
    const firstWrite = writes.get(event);
    return { event, order, learned: learning.learned, ...(firstWrite !== undefined && { firstWrite }) };
  }
  return { why };
}

function playOf(events: readonly number[], clock: number, seed: number, batchSize = 1): Play {
  const steps: Step[] = [];
  for (let start = 0; start < events.length; start += batchSize) {
    const copies = events.slice(start, start + batchSize).map((event) => ({ event, kind: "first" as const }));
    steps.push({ do: "deliver", to: "A", copies });
  }
  return { steps: [...steps, { do: "advance", ms: restMs }], clock, seed: seed + 1, nacks: "none" };
}

/** By event: the words of its first effect that writes and can be made to fail. */
async function writesOf(subject: Subject, material: Material, order: readonly number[]): Promise<Map<number, string>> {
  // As undisturbed as a run can be: of a process, files are watched then.
  const plain = playOf(order, clocks(material.events)[0] ?? 0, 0);
  const outcome = await subject.play({ ...plain, steps: plain.steps.filter((step) => step.do === "deliver") });
  const points = outcome.trace.filter((point) => point.write && canFail(point)).reverse();
  return new Map(
    points.flatMap(({ delivery, what }) => (outcome.deliveries[delivery]?.copies ?? []).map(({ event }) => [event, what] as const)),
  );
}

/** It can be made to fail, before it is applied: a file of SQLite by a lock. */
function canFail(point: TracePoint): boolean {
  return canStrike(point, { kind: "error", side: "before" }) || (point.sink.startsWith("sqlite:") && point.what.startsWith("write "));
}

/** What the poison did to the effects of its neighbours. Its own way through retry channels and dead letters is no effect. */
export function effectsOf(outcome: PlayOutcome, { learned, order, event }: Slot, isLadder: (channel: string) => boolean) {
  const { observation } = outcome;
  const published = observation.published.filter(({ topic }) => !isLadder(topic));
  const delivered = order.filter((other) => other !== event);
  const judged = judge({ ...outcome, observation: { ...observation, published, deadLetters: [] } }, learned, { delivered });
  const twice = outcome.deliveries.some(({ copies }) => copies.some((copy) => copy.event !== event && copy.count > 1));
  // What is there beyond the neighbours' effects is the poison's own, unless a neighbour was handled again.
  const harm = judged.deciding.filter(({ sign }) => sign !== "surplus" || twice);
  return {
    harm: harm.map(({ sink, what, column, sign }) => `${sink} ${what}${column === undefined ? "" : `.${column}`} is ${sign}`),
    traceless: judged.differences.length === 0,
  };
}
