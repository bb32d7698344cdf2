import type { Copy, Play, Step } from "./play.ts";
import { numberOf } from "./schedules.ts";
import { hourMs } from "./steps.ts";

/** The class whose schedule a play is, told by what disturbs it; of several the lowest number. */
export function classOf({ steps, nacks }: Pick<Play, "steps" | "nacks">): string {
  if (nacks === "tail") return "F13";
  const classes = [...races(steps), ...faults(steps), ...duplicates(steps)].sort((a, b) => numberOf(a) - numberOf(b));
  return classes[0] ?? "F1";
}

function races(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => (step.do !== "race" ? [] : [step.order.some((turn) => typeof turn === "object") ? "F18" : "F5"]));
}

function faults(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    const fault = step.do === "deliver" || step.do === "tick" ? step.fault : undefined;
    if (fault === undefined) return [];
    return [fault.kind !== "crash" ? "F8" : fault.at === "ack" && fault.side === "before" ? "F6" : "F7"];
  });
}

interface Placed extends Copy {
  readonly at: number;
  readonly to: string;
  /** How many came in its batch. */
  readonly beside: number;
}

function duplicates(steps: readonly Step[]): string[] {
  const copies: Placed[] = steps.flatMap((step, at) =>
    step.do === "deliver" ? step.copies.map((copy) => ({ ...copy, at, to: step.to, beside: step.copies.length })) : [],
  );
  const again = copies.filter(({ kind }) => kind !== "first");
  const inOrder = again.length > 2 && again.every(({ event }, index) => index === 0 || event === again[index - 1]!.event + 1);
  if (inOrder) return [named(again[0]!.event === 0 ? "F11" : "F12", again)];
  return again.map((copy) => {
    const original = copies.find(({ event, kind }) => event === copy.event && kind === "first");
    return named(byPlace(copy, steps.slice((original?.at ?? 0) + 1, copy.at)), [copy]);
  });
}

/** `between`: the steps from the first delivery to this copy. */
function byPlace({ to, beside }: Placed, between: readonly Step[]): string {
  if (beside > 1) return "F10";
  if (between.some((step) => step.do === "advance" && step.ms >= hourMs)) return "F9";
  if (between.some((step) => step.do === "deliver")) return "F2";
  if (between.some((step) => step.do === "restart")) return "F3";
  return to === "A" ? "F1" : "F4";
}

function named(id: string, copies: readonly Copy[]): string {
  return `${id}:${copies.every(({ kind }) => kind === "producer") ? "producer" : "redelivery"}`;
}
