import type { Copy, Deliver, Fault, Play, Step, Turn } from "./play.ts";

/**
 * The literal schedule of a play, for people and for replay, independent of any version's classes:
 * `seed=7 clock=… m0@A m1@A!crash-after#3 m1'@B m0"@A [m2 m3']@A +25h restart@A tick@A {m4@A | m4'@B : 0 1 +5s}`.
 * `'` came again from the broker, `"` from the producer; `!error-before#ack`, `#1"COMMIT"` at the effects of that name, `!!` in every attempt.
 */
export type PlayText = Pick<Play, "steps" | "eventsName" | "nacks" | "deep"> & Partial<Pick<Play, "seed" | "clock">>;

/** `clock` and `seed` are printed where they are given. */
export function printPlay(play: PlayText): string {
  const settings = [
    ...(play.seed === undefined ? [] : [`seed=${play.seed}`]),
    ...(play.clock === undefined ? [] : [`clock=${play.clock}`]),
    ...(play.eventsName === undefined ? [] : [`events=${play.eventsName}`]),
    ...(play.nacks === undefined ? [] : [`nacks=${play.nacks}`]),
    ...(play.deep === undefined ? [] : ["deep=true"]),
  ];
  return [...settings, ...play.steps.map(stepText)].join(" ");
}

const marks = { first: "", redelivery: "'", producer: '"' } as const;

export function stepText(step: Step): string {
  switch (step.do) {
    case "deliver":
      return deliverText(step);
    case "race":
      return `{${deliverText(step.first)} | ${deliverText(step.second)} : ${step.order.map(turnText).join(" ")}}`;
    case "restart":
      return `restart@${step.instance}`;
    case "advance":
      return `+${duration(step.ms)}`;
    default:
      return `tick@${step.on}${faultText(step.fault)}`;
  }
}

export function copyText({ event, kind }: Copy): string {
  return `m${event}${marks[kind]}`;
}

function deliverText({ copies, to, fault }: Deliver): string {
  const what = copies.length === 1 ? copyText(copies[0]!) : `[${copies.map(copyText).join(" ")}]`;
  return `${what}@${to}${faultText(fault)}`;
}

function faultText(fault: Fault | undefined): string {
  return fault === undefined
    ? ""
    : `${fault.every ? "!!" : "!"}${fault.kind}-${fault.side}#${fault.at}${fault.what === undefined ? "" : JSON.stringify(fault.what)}`;
}

function turnText(turn: Turn): string {
  return typeof turn === "number" ? String(turn) : `+${duration(turn.advanceMs)}`;
}

export const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** In the largest unit that leaves a whole number. */
export function duration(ms: number): string {
  const [unit, size] = Object.entries(units).find(([, each]) => ms !== 0 && ms % each === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}
