import type { Fault, Step } from "./play.ts";
import { createChance } from "./player/chance.ts";
import type { Planned, Stream } from "./schedule.ts";
import { numberOf } from "./schedules.ts";
import { faultsAt } from "./schedules/error-at-effect.ts";
import { advance, again, deliver, duplicateKinds, hourMs, insertedAfter, restarted, stepsOfEvents, withFault } from "./steps.ts";

interface Change {
  readonly faultClass: string;
  /** After which step, or at which. */
  readonly at: number;
  apply(steps: readonly Step[]): Step[];
}

/** Two faults in one play, drawn by seed: an endless list. `classes`: ids that may take part. */
export function* pairs(stream: Stream, classes: ReadonlySet<string>, seed: number): Generator<Planned> {
  const chance = createChance(seed);
  const below = (count: number) => Math.floor(chance.random() * count);
  const stepOf = stepsOfEvents(stream);
  const draw = (): Change | undefined => (below(2) === 0 ? fault(stream, below) : duplicate(stream, stepOf, below));
  for (let tries = 0; tries < 100_000; tries++) {
    const both = [draw(), draw()].filter((change) => change !== undefined && classes.has(classOf(change.faultClass))) as Change[];
    const [one, other] = both.sort((a, b) => b.at - a.at);
    // From the back, so that the places of the one in front stay true.
    if (one === undefined || other === undefined || (one.at === other.at && one.faultClass === other.faultClass)) continue;
    const steps = other.apply(one.apply(stream.steps));
    const named = numberOf(one.faultClass) < numberOf(other.faultClass) ? one : other;
    yield { faultClass: named.faultClass, play: { steps }, pair: true };
  }
}

function classOf(faultClass: string): string {
  return faultClass.split(":")[0]!;
}

function fault(stream: Stream, below: (count: number) => number): Change | undefined {
  const at = below(stream.steps.length);
  const points = stream.points[at] ?? [];
  const point = points[below(points.length + 1)];
  if (point !== undefined && below(2) === 0) {
    const choices = faultsAt(point);
    const chosen = choices[below(choices.length)]!;
    return { faultClass: "F8", at, apply: (steps) => withFault(steps, at, chosen) };
  }
  const side = below(2) === 0 ? "before" : "after";
  const atAck = point === undefined || (side === "after" && point.n === points.length);
  const crash: Fault = atAck ? { kind: "crash", at: "ack", side: "before" } : { kind: "crash", at: point.n, side };
  return { faultClass: atAck ? "F6" : "F7", at, apply: (steps) => withFault(steps, at, crash) };
}

function duplicate(stream: Stream, stepOf: readonly number[], below: (count: number) => number): Change | undefined {
  const event = below(stepOf.length);
  const step = stepOf[event]!;
  const at = step + below(stream.steps.length - step);
  const kind = duplicateKinds[below(2)]!;
  const way = below(5);
  const copy = deliver([again(event, kind)], way === 2 ? "B" : "A");
  if (at > step) return { faultClass: `F2:${kind}`, at, apply: (steps) => insertedAfter(steps, at, ...(way === 1 ? restarted : []), copy) };
  const before: readonly Step[] = way === 1 ? restarted : way === 3 ? [advance(25 * hourMs)] : [];
  const faultClass = `${["F1", "F3", "F4", "F9", "F1"][way]}:${kind}`;
  return { faultClass, at, apply: (steps) => insertedAfter(steps, at, ...before, copy) };
}
