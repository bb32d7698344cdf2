import { ToolError } from "../tool.ts";
import { parsePlay } from "./parse-play.ts";
import { classOf } from "./class-of.ts";
import type { Step } from "./play.ts";
import type { Planned, Schedule, Stream } from "./schedule.ts";

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
        planned: { faultClass: classOf(play), play, literal: true, ...(play.nacks === "tail" && { against: "order" as const }) },
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
