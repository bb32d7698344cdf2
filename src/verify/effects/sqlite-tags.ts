import type { DatabaseSync } from "node:sqlite";

type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => unknown;

/** `createTagStore` on statements that are watched. https://nodejs.org/docs/latest-v24.x/api/sqlite.html#class-sqltagstore */
export function tagStore(db: DatabaseSync) {
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const tag =
    (name: "run" | "get" | "all" | "iterate"): Tag =>
    (strings, ...values) => {
      const sql = strings.join("?");
      let statement = prepared.get(sql);
      if (statement === undefined) prepared.set(sql, (statement = db.prepare(sql)));
      return statement[name](...(values as never[]));
    };
  return {
    run: tag("run"),
    get: tag("get"),
    all: tag("all"),
    iterate: tag("iterate"),
    clear: () => prepared.clear(),
    get size() {
      return prepared.size;
    },
    capacity: 1000,
    db,
  };
}
