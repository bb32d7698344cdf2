import { columnId, columnsOf, type Cell, type Group } from "./group.ts";
import type { Groups } from "./references.ts";

/** Columns that are not compared, by `columnId`. */
export type Mask = ReadonlySet<string>;

export interface Volatile {
  readonly mask: Set<string>;
  /** Columns that differ as a choice does, not as clocks and drawn ids do: some values in both runs, but not as often. */
  readonly choices: string[];
  /** Small numbers that differ: an amount that depends on chance looks like this, and no later difference in it could be seen. */
  readonly amounts: string[];
}

/** Columns of which the multiset of values differs between two undisturbed runs. */
export function volatileColumns(one: Groups, two: Groups, among?: (group: Group, column: string) => boolean): Volatile {
  const result: Volatile = { mask: new Set(), choices: [], amounts: [] };
  for (const [id, group] of one) {
    const other = two.get(id);
    if (other === undefined) continue;
    for (const column of new Set([...columnsOf(group), ...columnsOf(other)])) {
      if (group.generated.includes(column) || among?.(group, column) === false) continue;
      const [before, after] = [counted(group, column), counted(other, column)];
      if (equal(before, after)) continue;
      const name = columnId(group, column);
      result.mask.add(name);
      if ([...before].some(([cell, times]) => cell !== "" && after.has(cell) && after.get(cell) !== times)) result.choices.push(name);
      else if ([...before.keys(), ...after.keys()].some((cell) => smallNumber(cell))) result.amounts.push(name);
    }
  }
  return result;
}

/** Columns of which every value is a time of the wall clock while the runs went: a server stamped them, no virtual clock moves them. */
export function stampedColumns(groups: Groups, wallClockMs: number): string[] {
  return [...groups.values()].flatMap((group) =>
    columnsOf(group).flatMap((column) => {
      const cells = [...counted(group, column).keys()].filter((cell) => cell !== "" && cell !== "null");
      return cells.length > 0 && cells.every((cell) => near(instantOf(cell), wallClockMs)) ? [columnId(group, column)] : [];
    }),
  );
}

function counted(group: Group, column: string): Map<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const row of group.rows) {
    const cell = row.get(column) ?? "";
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

function equal(one: ReadonlyMap<Cell, number>, two: ReadonlyMap<Cell, number>): boolean {
  return one.size === two.size && [...one].every(([cell, times]) => two.get(cell) === times);
}

function smallNumber(cell: Cell): boolean {
  return /^"?-?\d{1,9}(?:\.\d{1,4})?[,;|=\s]?"?$/.test(cell);
}

const backMs = 5000;
const aheadMs = 3_600_000;

function near(instant: number | undefined, wallClockMs: number): boolean {
  return instant !== undefined && instant >= wallClockMs - backMs && instant <= wallClockMs + aheadMs;
}

function instantOf(cell: Cell): number | undefined {
  const text = cell.replaceAll('"', "");
  if (/^\d{10}(?:\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d{0,6}(?:Z|[+]00(?::?00)?)?$/.exec(text);
  return parts ? Date.parse(`${parts[1]}T${parts[2]}Z`) : undefined;
}
