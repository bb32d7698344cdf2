import type { Group, Kind, Row } from "./group.ts";

/** A group with the columns that count. */
export interface Shown {
  readonly kind: Kind;
  readonly sink: string;
  readonly what: string;
  readonly rows: readonly ShownRow[];
}

export interface ShownRow {
  readonly cells: Row;
  /** Equal texts: equal rows. */
  readonly text: string;
  /** Equal keys: the same row, changed. Undefined: rows of this group have no name. */
  readonly key?: string;
  readonly expires: boolean;
}

/** One row more, one less, or the same row with other cells. */
export type Delta =
  | {
      readonly group: Shown;
      readonly sign: "missing" | "surplus";
      readonly row: ShownRow;
      readonly times: number;
      readonly usually: number;
    }
  | {
      readonly group: Shown;
      readonly sign: "changed";
      readonly before: ShownRow;
      readonly after: ShownRow;
      readonly columns: readonly string[];
    };

export function shown(group: Group, keys: readonly string[], hidden: (group: Group, column: string) => boolean): Shown {
  const out = new Map<string, boolean>();
  const isHidden = (column: string): boolean => {
    const known = out.get(column) ?? hidden(group, column);
    out.set(column, known);
    return known;
  };
  const named = keys.filter((column) => !isHidden(column));
  const rows = group.rows.map((row) => {
    const cells = [...row].filter(([column]) => !isHidden(column)).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = named.length === 0 ? {} : { key: named.map((column) => row.get(column) ?? "null").join("\u0001") };
    return { cells: new Map(cells), text: cells.flat().join("\u0001"), expires: group.expiring?.has(row) === true, ...key };
  });
  return { kind: group.kind, sink: group.sink, what: group.what, rows };
}

/** What the disturbed run has more, less or otherwise. Deterministic: in the order of the text. */
export function deltas(before: Shown | undefined, after: Shown | undefined): Delta[] {
  const group = (before ?? after)!;
  const [had, has] = [counted(before), counted(after)];
  const texts = [...new Set([...had.keys(), ...has.keys()])].filter((text) => had.get(text)?.times !== has.get(text)?.times).toSorted();
  const missing: ShownRow[] = [];
  const result: Delta[] = [];
  const surplus: { row: ShownRow; times: number; usually: number }[] = [];
  for (const text of texts) {
    const [was, is] = [had.get(text), has.get(text)];
    const [usually, times] = [was?.times ?? 0, is?.times ?? 0];
    const row = (was ?? is)!.row;
    if (times > usually) surplus.push({ row, times, usually });
    else missing.push(row);
  }
  for (const row of missing) {
    const at = surplus.findIndex((other) => other.usually === 0 && other.times === 1 && sameRow(row, other.row));
    if (at < 0) {
      result.push({ group, sign: "missing", row, times: has.get(row.text)?.times ?? 0, usually: had.get(row.text)?.times ?? 0 });
      continue;
    }
    const [other] = surplus.splice(at, 1);
    result.push({ group, sign: "changed", before: row, after: other!.row, columns: changedColumns(row.cells, other!.row.cells) });
  }
  return [...result, ...surplus.map((one) => ({ group, sign: "surplus" as const, ...one }))];
}

/** By its key; without one, most of its cells are the same. */
function sameRow(before: ShownRow, after: ShownRow): boolean {
  if (before.key !== undefined || after.key !== undefined) return before.key === after.key;
  return before.cells.size > 1 && 2 * changedColumns(before.cells, after.cells).length < before.cells.size;
}

function counted(group: Shown | undefined): Map<string, { row: ShownRow; times: number }> {
  const counts = new Map<string, { row: ShownRow; times: number }>();
  for (const row of group?.rows ?? []) {
    const entry = counts.get(row.text) ?? { row, times: 0 };
    entry.times += 1;
    counts.set(row.text, entry);
  }
  return counts;
}

function changedColumns(before: Row, after: Row): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((column) => before.get(column) !== after.get(column)).toSorted();
}
