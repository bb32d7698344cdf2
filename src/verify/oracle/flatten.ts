import type { Cell } from "./group.ts";
import { shapeOf, type Tokens } from "./tokens.ts";

// What lies deeper or further is compared as one text.
const deepest = 8;
const most = 400;
const longestJson = 200_000;

/** A value of a sink as cells: JSON by path, other text as it is. Equal cells mean equal values. */
export function flatten(column: string, value: unknown, tokens: Tokens): [string, Cell][] {
  const into: [string, Cell][] = [];
  walk(column, structured(value), 0, into, tokens);
  return into;
}

/** A line of a file: JSON by path, else its fields by position, each with its separator. */
export function flattenLine(line: string, tokens: Tokens): [string, Cell][] {
  const value = structured(line);
  if (typeof value !== "string") return flatten("line", value, tokens);
  const fields = tokens.inText(line).split(/(?<=[\s,;|=])/);
  if (fields.length === 1 || fields.length > most) return cells("line", line, tokens);
  return fields.map((field, index) => [`field ${index + 1} of ${fields.length}`, JSON.stringify(field)]);
}

function walk(path: string, value: unknown, depth: number, into: [string, Cell][], tokens: Tokens): void {
  const array = Array.isArray(value);
  const branches = value !== null && typeof value === "object" && depth < deepest && into.length < most;
  const entries = branches ? Object.entries(value) : [];
  if (entries.length === 0 || entries.length > most) {
    into.push(...cells(path, value, tokens));
    return;
  }
  if (!array) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const seen = new Map<string, number>();
  for (const [key, inner] of entries) {
    const named = array ? `${path}[${key}]` : `${path}.${shapeOf(tokens.inText(key))}`;
    const times = (seen.get(named) ?? 0) + 1;
    seen.set(named, times);
    walk(times === 1 ? named : `${named}#${times}`, inner, depth + 1, into, tokens);
    // The name itself is a value where it was drawn.
    if (!array && !named.endsWith(`.${key}`)) into.push([`${named}#${times} name`, cell(key, tokens)]);
  }
}

function cell(value: unknown, tokens: Tokens): Cell {
  if (typeof value === "string") return JSON.stringify(tokens.inText(value));
  if (typeof value === "number") return JSON.stringify(tokens.whole(value) ?? value);
  return tokens.inText(JSON.stringify(value) ?? "undefined");
}

const drawnPart =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?|(?<![A-Za-z0-9])\d{10,19}(?![A-Za-z0-9])/gi;
const longestText = 5000;

/** Times, long numbers and UUIDs within a text are cells of their own, so that the words around them are compared where they are drawn. */
function cells(path: string, value: unknown, tokens: Tokens): [string, Cell][] {
  if (typeof value !== "string" || value.length < 12 || value.length > longestText) return [[path, cell(value, tokens)]];
  const text = tokens.inText(value);
  const parts = text.match(drawnPart);
  if (parts === null || parts[0] === text) return [[path, JSON.stringify(text)]];
  let number = 0;
  const words = text.replaceAll(drawnPart, () => `<${++number}>`);
  return [[path, JSON.stringify(words)], ...parts.map((part, index): [string, Cell] => [`${path} <${index + 1}>`, JSON.stringify(part)])];
}

function structured(value: unknown): unknown {
  if (typeof value !== "string" || value.length > longestJson || !/^\s*[[{]/.test(value)) return value;
  try {
    return (/\d{16}/.test(value) ? JSON.parse(value, exactly) : JSON.parse(value)) as unknown;
  } catch {
    return value;
  }
}

/** A number that a double cannot hold stays the text that it was. */
function exactly(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === "number" && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}
