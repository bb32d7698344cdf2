import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import type { Instrument } from "./gate.ts";
import type { Named } from "./patching.ts";
import { refusedFile } from "./refused.ts";
import { type SqliteCalls, sqliteCalls } from "./sqlite-calls.ts";
import { type Busy, type Connection, sqliteStore } from "./sqlite-store.ts";

interface Database extends Connection {
  prepare(sql: string): Statement;
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

/** better-sqlite3: each statement is an effect; `transaction(fn)` runs its BEGIN and COMMIT as statements, so they are, too. */
export const betterSqlite3: Instrument = {
  client: "better-sqlite3",
  docs: "https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md",
  packages: ["better-sqlite3"],
  start(workshop) {
    const sqlite = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
    const store = sqliteStore(workshop, sqlite.DatabaseSync);
    const outside = AsyncLocalStorage.snapshot();
    const statementClasses = new WeakSet<object>();

    return {
      patch(exports) {
        const Original = exports as unknown as Package;
        const busy: Busy = (message) => new Original.SqliteError(message, "SQLITE_BUSY");
        const calls = sqliteCalls(workshop, store, busy);
        const open = (args: unknown[], construct: (args: unknown[]) => Database): Database => {
          const gate = workshop.gate();
          if (gate === undefined || typeof args[0] === "number") throw refusedFile(workshop, "open", String(args[0]));
          const content = Buffer.isBuffer(args[0]) || args[0] === undefined || args[0] === null;
          const { path, sink } = content ? { path: args[0], sink: undefined } : outside(() => store.locate(args[0]));
          const db = construct([path, { ...(args[1] as object | undefined), timeout: 0 }]);
          outside(() => {
            patchStatements(db, calls);
            store.opened(db, gate.instance, sink);
          });
          calls.track(db, sink);
          return db;
        };
        const Patched = new Proxy(Original, {
          construct: (target, args: unknown[], newTarget) => open(args, (given) => Reflect.construct(target, given, newTarget) as Database),
          apply: (target, _this, args: unknown[]) => open(args, (given) => new target(...given)),
        });
        patchDatabase(Original.prototype, calls);
        Original.prototype["constructor"] = Patched as never;
        return Patched;
      },
      begin: () => store.begin(),
      died: (instance) => store.died(instance),
    };

    function patchDatabase(prototype: Named, calls: SqliteCalls): void {
      const original: Named = { ...prototype };
      prototype["exec"] = function (this: Database, sql: string) {
        if (!calls.isWatched(this)) return original["exec"]!.call(this, sql) as unknown;
        calls.exec(this, sql, (statement) => original["exec"]!.call(this, statement) as unknown);
        return this;
      };
      prototype["prepare"] = function (this: Database, sql: string) {
        return original["prepare"]!.call(this, calls.confined(this, sql)) as unknown;
      };
      prototype["backup"] = function (this: Database, path: string, ...more: unknown[]) {
        const gate = workshop.gate();
        if (gate === undefined) throw refusedFile(workshop, "open", path);
        const target = outside(() => store.locate(path, "copy"));
        const apply = () => outside(() => original["backup"]!.call(this, target.path, ...more) as unknown);
        return gate.pass({ sink: target.sink ?? "files", what: `backup ${path}`, write: true, local: true, apply });
      };
      prototype["loadExtension"] = (path: string) => {
        throw refusedFile(workshop, "load", path);
      };
    }

    /** The class of statements is reached through one of them only. */
    function patchStatements(db: Database, calls: SqliteCalls): void {
      const prototype = Object.getPrototypeOf(db.prepare("SELECT 1")) as Named;
      if (statementClasses.has(prototype)) return;
      statementClasses.add(prototype);
      const original: Named = { run: prototype["run"]!, get: prototype["get"]!, all: prototype["all"]!, iterate: prototype["iterate"]! };
      for (const name of ["run", "get", "all"]) {
        prototype[name] = function (this: Statement, ...args: unknown[]) {
          return calls.run(this.database, this.source, () => original[name]!.apply(this, args) as unknown);
        };
      }
      prototype["iterate"] = function (this: Statement, ...args: unknown[]) {
        const whole = () => prototype["all"]!.apply(this, args) as unknown[];
        return calls.iterate(this.database, this.source, whole, () => original["iterate"]!.apply(this, args) as unknown);
      };
    }
  },
};
