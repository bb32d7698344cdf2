import { DatabaseSync } from "node:sqlite";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Gate } from "../../effects/gate.ts";
import type { Table } from "../../observation.ts";
import { describe, type Described, readTable } from "./tables.ts";

type Params = readonly unknown[];
export interface Result {
  rows: Record<string, unknown>[];
  rowCount: number;
}
type Query = (sql: string, params?: Params) => Promise<Result>;

/** The database that `ctx.db` speaks to: SQLite in memory, shared by all instances, one transaction at a time. */
export interface CtxDatabase {
  /** What an instance sees of it. */
  facade(gate: Gate): { query: Query; tx<T>(body: (q: { query: Query }) => Promise<T>): Promise<T> };
  /** Rolls back what the instance had open. */
  died(instance: string): void;
  tables(): Table[];
  close(): void;
}

const sink = "db";
/** Tables as they were described, by the DDL that made them: a play starts from the same one every time. */
const described = new Map<string, Described[]>();

export function createDatabase(ddl: readonly string[]): CtxDatabase {
  const db = new DatabaseSync(":memory:");
  for (const statement of ddl) db.exec(statement);
  const key = ddl.join(";\n");
  const inTransaction = new AsyncLocalStorage<symbol>();
  let owner: { id: symbol; instance: string } | undefined;
  const queue: { instance: string; go: () => void }[] = [];
  let changedSchema = false;

  const execute = (sql: string, params: Params = []): Result => {
    if (/^\s*(create|alter|drop)\b/i.test(sql)) changedSchema = true;
    const statement = db.prepare(sql);
    if (statement.columns().length > 0) {
      const rows = statement.all(...(params as never[])) as Record<string, unknown>[];
      return { rows, rowCount: rows.length };
    }
    return { rows: [], rowCount: Number(statement.run(...(params as never[])).changes) };
  };
  /** Runs `body` in the moment in which no transaction is open: nobody else comes in between. */
  const whenFree = <T>(instance: string, body: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const go = () => {
        try {
          resolve(body());
        } catch (error) {
          reject(error);
        }
      };
      if (owner === undefined) go();
      else queue.push({ instance, go });
    });
  const isFree = () => owner === undefined;
  const release = (): void => {
    owner = undefined;
    while (isFree() && queue.length > 0) queue.shift()!.go();
  };
  const roll = (statement: "COMMIT" | "ROLLBACK"): void => {
    if (db.isTransaction) db.exec(statement);
    release();
  };

  return {
    facade(gate) {
      const query: Query = (sql, params) =>
        gate.pass({
          ...point(sql),
          apply: () => {
            if (owner === undefined || owner.id !== inTransaction.getStore()) return whenFree(gate.instance, () => execute(sql, params));
            // Another connection, while its own transaction holds the lock: it would wait for itself.
            if (isWrite(sql)) throw busy();
            return execute(sql, params);
          },
        });
      return {
        query,
        async tx(body) {
          const id = Symbol("transaction");
          const mine = () => owner?.id === id;
          try {
            await gate.pass({
              sink,
              what: "BEGIN",
              write: false,
              failure: busy,
              apply: () =>
                whenFree(gate.instance, () => {
                  owner = { id, instance: gate.instance };
                  db.exec("BEGIN IMMEDIATE");
                }),
            });
            const result = await inTransaction.run(id, () =>
              body({ query: (sql, params) => gate.pass({ ...point(sql), apply: () => execute(sql, params) }) }),
            );
            await gate.pass({ sink, what: "COMMIT", write: true, failure: busy, apply: () => roll("COMMIT") });
            return result;
          } catch (error) {
            if (mine()) roll("ROLLBACK");
            throw error;
          }
        },
      };
    },
    died(instance) {
      for (let at = queue.length - 1; at >= 0; at--) if (queue[at]!.instance === instance) queue.splice(at, 1);
      if (owner?.instance === instance) roll("ROLLBACK");
    },
    tables() {
      let known = changedSchema ? undefined : described.get(key);
      if (known === undefined) {
        known = describe(db);
        if (!changedSchema) described.set(key, known);
      }
      return known.map((table) => readTable(db, sink, table));
    },
    close: () => db.close(),
  };
}

const point = (sql: string) => ({ sink, what: labelOf(sql), write: isWrite(sql), failure: busy });

/** `INSERT INTO accounts`: the verb and the table, never a value. */
export function labelOf(sql: string): string {
  const match =
    /^\s*(?:with\b[\s\S]{0,2000}?\b)?(insert(?:\s+or\s+\w+)?\s+into|update(?:\s+or\s+\w+)?|delete\s+from|replace\s+into|select\b[\s\S]{0,2000}?\bfrom|create\s+\w+|drop\s+\w+|begin|commit|rollback|pragma)\s*([\w."]*)/i.exec(
      sql,
    );
  if (match === null) return sql.trim().split(/\s+/)[0]?.toUpperCase() ?? "SQL";
  const verb = /^select/i.test(match[1]!) ? "SELECT FROM" : match[1]!.toUpperCase().replace(/\s+/g, " ");
  return `${verb} ${match[2] ?? ""}`.trim();
}

export function isWrite(sql: string): boolean {
  return /^\s*(insert|update|delete|replace|create|alter|drop|commit|with\b[\s\S]*\b(insert|update|delete)\b)/i.test(sql);
}

function busy(): Error {
  return Object.assign(new Error("database is locked"), { code: "ERR_SQLITE_ERROR", errcode: 5, errstr: "database is locked" });
}
