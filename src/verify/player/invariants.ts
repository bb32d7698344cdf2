import { DatabaseSync } from "node:sqlite";
import type { Table, Value } from "../observation.ts";
import { valueOf } from "./sinks/tables.ts";

/** What SQL gives (column `v` of its one row) over the tables that a play left, whatever database they lay in. `none` where it gives nothing. */
export function evaluateInvariants(sql: readonly string[], tables: readonly Table[]): Value[] {
  if (sql.length === 0) return [];
  const db = new DatabaseSync(":memory:");
  try {
    // Of two databases with a table of that name the one that is in use.
    const fullest = new Map(tables.toSorted((a, b) => a.rows.length - b.rows.length).map((table) => [table.name, table]));
    for (const { name, columns, rows } of fullest.values()) {
      const list = columns.map((column) => quoted(column.name));
      db.exec(`CREATE TABLE ${quoted(name)} (${list.join(", ")})`);
      const insert = db.prepare(`INSERT INTO ${quoted(name)} (${list.join(", ")}) VALUES (${list.map(() => "?").join(", ")})`);
      for (const row of rows) insert.run(...row.map((value) => (typeof value === "boolean" ? Number(value) : value)));
    }
    return sql.map((each) => valueIn(db, each));
  } finally {
    db.close();
  }
}

const none = "none";

function valueIn(db: DatabaseSync, sql: string): Value {
  try {
    const row = db.prepare(sql).get();
    return row === undefined || !("v" in row) ? none : valueOf(row["v"]);
  } catch {
    return none;
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
