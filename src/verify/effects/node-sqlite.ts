import { AsyncLocalStorage } from "node:async_hooks";
import module, { createRequire } from "node:module";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Gate, Instrument } from "./gate.ts";
import { overlayOf } from "./overlay.ts";
import { functionsOf, type Any, type Named } from "./patching.ts";
import { refusedFile } from "./refused.ts";
import { sqliteCalls } from "./sqlite-calls.ts";
import { type Busy, sqliteStore } from "./sqlite-store.ts";
import { tagStore } from "./sqlite-tags.ts";

type Sqlite = typeof import("node:sqlite");

const busy: Busy = (message) => Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode: 5, errstr: message });

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
    const calls = sqliteCalls(workshop, store, busy);
    const overlay = overlayOf(workshop);
    const outside = AsyncLocalStorage.snapshot();
    const statements = new WeakMap<StatementSync, { db: DatabaseSync; sql: string }>();
    const original = functionsOf(Database.prototype);
    const ofStatements = functionsOf(Statement.prototype);

    const opened = (db: DatabaseSync, gate: Gate): void => outside(() => store.opened(db, gate.instance, calls.sinkOf(db)));
    const Patched = new Proxy(Database, {
      construct(target, args: [unknown, Record<string, unknown>?], newTarget) {
        const gate = workshop.gate();
        // Code under test that runs outside of any instance has no business here; we use the class itself.
        if (gate === undefined) throw refusedFile(workshop, "open", String(args[0]));
        if (args[0] === undefined) return Reflect.construct(target, args, newTarget) as object;
        const { path, sink } = outside(() => store.locate(args[0]));
        const db = Reflect.construct(target, [path, { ...args[1], timeout: 0 }], newTarget) as DatabaseSync;
        calls.track(db, sink);
        if (args[1]?.["open"] !== false) opened(db, gate);
        return db;
      },
    });

    const databaseMethods: Named = {
      open(this: DatabaseSync) {
        original["open"]!.call(this);
        const gate = workshop.gate();
        if (gate !== undefined && calls.isWatched(this)) opened(this, gate);
      },
      exec(this: DatabaseSync, sql: string) {
        if (!calls.isWatched(this)) return original["exec"]!.call(this, sql) as unknown;
        return calls.exec(this, sql, (statement) => original["exec"]!.call(this, statement) as unknown);
      },
      prepare(this: DatabaseSync, sql: string, ...more: unknown[]) {
        const statement = original["prepare"]!.call(this, calls.confined(this, sql), ...more) as StatementSync;
        if (calls.isWatched(this)) statements.set(statement, { db: this, sql });
        return statement;
      },
      createTagStore(this: DatabaseSync, ...args: unknown[]) {
        return calls.isWatched(this) ? tagStore(this) : (original["createTagStore"]!.apply(this, args) as unknown);
      },
      applyChangeset(this: DatabaseSync, ...args: unknown[]) {
        return calls.run(this, "UPDATE changeset", () => original["applyChangeset"]!.apply(this, args) as unknown);
      },
      location(this: DatabaseSync, ...args: unknown[]) {
        const path = original["location"]!.apply(this, args) as string | null;
        return path === null || !calls.isWatched(this) ? path : overlay.nameOf(path);
      },
      loadExtension(this: DatabaseSync, path: string) {
        throw refusedFile(workshop, "load", path);
      },
    };
    const statementMethods: Named = Object.fromEntries(
      ["run", "get", "all"].map((name) => [
        name,
        function (this: StatementSync, ...args: unknown[]) {
          const apply = () => ofStatements[name]!.apply(this, args) as unknown;
          const known = statements.get(this);
          return known === undefined ? apply() : calls.run(known.db, known.sql, apply);
        },
      ]),
    );
    statementMethods["iterate"] = function (this: StatementSync, ...args: unknown[]) {
      const lazily = () => ofStatements["iterate"]!.apply(this, args) as unknown;
      const known = statements.get(this);
      return known === undefined ? lazily() : calls.iterate(known.db, known.sql, () => this.all(...(args as [])), lazily);
    };

    return {
      install() {
        (sqlite as { DatabaseSync: unknown }).DatabaseSync = Patched;
        if (backup) {
          (sqlite as unknown as Named)["backup"] = (source: DatabaseSync, path: string, ...more: unknown[]) => {
            const gate = workshop.gate();
            if (gate === undefined) throw refusedFile(workshop, "open", path);
            const target = outside(() => store.locate(path, "copy"));
            const apply = () => outside(() => backup(source, target.path, ...more) as unknown);
            return gate.pass({ sink: target.sink ?? "files", what: `backup ${path}`, write: true, local: true, apply });
          };
        }
        patch(Database.prototype, databaseMethods);
        Object.defineProperty(Database.prototype, "constructor", { value: Patched });
        patch(Statement.prototype, statementMethods);
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
  const exported = names.filter((name) => name !== "default").join(", ");
  const source = `import sqlite from "node:sqlite"; export default sqlite; export const { ${exported} } = sqlite;`;
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const imported = specifier === "node:sqlite" && context.parentURL !== url && !context.conditions.includes("require");
      return imported ? { url, format: "module", shortCircuit: true } : nextResolve(specifier, context);
    },
  });
}

function patch(prototype: object, replacements: Named): void {
  for (const [name, value] of Object.entries(replacements)) {
    if (name in prototype) Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
