import { downstreamAssumption } from "../../model/assumption.ts";
import { columnId, type Cell, type Group, type Row } from "./group.ts";
import { keyColumn, resourceOf } from "./http-calls.ts";
import type { Groups } from "./references.ts";
import { hasToken } from "./tokens.ts";

/** Groups that count a repeated message once, and the column that names it. */
export type Collapses = ReadonlyMap<string, string>;

// What consumers downstream dedupe by: fields and headers of envelopes, brokers and CloudEvents.
const idColumn = new RegExp(
  [
    String.raw`^value(?:\.(?:meta|metadata|envelope|header|headers))?\.(?:event_?id|message_?id|idempotency_?key)$`,
    String.raw`^header (?:ce[_-]id|cloudevents[:_-]id|(?:x-)?(?:event|message)[_-]?id|nats-msg-id|x-deduplication-header|messagededuplicationid)$`,
  ].join("|"),
  "i",
);
const bareId = /^value\.id$/;
const bodyKey = /^body\.(?:idempotency_?key|client_?(?:request_?)?token)$/i;

/**
 * Where repeated messages may be counted once: a column names each message, and no two messages of an undisturbed run share it. It
 * may be drawn: one that was kept and is sent again is the same, one that is drawn again is another message. `named` tells
 * references by their row.
 */
export function collapses(runs: readonly Groups[], named: Groups): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, group] of named) {
    const column = candidates(group).find((one) => runs.every((run) => unique(run.get(id)?.rows ?? [], one)));
    if (column !== undefined) found.set(id, column);
  }
  return found;
}

function candidates(group: Group): string[] {
  const [first] = group.rows;
  if (first === undefined) return [];
  const columns = [...first.keys()];
  if (group.kind === "http") return columns.filter((column) => column === keyColumn || bodyKey.test(column));
  if (group.kind !== "published") return [];
  const cloudEvent = first.has("value.specversion");
  const ownId = columns.filter(
    (column) => bareId.test(column) && (cloudEvent || group.rows.every((row) => hasToken(row.get(column) ?? ""))),
  );
  return [...columns.filter((column) => idColumn.test(column)), ...ownId];
}

function unique(rows: readonly Row[], column: string): boolean {
  const cells = rows.map((row) => row.get(column));
  return cells.every((cell) => cell !== undefined && cell !== "null" && cell !== '""') && new Set(cells).size === cells.length;
}

/** The first of each name counts: that is the one a deduplicating peer acts on. Of a resource the last write counts. */
export function collapsed(groups: Groups, by: Collapses, strict: boolean): Groups {
  if (strict) return groups;
  return new Map(
    [...groups].map(([id, group]) => {
      const column = by.get(id);
      if (column !== undefined) return [id, { ...group, rows: firsts(group.rows, (row) => row.get(column)) }];
      if (group.kind === "resource") return [id, { ...group, rows: firsts(group.rows.toReversed(), resourceOf).toReversed() }];
      return [id, group];
    }),
  );
}

function firsts(rows: readonly Row[], name: (row: Row) => Cell | undefined): Row[] {
  const seen = new Set<Cell>();
  return rows.filter((row) => {
    const cell = name(row);
    if (cell === undefined) return true;
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
}

/** What each collapse takes for granted, for people. */
export function collapseAssumptions(baseline: Groups, by: Collapses): string[] {
  return [...baseline].flatMap(([id, group]) => {
    const column = by.get(id);
    if (group.kind === "resource")
      return [`${group.what}: its peer takes a repeated PUT or DELETE of the same resource as one (only the last counts).`];
    if (column === undefined) return [];
    return group.kind === "http"
      ? [`${group.what}: its peer honours the ${column} and keeps it longer than any duplicate can be late.`]
      : [downstreamAssumption(group.sink, group.what, column)];
  });
}

/** Names that differ in every run: only a message that was kept and is sent again can be told. */
export function drawnNames(baseline: Groups, drawn: (group: Group, column: string) => boolean): string[] {
  return [...baseline.values()].flatMap((group) =>
    candidates(group)
      .filter((column) => drawn(group, column))
      .map((column) => columnId(group, column)),
  );
}
