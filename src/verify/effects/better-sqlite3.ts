import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import type { Instrument } from "./gate.ts";
import { refusedFile } from "./refused.ts";
import { statementsOf } from "./sql-statements.ts";
import { type Connection, type Errors, runAt, sqliteStore } from "./sqlite-store.ts";
import type { Named } from "./patching.ts";

interface Database extends Connection {
  prepare(sql: string): Statement;
  readonly memory: boolean;
}
interface Statement {
  readonly source: string;
  readonly database: Database;
}
interface Package {
  new (...args: unknown[]): Database;
  readonly prototype: Named;
  readonly SqliteError: new (message: string, code: string) => Error;
}

const codes = { 5: "SQLITE_BUSY", 10: "SQLITE_IOERR", 14: "SQLITE_CANTOPEN" } as const;

/** better-sqlite3: each statement is an effect; `transaction(fn)` runs its BEGIN and COMMIT as statements, so they are, too. */
export const betterSqlite3: Instrument = {
  client: "better-sqlite3",
  docs: "https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md",
  packages: ["better-sqlite3"],
  start(workshop) {
    const sqlite = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
    const store = sqliteStore(workshop, sqlite.DatabaseSync);
    const outside = AsyncLocalStorage.snapshot();
    const sinks = new WeakMap<object, string | undefined>();
    const statementClasses = new WeakSet<object>();

    const run = <T>(database: object, sql: string, apply: () => T, errors: Errors): T => {
      const gate = workshop.gate();
      const sink = sinks.get(database);
      if (gate === undefined || sink === undefined) return apply();
      return runAt(gate, store.point(sink, sql, apply, errors), apply);
    };

    return {
      patch(exports) {
        const Original = exports as unknown as Package;
        const errors: Errors = (code, message) => new Original.SqliteError(message, codes[code]);
        patchDatabase(Original, errors);
        const open = (args: unknown[], construct: (args: unknown[]) => Database): Database => {
          const gate = workshop.gate();
          if (gate === undefined || typeof args[0] === "number") return construct(args);
          const content = Buffer.isBuffer(args[0]) || args[0] === undefined || args[0] === null;
          const { path, sink } = content ? { path: args[0], sink: undefined } : outside(() => store.locate(args[0]));
          const db = construct([path, { ...(args[1] as object | undefined), timeout: 0 }]);
          sinks.set(db, sink);
          outside(() => {
            patchStatements(db, errors);
            store.opened(db, gate.instance, sink);
          });
          return db;
        };
        return new Proxy(Original, {
          construct: (target, args: unknown[], newTarget) => open(args, (given) => Reflect.construct(target, given, newTarget) as Database),
          apply: (target, _this, args: unknown[]) => open(args, (given) => new target(...given)),
        });
      },
      begin: () => store.begin(),
      died: (instance) => store.died(instance),
    };

    function straight(db: object): boolean {
      return workshop.gate() === undefined || sinks.get(db) === undefined;
    }

    function patchDatabase({ prototype }: Package, errors: Errors): void {
      const original: Named = { ...prototype };
      const afterPragma = (db: Database, sql: string): void => {
        if (/\b(busy_timeout|synchronous)\b/i.test(sql)) original["exec"]!.call(db, "PRAGMA busy_timeout=0; PRAGMA synchronous=OFF");
      };
      prototype["exec"] = function (this: Database, sql: string) {
        if (straight(this)) return original["exec"]!.call(this, sql) as unknown;
        for (const statement of statementsOf(sql)) {
          const confined = outside(() => store.confined(statement));
          run(this, statement, () => original["exec"]!.call(this, confined) as unknown, errors);
          afterPragma(this, statement);
        }
        return this;
      };
      prototype["prepare"] = function (this: Database, sql: string) {
        return original["prepare"]!.call(this, straight(this) ? sql : outside(() => store.confined(sql))) as unknown;
      };
      prototype["pragma"] = function (this: Database, sql: string, ...more: unknown[]) {
        const result = original["pragma"]!.call(this, sql, ...more) as unknown;
        if (!straight(this)) afterPragma(this, sql);
        return result;
      };
      prototype["backup"] = function (this: Database, path: string, ...more: unknown[]) {
        const gate = workshop.gate();
        if (gate === undefined) return original["backup"]!.call(this, path, ...more) as unknown;
        const target = outside(() => store.locate(path, "copy"));
        const apply = () => outside(() => original["backup"]!.call(this, target.path, ...more) as unknown);
        return gate.pass({ sink: "files", what: `backup ${path}`, write: true, apply });
      };
      prototype["loadExtension"] = function (this: Database, path: string, ...more: unknown[]) {
        if (!straight(this)) throw refusedFile(workshop, "load", path);
        return original["loadExtension"]!.call(this, path, ...more) as unknown;
      };
    }

    /** The class of statements is reached through one of them only. */
    function patchStatements(db: Database, errors: Errors): void {
      const prototype = Object.getPrototypeOf(db.prepare("SELECT 1")) as Named;
      if (statementClasses.has(prototype)) return;
      statementClasses.add(prototype);
      for (const name of ["run", "get", "all"]) {
        const original = prototype[name]!;
        prototype[name] = function (this: Statement, ...args: unknown[]) {
          return run(this.database, this.source, () => original.apply(this, args) as unknown, errors);
        };
      }
      const iterate = prototype["iterate"]!;
      prototype["iterate"] = function (this: Statement, ...args: unknown[]) {
        const { source, database } = this;
        const sink = sinks.get(database);
        const point = sink === undefined ? undefined : store.point(sink, source, () => undefined, errors);
        if (point?.write) return (prototype["all"]!.apply(this, args) as unknown[]).values();
        runAt(workshop.gate(), point, () => undefined);
        return iterate.apply(this, args) as unknown;
      };
    }
  },
};
