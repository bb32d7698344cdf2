import { AsyncLocalStorage } from "node:async_hooks";
import module, { createRequire } from "node:module";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Gate, Instrument } from "./gate.ts";
import { overlayOf } from "./overlay.ts";
import { refusedFile } from "./refused.ts";
import { statementsOf } from "./sql-statements.ts";
import { type Errors, runAt, sqliteStore } from "./sqlite-store.ts";
import type { Any, Named } from "./patching.ts";

type Sqlite = typeof import("node:sqlite");

const errors: Errors = (errcode, message) => Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode, errstr: message });

/** SQLite of Node: each statement is an effect, BEGIN and COMMIT too; files lie in the play's folder. */
export const nodeSqlite: Instrument = {
  client: "node:sqlite",
  docs: "https://nodejs.org/docs/latest-v24.x/api/sqlite.html",
  packages: [],
  start(workshop) {
    const sqlite = createRequire(import.meta.url)("node:sqlite") as Sqlite;
    const { DatabaseSync: Database, StatementSync: Statement } = sqlite;
    const backup = sqlite.backup as Any | undefined;
    const store = sqliteStore(workshop, Database);
    const overlay = overlayOf(workshop);
    const outside = AsyncLocalStorage.snapshot();
    const sinks = new WeakMap<DatabaseSync, string | undefined>();
    const statements = new WeakMap<StatementSync, { sink: string; sql: string }>();

    const opened = (db: DatabaseSync, gate: Gate): void => outside(() => store.opened(db as never, gate.instance, sinks.get(db)));
    const Patched = new Proxy(Database, {
      construct(target, args: [unknown, Record<string, unknown>?], newTarget) {
        const gate = workshop.gate();
        if (gate === undefined || typeof args[0] === "undefined") return Reflect.construct(target, args, newTarget) as object;
        const { path, sink } = outside(() => store.locate(args[0]));
        const db = Reflect.construct(target, [path, { ...args[1], timeout: 0 }], newTarget) as DatabaseSync;
        sinks.set(db, sink);
        if (args[1]?.["open"] !== false) opened(db, gate);
        return db;
      },
    });

    const original = { ...methods(Database.prototype), ...methods(Statement.prototype, "statement.") };
    const run = <T>(sink: string | undefined, sql: string, apply: () => T): T => {
      const gate = workshop.gate();
      if (gate === undefined || sink === undefined) return apply();
      return runAt(gate, store.point(sink, sql, apply, errors), apply);
    };
    /** What the consumer sets for durability and patience is for production. */
    const afterPragma = (db: DatabaseSync, sql: string): void => {
      if (/\b(busy_timeout|synchronous)\b/i.test(sql)) original["exec"]!.call(db, "PRAGMA busy_timeout=0; PRAGMA synchronous=OFF");
    };

    const databaseMethods: Named = {
      open(this: DatabaseSync) {
        original["open"]!.call(this);
        const gate = workshop.gate();
        if (gate !== undefined && sinks.has(this)) opened(this, gate);
      },
      exec(this: DatabaseSync, sql: string) {
        const sink = sinks.get(this);
        if (workshop.gate() === undefined || sink === undefined) return original["exec"]!.call(this, sql) as unknown;
        for (const statement of statementsOf(sql)) {
          const confined = outside(() => store.confined(statement));
          run(sink, statement, () => original["exec"]!.call(this, confined) as unknown);
          afterPragma(this, statement);
        }
        return undefined;
      },
      prepare(this: DatabaseSync, sql: string, ...more: unknown[]) {
        const sink = sinks.get(this);
        if (workshop.gate() === undefined || sink === undefined) return original["prepare"]!.call(this, sql, ...more) as unknown;
        const statement = original["prepare"]!.call(
          this,
          outside(() => store.confined(sql)),
          ...more,
        ) as StatementSync;
        statements.set(statement, { sink, sql });
        afterPragma(this, sql);
        return statement;
      },
      applyChangeset(this: DatabaseSync, ...args: unknown[]) {
        return run(sinks.get(this), "UPDATE changeset", () => original["applyChangeset"]!.call(this, ...args) as unknown);
      },
      location(this: DatabaseSync, ...args: unknown[]) {
        const path = original["location"]!.call(this, ...args) as string | null;
        return path === null || workshop.gate() === undefined ? path : overlay.nameOf(path);
      },
      loadExtension(this: DatabaseSync, path: string, ...more: unknown[]) {
        if (workshop.gate() !== undefined) throw refusedFile(workshop, "load", path);
        return original["loadExtension"]!.call(this, path, ...more) as unknown;
      },
    };

    const statementMethods = Object.fromEntries(
      ["run", "get", "all"].map((name) => [
        name,
        function (this: StatementSync, ...args: unknown[]) {
          const known = statements.get(this);
          return run(known?.sink, known?.sql ?? "", () => original[`statement.${name}`]!.apply(this, args) as unknown);
        },
      ]),
    );
    const iterate = function (this: StatementSync, ...args: unknown[]) {
      const known = statements.get(this);
      const point = known && store.point(known.sink, known.sql, () => undefined, errors);
      // A statement that writes does so in its first step: all of it happens at its point.
      if (point?.write) return (statementMethods["all"]!.apply(this, args) as unknown[]).values();
      runAt(workshop.gate(), point, () => undefined);
      return original["statement.iterate"]!.apply(this, args) as unknown;
    };

    return {
      install() {
        (sqlite as { DatabaseSync: unknown }).DatabaseSync = Patched;
        if (backup) {
          (sqlite as unknown as Named)["backup"] = (source: DatabaseSync, path: string, ...more: unknown[]) => {
            const gate = workshop.gate();
            if (gate === undefined) return backup(source, path, ...more) as unknown;
            const target = outside(() => store.locate(path, "copy"));
            return gate.pass({
              sink: "files",
              what: `backup ${path}`,
              write: true,
              apply: () => outside(() => backup(source, target.path, ...more) as unknown),
            });
          };
        }
        patch(Database.prototype, databaseMethods);
        patch(Statement.prototype, { ...statementMethods, iterate });
        shareExports(Object.keys(sqlite));
      },
      begin: () => store.begin(),
      died: (instance) => store.died(instance),
      observe: () => store.observe(),
    };
  },
};

/**
 * Named imports of node:sqlite keep the classes as they were (`syncBuiltinESMExports` leaves out modules that need the prefix):
 * they come from a module that reads its exports from the patched ones.
 */
function shareExports(names: readonly string[]): void {
  const source = `import sqlite from "node:sqlite"; export default sqlite; export const { ${names.filter((name) => name !== "default").join(", ")} } = sqlite;`;
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const imported = specifier === "node:sqlite" && context.parentURL !== url && !context.conditions.includes("require");
      return imported ? { url, format: "module", shortCircuit: true } : nextResolve(specifier, context);
    },
  });
}

function methods(prototype: object, prefix = ""): Named {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return Object.fromEntries(
    descriptors.flatMap(([name, { value }]) => (typeof value === "function" ? [[prefix + name, value as Any]] : [])),
  );
}

function patch(prototype: object, replacements: Named): void {
  for (const [name, value] of Object.entries(replacements)) {
    if (name in prototype) Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
