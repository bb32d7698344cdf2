import type { DatabaseSync } from "node:sqlite";
import type { Table } from "../observation.ts";
import { describe, type Described, readTable } from "../player/sinks/tables.ts";
import { wordsOf } from "./sql-statements.ts";

const catalogs = new Map<string, Described[]>();
const remembered = 1000;
/** `sink/table/column` that a consumer's INSERT gave a value; `*` without a list of columns. */
const supplied = new Set<string>();

/** Tables of a database file, with what the catalog says of their columns. */
export function readDatabase(Database: typeof DatabaseSync, path: string, sink: string): Table[] {
  const db = new Database(path, { readOnly: true, timeout: 0 });
  try {
    const schema = db.prepare("SELECT group_concat(sql, ';') AS v FROM sqlite_schema").get() as { v: string | null };
    const key = `${sink} ${schema.v ?? ""}`;
    let catalog = catalogs.get(key);
    if (catalogs.size > remembered) catalogs.clear();
    if (catalog === undefined) catalogs.set(key, (catalog = describe(db).map((table) => withRowIds(db, table))));
    return catalog.map((table) => readTable(db, sink, numbered(sink, table)));
  } finally {
    db.close();
  }
}

interface Numbered extends Described {
  /** The column that stands for the row's number. https://www.sqlite.org/lang_createtable.html#rowid */
  readonly rowId?: string;
}

function withRowIds(db: DatabaseSync, table: Described): Numbered {
  const keys = db.prepare("SELECT name, type FROM pragma_table_info(?) WHERE pk > 0").all(table.name) as { name: string; type: string }[];
  return keys.length === 1 && /^integer$/i.test(keys[0]!.type) ? { ...table, rowId: keys[0]!.name } : table;
}

/** An INTEGER PRIMARY KEY is numbered by SQLite, unless the consumer gives it a value. */
function numbered(sink: string, table: Numbered): Described {
  const { rowId, name, columns } = table;
  if (rowId === undefined) return table;
  const given = [rowId, "*"].some((column) => supplied.has(`${sink}/${name}/${column}`.toLowerCase()));
  return { name, columns: columns.map((column) => (column.name === rowId && !given ? { ...column, generated: true } : column)) };
}

const noted = new Set<string>();

/** Takes note of the columns that an INSERT names. */
export function suppliedBy(sink: string, sql: string): void {
  if (noted.has(sink + sql)) return;
  if (noted.size > remembered) noted.clear();
  noted.add(sink + sql);
  const words = wordsOf(sql, 400);
  const into = words.indexOf("into");
  if (into < 0 || !words.slice(0, into).some((word) => word === "insert" || word === "replace")) return;
  const qualified = words[into + 2] === ".";
  const table = words[into + (qualified ? 3 : 1)];
  const rest = words.slice(into + (qualified ? 4 : 2));
  const columns = rest[0] === "(" ? rest.slice(1, rest.indexOf(")")).filter((word) => word !== ",") : ["*"];
  for (const column of columns) supplied.add(`${sink}/${table}/${column}`.toLowerCase());
}
