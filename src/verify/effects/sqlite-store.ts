import { AsyncLocalStorage } from "node:async_hooks";
import type { DatabaseSync } from "node:sqlite";
import { relative } from "node:path";
import type { Observation } from "../observation.ts";
import type { Gate, Point, Workshop } from "./gate.ts";
import { type Overlay, overlayOf } from "./overlay.ts";
import { refusedFile } from "./refused.ts";
import { real } from "./real-fs.ts";
import { registerTime, type WithFunctions } from "./sqlite-clock.ts";
import { readDatabase, suppliedBy } from "./sqlite-tables.ts";
import { labelOf } from "./sql-label.ts";
import { fileNamedIn } from "./sql-statements.ts";

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
  /** What the consumer sets for durability and patience is for production. */
  executed(connection: Connection, sink: string | undefined, sql: string): void;
  /** The point of one statement; undefined: nothing that anybody else could see. */
  point<T>(sink: string, sql: string, apply: () => T, busy: Busy): Point<T> | undefined;
  /** A statement as it may run, and the sink that it opens: other files lie in the overlay, too. Throws for what would leave it. */
  confined(sql: string): { readonly sql: string; readonly sink?: string };
  died(instance: string): void;
  begin(): void;
  observe(): Pick<Observation, "tables">;
}

/** SQLITE_BUSY as the library throws it. */
export type Busy = (message: string) => Error;

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
  /** New in this play, and the consumer chose no journal: the rollback journal need not be a file. */
  const fresh = new Set<string>();
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
      if (isNew(path)) fresh.add(sink);
      if (purpose === "open") setUp(path, overlay);
    }
    return { path, sink };
  };

  /** The set-up files make the tables of a database that is new. */
  function setUp(path: string, files: Overlay): void {
    const scripts = workshop.setup ?? [];
    if (scripts.length === 0 || !isNew(path)) return;
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

  const locate: SqliteStore["locate"] = (given, purpose = "open") => {
    const { name, uri } = addressOf(given);
    if (name === "" || name === ":memory:" || uri?.get("mode") === "memory") {
      workshop.assume(`A SQLite database in memory (${name || "temporary"}) goes with its process; it is no effect.`);
      return { path: uri === undefined ? name : `file:${encodeURIComponent(name)}?${uri.toString()}` };
    }
    const { path, sink } = file(name, purpose);
    return { path: uri === undefined ? path : `file:${path.split("/").map(encodeURIComponent).join("/")}?${uri.toString()}`, sink };
  };
  const read = () => [...sinks].flatMap(([path, sink]) => readDatabase(Database, path, sink));

  return {
    locate,
    opened(connection, instance, sink) {
      connections.set(connection, instance);
      registerTime(connection, Database, () => workshop.now());
      if (sink === undefined) return;
      connection.exec("PRAGMA synchronous=OFF");
      if (fresh.has(sink)) connection.exec("PRAGMA journal_mode=MEMORY");
    },
    executed(connection, sink, sql) {
      if (!/pragma/i.test(sql)) return;
      if (sink !== undefined && /\bjournal_mode\b/i.test(sql)) fresh.delete(sink);
      if (/\b(busy_timeout|synchronous)\b/i.test(sql)) outside(() => connection.exec("PRAGMA busy_timeout=0; PRAGMA synchronous=OFF"));
    },
    point<T>(sink: string, sql: string, apply: () => T, busy: Busy): Point<T> | undefined {
      suppliedBy(sink, sql);
      const { what, write } = labelOf(sql);
      if (invisible.test(what)) return undefined;
      return { sink, what, write, local: true, apply, failure: () => busy("database is locked") };
    },
    confined(sql) {
      const named = fileNamedIn(sql);
      if (named === null) return { sql };
      if (named === undefined) throw refusedFile(workshop, "open", "a database that an expression names");
      const { path, sink } = locate(named.text, "copy");
      if (sink === undefined) return { sql };
      return { sql: `${sql.slice(0, named.start)}'${String(path).replaceAll("'", "''")}'${sql.slice(named.end)}`, sink };
    },
    // Called where the instance still runs: our own statements must not come to its gate.
    died: (instance) =>
      outside(() => {
        for (const [connection, owner] of connections) if (owner === instance) release(connection);
      }),
    begin() {
      closeAll();
      sinks.clear();
      fresh.clear();
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

/** A path, or a URI with what SQLite takes of it. https://www.sqlite.org/uri.html */
function addressOf(given: unknown): { name: string; uri?: URLSearchParams } {
  const text = typeof given === "string" || given instanceof URL ? String(given) : Buffer.from(given as Uint8Array).toString();
  if (!/^file:/i.test(text)) return { name: text.trim() };
  const [address = "", query = ""] = text.slice("file:".length).split("#")[0]!.split("?");
  const asked = new URLSearchParams(query);
  const uri = new URLSearchParams();
  for (const [key, value] of asked) if (["mode", "cache", "immutable"].includes(key)) uri.set(key, value);
  return { name: decodeURIComponent(address.replace(/^\/\/(localhost)?(?=\/)/i, "")), uri };
}

const isNew = (path: string): boolean => (real.statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;

/** Runs a statement at its point; a dead instance's statements throw. */
export function runAt<T>(gate: Gate | undefined, point: Point<T> | undefined, apply: () => T): T {
  if (gate === undefined || point === undefined) return apply();
  return gate.passSync(point);
}
