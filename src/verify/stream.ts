import { eventSet } from "./event-sets.ts";
import type { Material } from "./material.ts";
import type { PlayOutcome, TracePoint } from "./observation.ts";
import type { Step } from "./play.ts";
import type { PointSeen, Stream } from "./schedule.ts";
import { deliver, hourMs } from "./steps.ts";
import type { Opened } from "./subject.ts";

/** Every event once, in order, to one instance; in batches where the consumer takes them. */
export function undisturbedSteps(count: number, batchSize = 1): Step[] {
  return Array.from({ length: Math.ceil(count / batchSize) }, (_, index) =>
    deliver(
      Array.from({ length: Math.min(batchSize, count - index * batchSize) }, (_, item) => ({
        event: index * batchSize + item,
        kind: "first" as const,
      })),
    ),
  );
}

/** What the undisturbed run showed of the consumer, for the classes to plan on. */
export function streamOf(material: Material, opened: Opened, steps: readonly Step[], outcome: PlayOutcome): Stream {
  const sending = new Set(outcome.observation.published.map(({ sink }) => sink));
  const seen = (attempt: number): PointSeen[] =>
    outcome.trace.filter(({ delivery }) => delivery === attempt).map((point) => pointSeen(point, sending));
  const firstOf = (step: number): number => outcome.deliveries.findIndex((attempt) => attempt.step === step);
  return {
    events: material.events,
    ids: material.ids,
    keys: material.keys,
    steps,
    ...(opened.batchSize !== undefined && { batchSize: opened.batchSize }),
    points: steps.map((_, index) => seen(firstOf(index))),
    tickPoints: opened.hasTick ? seen(firstOf(-1)) : [],
    hasTick: opened.hasTick,
    ...(opened.slow && { readsUnseen: true }),
    ...(opened.racesByProducer && { racesByProducer: true }),
    ...(opened.overlaps && { overlaps: true }),
    eventSet: (name) => eventSet(name, material),
  };
}

function pointSeen({ n, write, sink, what, local, strikes }: TracePoint, sending: ReadonlySet<string>): PointSeen {
  return {
    n,
    write,
    sink,
    what,
    local: local === true,
    http: sink === "http" || /^[A-Z]+ https?:\/\//.test(what),
    publish: sending.has(sink),
    ...(strikes && { strikes }),
  };
}

/** The same events and clock jumps without a duplicate, a fault or a restart. */
export function undisturbed(steps: readonly Step[]): Step[] {
  return steps.flatMap((step): Step[] => {
    switch (step.do) {
      case "deliver":
        return firstsOf(step.copies, "A");
      case "race": {
        const jumps = step.order.flatMap((turn): Step[] => (typeof turn === "object" ? [{ do: "advance", ms: turn.advanceMs }] : []));
        return [...firstsOf([...step.first.copies, ...step.second.copies], "A"), ...jumps];
      }
      case "advance":
        return [step];
      default:
        return [];
    }
  });
}

function firstsOf(copies: readonly { readonly event: number; readonly kind: string }[], to: string): Step[] {
  const firsts = copies.filter(({ kind }) => kind === "first").map(({ event }) => ({ event, kind: "first" as const }));
  return firsts.length === 0 ? [] : [deliver(firsts, to)];
}

/** Does the clock jump so far that the day may be another one? */
export function jumps(steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      (step.do === "advance" && step.ms >= hourMs) ||
      (step.do === "race" && step.order.some((turn) => typeof turn === "object" && turn.advanceMs >= hourMs)),
  );
}
