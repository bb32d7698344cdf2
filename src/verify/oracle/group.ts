/** Text of a value as JSON has it, ids replaced by tokens. */
export type Cell = string;

/** A row, a key with its value, a line, a call, a message: cells by column, a column of JSON by its path. */
export type Row = ReadonlyMap<string, Cell>;

export type Kind = "table" | "kv" | "file" | "published" | "http" | "resource" | "dead-letters";

/** All rows of one place: a table, keys of one shape, files of one shape, a topic, an endpoint. */
export interface Group {
  readonly kind: Kind;
  readonly sink: string;
  readonly what: string;
  /** In the order of the run. */
  readonly rows: readonly Row[];
  /** Columns that tell rows apart. */
  readonly keys: readonly string[];
  /** Numbered by the database. */
  readonly generated: readonly string[];
  /** Column to the `table.column` that it refers to. */
  readonly references: ReadonlyMap<string, string>;
  /** Rows of which the very presence is bound to a time to live. */
  readonly expiring?: ReadonlySet<Row>;
}

/** A group that rows are still put into. */
export type Filling = Group & { readonly rows: Row[] };

export function empty(kind: Kind, sink: string, what: string, keys: readonly string[] = []): Filling {
  return { kind, sink, what, rows: [], keys, generated: [], references: new Map() };
}

/** Identity of a group in maps. */
export function idOf(group: { readonly sink: string; readonly what: string }): string {
  return `${group.sink}\u0000${group.what}`;
}

/** Identity of a column in masks. */
export function columnId(group: { readonly sink: string; readonly what: string }, column: string): string {
  return `${idOf(group)}\u0000${column}`;
}

/** `accounts.balance` */
export function nameOf(id: string): string {
  return id.split("\u0000").slice(1).join(".");
}

export function columnsOf(group: Group): string[] {
  return [...new Set(group.rows.flatMap((row) => [...row.keys()]))].toSorted();
}

/** The name is a column where it differs within its group. */
export function named(column: string, name: string, what: string): [string, Cell][] {
  return name === what ? [] : [[column, JSON.stringify(name)]];
}

export function slot<T>(groups: Map<string, T>, key: string, make: () => T): T {
  const found = groups.get(key) ?? make();
  groups.set(key, found);
  return found;
}
