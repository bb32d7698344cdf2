import { ToolError } from "../tool.ts";
import { pascal } from "./field.ts";
import { isCommand, isPast, isVerb, pastOf, verbOfIng, wordsOf } from "../model/words.ts";

const dotted = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;

/** Throws INVALID_INPUT, with names to use instead, unless the name is dotted, lower case and in the past tense. */
export function checkEventType(name: string): void {
  const problem = problemOf(name);
  if (problem === undefined) return;
  const suggestions = suggestionsFor(name);
  throw new ToolError(
    "INVALID_INPUT",
    `"${name.slice(0, 100)}" ${problem}.${suggestions.length > 0 ? ` Did you mean ${suggestions.map((suggestion) => `"${suggestion}"`).join(" or ")}?` : ""}`,
    "An event is a fact: its type says what happened to what, dotted and in the past tense, for example order.placed.",
    suggestions[0] === undefined ? "Name what happened, for example order.placed." : `Use eventType "${suggestions[0]}".`,
  );
}

function problemOf(name: string): string | undefined {
  if (name.length > 200) return "is longer than 200 characters";
  if (!dotted.test(name)) return "is not dotted and lower case";
  const last = name.split(".").at(-1)!.split("_");
  if (last.some(isPast)) return undefined;
  const first = name.split(/[._]/)[0]!;
  if (isCommand(first) || last.some((word) => isVerb(word) || verbOfIng(word) !== undefined))
    return "reads like a command, not like something that happened";
  return "does not say what happened, in the past tense";
}

/** What follows a verb as part of it: log in, sign up, time out. */
const particles = new Set(["in", "out", "up", "off", "on", "down", "back"]);

function suggestionsFor(name: string): string[] {
  const words = wordsOf(name.slice(0, 200)).filter((word) => /^[a-z]/.test(word));
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return [];
  const verb = isVerb(last) ? last : verbOfIng(last);
  const found: string[] = [];
  const before = words.at(-2);
  if (particles.has(last) && before !== undefined && isVerb(before))
    found.push([...words.slice(0, -2), `${pastOf(before)}_${last}`].join("."));
  else if (isPast(last)) found.push([...words.slice(0, -1), last].join("."));
  else if (isCommand(first)) found.push([...words.slice(1), pastOf(first)].join("."));
  else if (verb !== undefined) found.push([...words.slice(0, -1), pastOf(verb)].join("."));
  else found.push([...words, "changed"].join("."));
  return found.filter((suggestion) => dotted.test(suggestion));
}

/** order.line_added -> OrderLineAdded */
export function typeName(eventType: string): string {
  return pascal(eventType);
}

/** order.line.added -> order.line: what the event is about. */
export function namespaceOf(eventType: string): string {
  return eventType.slice(0, eventType.lastIndexOf("."));
}
