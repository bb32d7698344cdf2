import { AsyncLocalStorage } from "node:async_hooks";
import type { DatabaseSync } from "node:sqlite";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Observation } from "../observation.ts";
import type { Gate, Point, Workshop } from "./gate.ts";
import { type Overlay, overlayOf } from "./overlay.ts";
import { refusedFile } from "./refused.ts";
import { real } from "./real-fs.ts";
import { registerTime, type WithFunctions } from "./sqlite-clock.ts";
import { readDatabase, suppliedBy } from "./sqlite-tables.ts";
import { labelOf } from "./sql-label.ts";
import { wordsOf } from "./sql-statements.ts";

/** A connection of either library. */
export interface Connection extends WithFunctions {
  exec(sql: string): unknown;
  close(): unknown;
  /** better-sqlite3: other statements may run while an iterator does. */
  unsafeMode?(unsafe: boolean): unknown;
  readonly isOpen?: boolean;
  readonly open?: unknown;
  readonly isTransaction?: boolean;
  readonly inTransaction?: boolean;
}

const isOpen = (connection: Connection): boolean => connection.isOpen ?? connection.open === true;
const inTransaction = (connection: Connection): boolean => (connection.isTransaction ?? connection.inTransaction) === true;

/** What both SQLite libraries share: files in the overlay, one sink for each, connections by the instance that opened them. */
export interface SqliteStore {
  /** Where a database really opens, or is copied to. `sink` is undefined in memory: that dies with its instance and is no effect. */
  locate(name: unknown, purpose?: "open" | "copy"): { readonly path: unknown; readonly sink?: string };
  /** A connection is open: its clock is virtual, it never waits for a lock, its files need not survive a power cut. */
  opened(connection: Connection, instance: string, sink: string | undefined): void;
  /** The point of one statement; undefined: nothing that anybody else could see. */
  point<T>(sink: string, sql: string, apply: () => T, errors: Errors): Point<T> | undefined;
  /** A statement as it may run: other files that it names lie in the overlay, too. Throws for what would leave it. */
  confined(sql: string): string;
  died(instance: string): void;
  begin(): void;
  observe(): Pick<Observation, "tables">;
}

/** An error as the library throws it, by SQLite's primary result code. */
export type Errors = (code: 5 | 10 | 14, message: string) => Error;

/** What nobody else could see; `SELECT` alone: no table is read. */
const invisible = /^(PRAGMA|EXPLAIN|ATTACH|DETACH|ANALYZE|SELECT)$/;
const stores = new WeakMap<Workshop, SqliteStore>();

/** One for both libraries. `Database`: node:sqlite before it was patched, for our own reading. */
export function sqliteStore(workshop: Workshop, Database: typeof DatabaseSync): SqliteStore {
  let store = stores.get(workshop);
  if (store === undefined) stores.set(workshop, (store = createStore(workshop, Database)));
  return store;
}

