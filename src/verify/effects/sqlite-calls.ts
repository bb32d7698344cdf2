import { AsyncLocalStorage } from "node:async_hooks";
import type { Workshop } from "./gate.ts";
import { statementsOf } from "./sql-statements.ts";
import { type Busy, type Connection, runAt, type SqliteStore } from "./sqlite-store.ts";

/** Calls on connections, as both libraries have them. */
export interface SqliteCalls {
  /** The connection was opened by code under test; `sink` is undefined in memory. */
  track(db: Connection, sink: string | undefined): void;
  /** Opened by code under test, and called by it: else the library does as ever. */
  isWatched(db: Connection): boolean;
  sinkOf(db: Connection): string | undefined;
  /** One statement at its point. */
  run<T>(db: Connection, sql: string, apply: () => T): T;
  /** A script, statement by statement. */
  exec(db: Connection, script: string, each: (statement: string) => unknown): void;
  /** The text to prepare. */
  confined(db: Connection, sql: string): string;
  /** `whole`: all rows at once, for a statement that writes does so in its first step. */
  iterate(db: Connection, sql: string, whole: () => unknown[], lazily: () => unknown): unknown;
}

export function sqliteCalls(workshop: Workshop, store: SqliteStore, busy: Busy): SqliteCalls {
  const sinks = new WeakMap<Connection, string | undefined>();
  const outside = AsyncLocalStorage.snapshot();
  const pointOf = <T>(db: Connection, sql: string, apply: () => T) => {
    const sink = sinks.get(db);
    return sink === undefined ? undefined : store.point(sink, sql, apply, busy);
  };
  const calls: SqliteCalls = {
    track: (db, sink) => void sinks.set(db, sink),
    isWatched: (db) => workshop.gate() !== undefined && sinks.has(db),
    sinkOf: (db) => sinks.get(db),
    run(db, sql, apply) {
      if (!calls.isWatched(db)) return apply();
      const result = runAt(workshop.gate(), pointOf(db, sql, apply), apply);
      store.executed(db, sinks.get(db), sql);
      return result;
    },
    exec(db, script, each) {
      for (const statement of statementsOf(script)) {
        const text = calls.confined(db, statement);
        calls.run(db, statement, () => each(text));
      }
    },
    confined(db, sql) {
      if (!calls.isWatched(db)) return sql;
      const confined = outside(() => store.confined(sql));
      // A database in memory with a file attached: what is written there is an effect.
      if (confined.sink !== undefined && sinks.get(db) === undefined) sinks.set(db, confined.sink);
      return confined.sql;
    },
    iterate(db, sql, whole, lazily) {
      if (!calls.isWatched(db)) return lazily();
      const point = pointOf(db, sql, () => undefined);
      if (point?.write === true) return whole().values();
      runAt(workshop.gate(), point, () => undefined);
      return lazily();
    },
  };
  return calls;
}
