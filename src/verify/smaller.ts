import type { Copy, Deliver, Step } from "./play.ts";

/** Indices of the events that the steps deliver. */
export function eventsIn(steps: readonly Step[]): number[] {
  return [...new Set(copiesIn(steps).map(({ event }) => event))].toSorted((a, b) => a - b);
}

/** Indices of the steps that bring nothing for the first time: duplicates, restarts, jumps of the clock, runs of the background job. */
export function extrasIn(steps: readonly Step[]): number[] {
  return steps.flatMap((step, index) => (step.do !== "race" && copiesOf(step).every(({ kind }) => kind !== "first") ? [index] : []));
}

export function withoutSteps(steps: readonly Step[], gone: ReadonlySet<number>): Step[] {
  return steps.filter((_, index) => !gone.has(index));
}

/** Without every copy of these events. A race that loses a side is a delivery. */
export function withoutEvents(steps: readonly Step[], gone: ReadonlySet<number>): Step[] {
  return steps.flatMap((step): Step[] => {
    if (step.do === "deliver") return delivered(step, gone);
    if (step.do !== "race") return [step];
    const [first, second] = [delivered(step.first, gone), delivered(step.second, gone)];
    return first[0] && second[0] ? [{ ...step, first: first[0], second: second[0] }] : [...first, ...second];
  });
}

/** Each way to make the steps a little smaller or plainer, the largest cut first. */
export function* simplerSteps(steps: readonly Step[]): Generator<readonly Step[]> {
  for (const event of eventsIn(steps)) yield withoutEvents(steps, new Set([event]));
  for (const index of extrasIn(steps)) yield withoutSteps(steps, new Set([index]));
  for (const [index, step] of steps.entries())
    for (const plainer of plainerSteps(step)) yield steps.flatMap((other, at) => (at === index ? plainer : [other]));
}

function* plainerSteps(step: Step): Generator<readonly Step[]> {
  if (step.do === "deliver") for (const plainer of plainerDeliveries(step)) yield [plainer];
  if (step.do === "tick" && step.fault) yield [{ do: "tick", on: step.on }];
  if (step.do !== "race") return;
  yield [step.first, step.second];
  for (const length of [Math.floor(step.order.length / 2), step.order.length - 1]) {
    if (length >= 0 && length < step.order.length) yield [{ ...step, order: step.order.slice(0, length) }];
  }
  for (const [at, turn] of step.order.entries()) {
    if (typeof turn === "object") yield [{ ...step, order: step.order.filter((_, other) => other !== at) }];
  }
  for (const first of plainerDeliveries(step.first, false)) yield [{ ...step, first }];
  for (const second of plainerDeliveries(step.second, false)) yield [{ ...step, second }];
}

/** Without the fault, without a copy that came again, on the instance that is there from the start. */
function* plainerDeliveries(step: Deliver, mayMove = true): Generator<Deliver> {
  const { fault, ...rest } = step;
  if (fault) yield rest;
  if (fault?.every) {
    const { every: _, ...once } = fault;
    yield { ...step, fault: once };
  }
  for (const [at, { kind }] of step.copies.entries()) {
    if (kind !== "first" && step.copies.length > 1) yield { ...step, copies: step.copies.filter((_, other) => other !== at) };
  }
  if (mayMove && step.to !== "A") yield { ...step, to: "A" };
}

function delivered(step: Deliver, gone: ReadonlySet<number>): Deliver[] {
  const copies = step.copies.filter(({ event }) => !gone.has(event));
  return copies.length === 0 ? [] : [copies.length === step.copies.length ? step : { ...step, copies }];
}

function copiesIn(steps: readonly Step[]): Copy[] {
  return steps.flatMap((step) => copiesOf(step));
}

function copiesOf(step: Step): readonly Copy[] {
  if (step.do === "deliver") return step.copies;
  return step.do === "race" ? [...step.first.copies, ...step.second.copies] : [];
}