function createStore(workshop: Workshop, Database: typeof DatabaseSync): SqliteStore {
  const overlay = overlayOf(workshop);
  const outside = AsyncLocalStorage.snapshot();
  const sinks = new Map<string, string>();
  const connections = new Map<Connection, string>();

  const file = (name: string, purpose: "open" | "copy"): { path: string; sink: string } => {
    const place = overlay.locate(name, true);
    if (!("rel" in place)) throw refusedFile(workshop, "open", place.path);
    overlay.use(place);
    const path = overlay.writable(place, "content");
    for (const suffix of ["-wal", "-journal"]) overlay.writable(overlay.locate(place.path + suffix, true), "content");
    const sink = `sqlite:${place.area === "project" ? relative(workshop.root, place.path) : place.path}`;
    if (!sinks.has(path)) {
      sinks.set(path, sink);
      if (purpose === "open") setUp(path, overlay);
    }
    return { path, sink };
  };

  /** The set-up files make the tables of a database that is new. */
  function setUp(path: string, files: Overlay): void {
    const scripts = workshop.setup ?? [];
    if (scripts.length === 0 || (real.statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
    const db = new Database(path);
    try {
      db.exec("PRAGMA synchronous=OFF");
      for (const script of scripts) db.exec(script);
    } catch (error) {
      workshop.problem({ kind: "import-failed", message: `set-up of ${files.nameOf(path)}: ${(error as Error).message}` });
    } finally {
      db.close();
    }
  }

  /** Connections that an iterator keeps open: their transaction is gone, they close when the next play begins. */
  const lingering = new Set<Connection>();
  const release = (connection: Connection): void => {
    connections.delete(connection);
    lingering.delete(connection);
    try {
      connection.close();
    } catch {
      if (!isOpen(connection)) return;
      lingering.add(connection);
      connection.unsafeMode?.(true);
      if (inTransaction(connection)) connection.exec("ROLLBACK");
    }
  };
  const closeAll = (): void => {
    for (const connection of [...connections.keys(), ...lingering]) release(connection);
  };

  const read = () => [...sinks].flatMap(([path, sink]) => readDatabase(Database, path, sink));

  return {
    locate(given, purpose = "open") {
      const name = typeof given === "string" || given instanceof URL ? String(given) : Buffer.from(given as Uint8Array).toString();
      const uri = /^file:/i.test(name);
      const [plain, query = ""] = uri ? [uriPath(name), name.split("?")[1]] : [name.trim()];
      if (plain === "" || plain === ":memory:" || /\bmode=memory\b/.test(query)) {
        workshop.assume(`A SQLite database in memory (${name || "temporary"}) goes with its process; it is no effect.`);
        return { path: given };
      }
      const { path, sink } = file(plain, purpose);
      return { path: uri && query !== "" ? `file:${encodeURI(path)}?${query}` : path, sink };
    },
    opened(connection, instance, sink) {
      connections.set(connection, instance);
      registerTime(connection, Database, () => workshop.now());
      if (sink !== undefined) connection.exec("PRAGMA synchronous=OFF");
    },
    point<T>(sink: string, sql: string, apply: () => T, errors: Errors): Point<T> | undefined {
      suppliedBy(sink, sql);
      const { what, write } = labelOf(sql);
      if (invisible.test(what)) return undefined;
      let applied = false;
      return {
        sink,
        what,
        write,
        apply: () => {
          applied = true;
          return apply();
        },
        // A lock is in the way before; afterwards only the disk can fail, and nobody knows what it holds.
        failure: () => (applied ? errors(10, "disk I/O error") : errors(5, "database is locked")),
      };
    },
    confined(sql) {
      const [verb, second] = wordsOf(sql, 2);
      if (verb !== "attach" && !(verb === "vacuum" && /\binto\b/i.test(sql))) return sql;
      const literal = /'((?:[^']|'')*)'/.exec(sql);
      if (literal === null || second === undefined) throw refusedFile(workshop, "open", "a database that an expression names");
      const name = literal[1]!.replaceAll("''", "'");
      if (name === "" || name === ":memory:") return sql;
      return sql.replace(literal[0], () => `'${file(name, "copy").path.replaceAll("'", "''")}'`);
    },
    // Called where the instance still runs: our own statements must not come to its gate.
    died: (instance) =>
      outside(() => {
        for (const [connection, owner] of connections) if (owner === instance) release(connection);
      }),
    begin() {
      closeAll();
      sinks.clear();
    },
    observe() {
      try {
        return { tables: read() };
      } catch {
        // A transaction that was left open holds the file; it never commits any more.
        closeAll();
        return { tables: read() };
      }
    },
  };
}

function uriPath(name: string): string {
  const path = name.slice("file:".length).split(/[?#]/)[0]!;
  if (path.startsWith("//")) return fileURLToPath(name.split(/[?#]/)[0]!);
  return decodeURI(path);
}

/** Runs a statement at its point; a dead instance's statements throw. */
export function runAt<T>(gate: Gate | undefined, point: Point<T> | undefined, apply: () => T): T {
  if (gate === undefined || point === undefined) return apply();
  return gate.passSync(point);
}
