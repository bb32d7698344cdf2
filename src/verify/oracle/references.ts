import { columnId, columnsOf, idOf, type Cell, type Group, type Row } from "./group.ts";

export type Groups = ReadonlyMap<string, Group>;

/** A column whose values are numbers or names of another table's rows. Those are drawn anew in each run; what they point at is not. */
export interface Reference {
  readonly from: { readonly group: string; readonly column: string };
  readonly to: { readonly group: string; readonly column: string };
}

const deepest = 3;

/** Foreign keys of the catalogue. */
export function declaredReferences(groups: Groups): Reference[] {
  return [...groups.values()].flatMap((group) =>
    [...group.references].flatMap(([column, target]) => {
      const dot = target.lastIndexOf(".");
      const to = { group: idOf({ sink: group.sink, what: target.slice(0, dot) }), column: target.slice(dot + 1) };
      return groups.has(to.group) ? [{ from: { group: idOf(group), column }, to }] : [];
    }),
  );
}

/**
 * Columns that refer to a drawn key without saying so: all their values occur there. Small numbers occur everywhere, so for a
 * number the name has to say it too (`invoice_id` and `invoices`).
 */
export function inferredReferences(runs: readonly Groups[], isDrawn: (group: Group, column: string) => boolean): Reference[] {
  const [first] = runs;
  if (first === undefined) return [];
  const found = new Map<string, Reference>();
  for (const [target, table] of first) {
    if (table.kind !== "table") continue;
    for (const column of [...table.generated, ...table.keys.filter((key) => isDrawn(table, key))]) {
      const values = runs.map((run) => new Set(cellsOf(run.get(target), column)));
      for (const [from, group] of first) {
        for (const candidate of columnsOf(group)) {
          const id = columnId(group, candidate);
          if (from === target || found.has(id) || group.generated.includes(candidate)) continue;
          if (!runs.every((run, index) => within(cellsOf(run.get(from), candidate), values[index]!))) continue;
          if (!telling(values[0]!) && !namedFor(candidate, table.what)) continue;
          found.set(id, { from: { group: from, column: candidate }, to: { group: target, column } });
        }
      }
    }
  }
  return [...found.values()];
}

/** The same groups, references told by the row that they point at. */
export function renamed(groups: Groups, references: readonly Reference[], hidden: (group: Group, column: string) => boolean): Groups {
  if (references.length === 0) return groups;
  const rowsAt = new Map<string, Map<Cell, Row>>();
  const bySource = new Map(references.map((reference) => [`${reference.from.group}\u0000${reference.from.column}`, reference]));
  const name = (group: Group, column: string, cell: Cell, depth: number): Cell => {
    const to = bySource.get(columnId(group, column))?.to;
    const target = to && groups.get(to.group);
    if (!to || !target || cell === "null" || depth > deepest) return cell;
    const row = slotRows(rowsAt, target, to.column).get(cell);
    if (!row) return cell;
    const told = [...row].filter(([other]) => other !== to.column && !target.generated.includes(other) && !hidden(target, other));
    const parts = told.map(([other, value]) => `${other}=${name(target, other, value, depth + 1)}`);
    return `${target.what}(${parts.join(", ")})`;
  };
  const sources = new Set(references.map(({ from }) => from.group));
  return new Map(
    [...groups].map(([id, group]) => {
      if (!sources.has(id)) return [id, group];
      const rows = group.rows.map((row) => new Map([...row].map(([column, cell]) => [column, name(group, column, cell, 0)])));
      return [id, { ...group, rows }];
    }),
  );
}

function slotRows(rowsAt: Map<string, Map<Cell, Row>>, target: Group, column: string): Map<Cell, Row> {
  const id = columnId(target, column);
  const found = rowsAt.get(id) ?? new Map(target.rows.map((row) => [row.get(column) ?? "null", row]));
  rowsAt.set(id, found);
  return found;
}

function cellsOf(group: Group | undefined, column: string): Cell[] {
  return (group?.rows ?? []).flatMap((row) => {
    const cell = row.get(column);
    return cell === undefined || cell === "null" ? [] : [cell];
  });
}

function within(cells: readonly Cell[], values: ReadonlySet<Cell>): boolean {
  return cells.length > 0 && cells.every((cell) => values.has(cell));
}

function telling(values: ReadonlySet<Cell>): boolean {
  return [...values].every((cell) => cell.startsWith('"') && cell.length >= 12);
}

/** `value.invoiceId`, `invoice_id` and the table `invoices`. */
function namedFor(column: string, table: string): boolean {
  const last = bare(column.split(/[.\]\s]/).at(-1) ?? "");
  return namesOfThing(table).some((one) => ["id", "no", "nr", "number", "ref", ""].some((end) => last === one + end));
}

/** `invoices` and `invoice`. */
export function namesOfThing(table: string): string[] {
  const stem = bare(table.split(".").at(-1) ?? "");
  return [...new Set([stem, stem.replace(/ies$/, "y"), stem.replace(/es$/, ""), stem.replace(/s$/, "")])].filter((name) => name.length > 2);
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
