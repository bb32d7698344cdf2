import { ToolError } from "../tool.ts";
import { parsePlay } from "./parse-play.ts";
import type { Play, Step } from "./play.ts";
import type { Planned, Schedule, Stream } from "./schedule.ts";
import { hourMs } from "./steps.ts";

export interface Literal {
  readonly planned: Planned;
  /** Where the words name them. */
  readonly clock?: number;
  readonly seed?: number;
}

/** Schedules as their text, such as a counterexample prints. Throws INVALID_INPUT with the place. */
export function literals(texts: readonly string[], stream: Stream, list: readonly Schedule[]): Literal[] {
  return texts.map((text) => {
    const parsed = parsePlay(text);
    if ("error" in parsed) throw unreadable(text, parsed.error, parsed.at);
    const { clock, seed, eventsName, ...play } = parsed.play;
    const missing = eventsIn(play.steps).find((event) => event >= stream.ids.length);
    if (missing !== undefined)
      throw unreadable(text, `m${missing} is no event: there are ${stream.ids.length}`, text.indexOf(`m${missing}`));
    const when = { ...(clock !== undefined && { clock }), ...(seed !== undefined && { seed }) };
    if (eventsName === undefined)
      return {
        ...when,
        planned: { faultClass: classified(play), play, literal: true, ...(play.nacks === "tail" && { against: "order" as const }) },
      };
    const known = list.flatMap((schedule) => [...schedule.plan(stream)]).find((planned) => planned.play.eventsName === eventsName);
    if (known === undefined) throw unreadable(text, `events=${eventsName} cannot be made from these samples`, text.indexOf("events="));
    return { ...when, planned: { ...known, literal: true } };
  });
}

function unreadable(text: string, message: string, at: number): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `Schedule, column ${at + 1}: ${message}.`,
    `It reads ${text.slice(Math.max(0, at - 20), at + 20)}.`,
    "Give a schedule as a counterexample prints it.",
  );
}

function eventsIn(steps: readonly Step[]): number[] {
  return steps.flatMap((step) =>
    (step.do === "deliver" ? step.copies : step.do === "race" ? [...step.first.copies, ...step.second.copies] : []).map(
      ({ event }) => event,
    ),
  );
}

/** The class whose schedule it is, by what disturbs it. */
function classified({ steps, nacks }: Pick<Play, "steps" | "nacks">): string {
  if (nacks === "tail") return "F13";
  const race = steps.find((step) => step.do === "race");
  if (race !== undefined) return race.order.some((turn) => typeof turn === "object") ? "F18" : "F5";
  const fault = steps.flatMap((step) => ((step.do === "deliver" || step.do === "tick") && step.fault ? [step.fault] : []))[0];
  if (fault !== undefined) return fault.kind !== "crash" ? "F8" : fault.at === "ack" && fault.side === "before" ? "F6" : "F7";
  const copies = steps.flatMap((step, at) =>
    step.do === "deliver" ? step.copies.map((copy) => ({ ...copy, at, to: step.to, beside: step.copies.length })) : [],
  );
  const again = copies.filter(({ kind }) => kind !== "first");
  const first = again[0];
  if (first === undefined) return "F1";
  const producer = again.every(({ kind }) => kind === "producer");
  const original = copies.find(({ event, kind }) => event === first.event && kind === "first");
  const between = steps.slice((original?.at ?? 0) + 1, first.at);
  const jump = between.some((step) => step.do === "advance" && step.ms >= hourMs);
  const name =
    again.length > 1
      ? first.event === 0
        ? "F11"
        : "F12"
      : first.beside > 1
        ? "F10"
        : jump
          ? "F9"
          : first.to !== "A"
            ? "F4"
            : between.some((step) => step.do === "restart")
              ? "F3"
              : between.some((step) => step.do === "deliver")
                ? "F2"
                : "F1";
  return `${name}:${producer ? "producer" : "redelivery"}`;
}
