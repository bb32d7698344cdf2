import type { Closing, OpenStep } from "../model/run.ts";
import type { Decision } from "./gate.ts";

const maxCharacters = 1900;
const shownUnmet = 6;

/** What the model reads when the session may not end yet: what is unmet, and the next call in validate's own words. */
export function blockText({ unmet, step, denied }: Extract<Decision, { kind: "block" }>): string {
  const more = unmet.length > shownUnmet ? [`and ${unmet.length - shownUnmet} more.`] : [];
  const text = [
    "The godmode-event run is not finished. Unmet:",
    ...unmet.slice(0, shownUnmet).map((line) => `- ${cut(line, 180)}`),
    ...more,
    `Next: ${stepText(step)}`,
    ...(denied.length > 0 ? [`Denied, so left out: ${denied.join(", ")}.`] : []),
    'If the user asked to stop: validate {"stop":"user"}.',
  ];
  return cut(text.join("\n"), maxCharacters);
}

function stepText({ tool, args, text }: OpenStep): string {
  return tool === undefined ? cut(text, 500) : `${tool} ${cut(JSON.stringify(args ?? {}), 500)}: ${cut(text, 200)}`;
}

const reasons: Record<Closing, string> = {
  met: "the stop criteria hold",
  stopped: "the user stopped it",
  denied: "the step that is left was not allowed",
  "no progress": "nothing changed since it was held back last",
  "nothing possible": "no step is left that could be taken here",
  "six blocks": "it was held back six times",
};

/** What the user reads when the run ends and something is open; undefined when all is said. */
export function releaseText({ why, open }: Extract<Decision, { kind: "release" }>): string | undefined {
  if (why === "met" || why === "stopped") return undefined;
  const first = open.slice(0, 3).map((line) => ` ${cut(line, 160)}`);
  const rest = open.length > 3 ? ` And ${open.length - 3} more.` : "";
  return `godmode-event: the run ends, ${reasons[why]}.${open.length > 0 ? ` Open:${first.join("")}${rest}` : ""}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
