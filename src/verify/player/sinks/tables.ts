import type { DatabaseSync } from "node:sqlite";
import type { Column, Table, Value } from "../../observation.ts";

export interface Described {
  readonly name: string;
  readonly columns: readonly Column[];
}

interface ColumnRow {
  name: string;
  pk: number;
  hidden: number;
}

/** User tables and what the catalog says of their columns. https://www.sqlite.org/pragma.html */
export function describe(db: DatabaseSync): Described[] {
  const tables = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    .all() as { name: string; sql: string }[];
  return tables.map(({ name, sql }) => {
    const all = <Row>(pragma: string) => db.prepare(`SELECT * FROM ${pragma}`).all(name) as Row[];
    const unique = all<{ name: string; unique: number }>("pragma_index_list(?)").filter((index) => index.unique === 1);
    const keyed = new Set(
      unique.flatMap((index) =>
        (db.prepare("SELECT name FROM pragma_index_info(?)").all(index.name) as { name: string }[]).map((row) => row.name),
      ),
    );
    const foreign = new Map(
      all<{ from: string; table: string; to: string | null }>("pragma_foreign_key_list(?)").map((row) => [
        row.from,
        `${row.table}.${row.to ?? "rowid"}`,
      ]),
    );
    const autoincrement = /\bautoincrement\b/i.test(sql);
    const columns = all<ColumnRow>("pragma_table_xinfo(?)").map((column): Column => {
      const references = foreign.get(column.name);
      return {
        name: column.name,
        generated: autoincrement && column.pk > 0,
        key: column.pk > 0 || keyed.has(column.name),
        ...(references !== undefined && { references }),
      };
    });
    return { name, columns };
  });
}

export function readTable(db: DatabaseSync, sink: string, { name, columns }: Described): Table {
  const list = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`).join(",");
  const rows = db.prepare(`SELECT ${list} FROM "${name.replaceAll('"', '""')}"`).all() as Record<string, unknown>[];
  return { sink, name, columns, rows: rows.map((row) => columns.map((column) => valueOf(row[column.name]))) };
}

/** A value of SQLite as JSON has it. */
export function valueOf(value: unknown): Value {
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString("hex")}'`;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  return (value ?? null) as Value;
}
