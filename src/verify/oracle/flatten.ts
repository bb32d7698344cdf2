import type { Cell } from "./group.ts";
import { shapeOf, type Tokens } from "./tokens.ts";

// What lies deeper or further is compared as one text.
const deepest = 8;
const most = 400;
const longestJson = 200_000;

/** A value of a sink as cells: JSON by path, other text as it is. Equal cells mean equal values. */
export function flatten(column: string, value: unknown, tokens: Tokens): [string, Cell][] {
  const cells: [string, Cell][] = [];
  walk(column, structured(value), 0, cells, tokens);
  return cells;
}

/** A line of a file: JSON by path, else its fields by position, each with its separator. */
export function flattenLine(line: string, tokens: Tokens): [string, Cell][] {
  const value = structured(line);
  if (typeof value !== "string") return flatten("line", value, tokens);
  const fields = tokens.inText(line).split(/(?<=[\s,;|=])/);
  if (fields.length === 1 || fields.length > most) return [["line", cell(line, tokens)]];
  return fields.map((field, index) => [`field ${index + 1} of ${fields.length}`, JSON.stringify(field)]);
}

function walk(path: string, value: unknown, depth: number, into: [string, Cell][], tokens: Tokens): void {
  const array = Array.isArray(value);
  const branches = value !== null && typeof value === "object" && depth < deepest && into.length < most;
  const entries = branches ? Object.entries(value) : [];
  if (entries.length === 0 || entries.length > most) {
    into.push([path, cell(value, tokens)]);
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

function structured(value: unknown): unknown {
  if (typeof value !== "string" || value.length > longestJson || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
