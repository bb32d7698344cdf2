import { columnsOf, type Cell, type Group } from "./group.ts";
import { eventNamed, text, type Payload } from "./payload.ts";
import { hasToken, shapeOf } from "./tokens.ts";

type Hidden = (group: Group, column: string) => boolean;

/**
 * Records that a consumer keeps only to know what it has seen: every column is an event id (or a digest, or a position in the
 * stream), masked, or the same in all rows. They hold no effect, so a difference there convicts nobody.
 */
export function isOwnRecord(group: Group, payload: Payload, hidden: Hidden, dependsOnId: Hidden): boolean {
  if (group.kind !== "table" && group.kind !== "kv" && group.kind !== "file") return false;
  let names = false;
  for (const column of columnsOf(group)) {
    const cells = group.rows.map((row) => row.get(column) ?? "null");
    if (dependsOnId(group, column)) names = true;
    else if (hidden(group, column)) continue;
    else if (isEventId(cells) || isDigest(cells, payload) || isPosition(cells, payload)) names = true;
    else if (!isConstant(group, column, cells, payload)) return false;
  }
  return names;
}

/** A column under a key that holds the id of one event in each row. */
export function eventKey(group: Group): string | undefined {
  return group.keys.find((column) => group.rows.length > 0 && isEventId(group.rows.map((row) => row.get(column) ?? "null")));
}

/**
 * A non-key column that tells about deliveries rather than events: a counter that is the same in every row of an undisturbed run and
 * grew, the name of the instance, or a number that runs with the position in the stream. A word that changed, or a number that fell,
 * is work left undone.
 */
export function isBookkeeping(
  group: Group,
  column: string,
  after: Cell | undefined,
  instances: ReadonlySet<string>,
  payload: Payload,
): boolean {
  if (group.keys.includes(column) || group.rows.length < 2) return false;
  const cells = group.rows.map((row) => row.get(column) ?? "null");
  const [first] = cells;
  if (!cells.every((cell) => cell === first)) {
    const offsets = group.rows.map((row) => Number(text(row.get(column))) - (eventNamed(row) ?? Number.NaN));
    return offsets.length > 2 && offsets.every((offset) => offset === offsets[0]) && !payload.carriedBy(group, column);
  }
  if (instances.has(text(first)) && instances.has(text(after))) return true;
  return counterName.test(column.replaceAll(/([a-z])([A-Z])/g, "$1_$2")) && Number(text(after)) > Number(text(first));
}

const counterName =
  /(?:^|[_.])(?:attempts?|retr(?:y|ies)|tries|deliver(?:y|ies)|seen|times|duplicates?|counter|hits|runs|received?|redelivered|version|revision)(?:_|$)|_count$|^count$/i;

/** Nothing but an id, or an id within the same words in every row. */
function isEventId(cells: readonly Cell[]): boolean {
  const given = cells.filter((cell) => cell !== "null" && cell !== '""');
  if (given.length === 0 || !given.every(hasToken)) return false;
  const shapes = new Set(given.map(shapeOf));
  return shapes.size === 1 && (given.length > 1 || !/\d/.test(shapeOf(given[0]!)));
}

// https://www.rfc-editor.org/rfc/rfc6234 in hex, ids made of a name, base64 of a digest.
const digest = /^"(?:[0-9a-f]{16,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9+/_-]{42,88}={0,2})"$/i;

function isDigest(cells: readonly Cell[], payload: Payload): boolean {
  const drawn = cells.every((cell) => digest.test(cell) && /[a-z]/i.test(cell) && !payload.holds(cell));
  return drawn && cells.length > 1 && new Set(cells).size === cells.length;
}

/** As many running numbers as there are events, and no field of theirs: offsets. */
function isPosition(cells: readonly Cell[], payload: Payload): boolean {
  if (cells.length < 3 || cells.length !== payload.events) return false;
  const numbers = cells.map((cell) => Number(text(cell))).toSorted((a, b) => a - b);
  return numbers.every((value, index) => Number.isInteger(value) && value === numbers[0]! + index) && !payload.isField(numbers);
}

/** In a single row only a key can be told from a value that would have changed. */
function isConstant(group: Group, column: string, cells: readonly Cell[], payload: Payload): boolean {
  if (cells.some((cell) => cell !== cells[0])) return false;
  if (cells[0] === "null" || cells[0] === '""') return true;
  return group.keys.includes(column) || (cells.length > 1 && !payload.carriedBy(group, column));
}
