import type { Copy, Deliver, Fault, InstanceName, Step } from "./play.ts";
import type { Planned, PointSeen, Stream } from "./schedule.ts";

export const duplicateKinds = ["redelivery", "producer"] as const;
export type DuplicateKind = (typeof duplicateKinds)[number];

export const hourMs = 3_600_000;

export function deliver(copies: readonly Copy[], to: InstanceName = "A"): Deliver {
  return { do: "deliver", copies, to };
}

export function again(event: number, kind: DuplicateKind): Copy {
  return { event, kind };
}

export function advance(ms: number): Step {
  return { do: "advance", ms };
}

/** A process takes its time to come up again. */
export const restarted: readonly Step[] = [{ do: "restart", instance: "A" }, advance(5000)];

/** The undisturbed steps with others put in after the one at `index`. */
export function insertedAfter(steps: readonly Step[], index: number, ...extra: readonly Step[]): Step[] {
  return [...steps.slice(0, index + 1), ...extra, ...steps.slice(index + 1)];
}

export function withFault(steps: readonly Step[], index: number, fault: Fault): Step[] {
  return steps.map((step, at) => (at === index && step.do === "deliver" ? { ...step, fault } : step));
}

/** Which step delivers each event, by index of the event. */
export function stepsOfEvents(stream: Stream): number[] {
  const of: number[] = [];
  for (const [index, step] of stream.steps.entries()) if (step.do === "deliver") for (const { event } of step.copies) of[event] = index;
  return of;
}

/** Copies of the steps from `from` to `to`, all of them brought again. */
export function repeated(steps: readonly Step[], from: number, to: number, kind: DuplicateKind): Step[] {
  return steps
    .slice(from, to + 1)
    .map((step) => (step.do === "deliver" ? { ...step, copies: step.copies.map(({ event }) => again(event, kind)) } : step));
}

/** Steps by how much they tell: each way through the handler first, then those that differ least from one seen already. */
export function telling(stream: Stream): number[] {
  const seen = new Map<string, number>();
  const rank = stream.points.map((points, index) => {
    const way = points.map(({ sink, what }) => `${sink} ${what}`).join("\n");
    const nth = seen.get(way) ?? 0;
    seen.set(way, nth + 1);
    return { index, nth };
  });
  return rank.sort((a, b) => a.nth - b.nth || a.index - b.index).map(({ index }) => index);
}

const eventOf = (step: Step | undefined): number | undefined => (step?.do === "deliver" ? step.copies[0]?.event : undefined);

/** Two events in work at once, of different keys where there are such, with a fault at the acknowledgement of the second. */
export function* neighbours(stream: Stream, fault: Fault): Generator<Step[]> {
  if (!stream.overlaps) return;
  const { steps, keys } = stream;
  for (const index of telling(stream).slice(0, 2)) {
    const event = eventOf(steps[index]);
    if (event === undefined) continue;
    const others = steps.flatMap((step, at) => (at > index ? (eventOf(step) ?? []) : []));
    const other = others.find((each) => keys[each] !== keys[event]) ?? others[0];
    if (other === undefined) continue;
    const both = { ...deliver([event, other].map((each) => ({ event: each, kind: "first" as const }))), fault };
    yield steps.flatMap((step, at) => (at === index ? [both] : eventOf(step) === other ? [] : [step]));
  }
}

/** Can this fault strike at this effect? */
export function canStrike({ strikes }: Pick<PointSeen, "strikes">, { kind, side }: Pick<Fault, "kind" | "side">): boolean {
  return strikes === undefined || strikes.includes(`${kind} ${side}`);
}

/** `F7:http` where the point is a call to a peer, `F7:publish` where it sends an event. */
export function variantOf(id: string, point: PointSeen, publish = true): string {
  return point.http ? `${id}:http` : publish && point.publish ? `${id}:publish` : id;
}

export function planned(faultClass: string, steps: readonly Step[]): Planned {
  return { faultClass, play: { steps } };
}
