import type { Cell, Group, Row } from "./group.ts";
import { eventOf } from "./tokens.ts";

/** Numbers of the events by path, so that a column that carries one is not taken for a counter. */
export interface Payload {
  readonly events: number;
  /** The column holds, row for row, one numeric field of the event that the row names. */
  carriedBy(group: Group, column: string): boolean;
  /** Some event holds this text. */
  holds(cell: Cell): boolean;
  /** These numbers are all values of one field. */
  isField(numbers: readonly number[]): boolean;
}

const most = 200;

export function payloadOf(events: readonly unknown[]): Payload {
  const texts = new Set<Cell>();
  const byEvent = events.map((event) => numbersOf(event, texts));
  const paths = [...new Set(byEvent.flatMap((numbers) => [...numbers.keys()]))];
  const fields = new Set(paths.map((path) => told(byEvent.flatMap((numbers) => numbers.get(path) ?? []))));
  return {
    events: events.length,
    holds: (cell) => texts.has(cell),
    isField: (numbers) => fields.has(told(numbers)),
    carriedBy: (group, column) => {
      const pairs = group.rows.map((row) => [eventNamed(row), Number(text(row.get(column)))] as const);
      const known = pairs.filter(([event, value]) => event !== undefined && !Number.isNaN(value));
      return (
        known.length > 0 &&
        known.length === pairs.length &&
        paths.some((path) => known.every(([event, value]) => byEvent[event!]?.get(path) === value))
      );
    },
  };
}

/** The event that a row names in any of its columns. */
export function eventNamed(row: Row): number | undefined {
  for (const cell of row.values()) {
    const event = eventOf(cell);
    if (event !== undefined) return event;
  }
  return undefined;
}

export function text(cell: Cell | undefined): string {
  if (cell === undefined || cell === "null" || cell === '""') return "x";
  return cell.startsWith('"') ? cell.slice(1, -1) : cell;
}

function told(numbers: readonly number[]): string {
  return numbers.toSorted((a, b) => a - b).join(" ");
}

function numbersOf(event: unknown, texts: Set<Cell>): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (path: string, value: unknown, depth: number): void => {
    if (typeof value === "number") found.set(path, value);
    if (typeof value === "string") texts.add(JSON.stringify(value));
    if (value === null || typeof value !== "object" || depth > 8) return;
    for (const [key, inner] of Object.entries(value)) if (found.size < most) walk(`${path}.${key}`, inner, depth + 1);
  };
  walk("", event, 0);
  return found;
}
