import type { DatabaseSync } from "node:sqlite";

type Value = string | number | bigint | null | Uint8Array;

export interface WithFunctions {
  function(name: string, options: { varargs: boolean; deterministic: boolean }, body: (...values: Value[]) => Value): unknown;
}

/** Where the time stands in the arguments. https://www.sqlite.org/lang_datefunc.html */
const functions: Readonly<Record<string, number>> = { date: 0, time: 0, datetime: 0, julianday: 0, unixepoch: 0, strftime: 1 };
const keywords: Readonly<Record<string, string>> = { current_timestamp: "datetime", current_date: "date", current_time: "time" };

let calculator: DatabaseSync | undefined;

/** SQLite's own clock is virtual on this connection: `now` in its functions, CURRENT_TIMESTAMP in statements and defaults. */
export function registerTime(connection: WithFunctions, Database: typeof DatabaseSync, now: () => number): void {
  const compute = (name: string, values: readonly Value[]): Value => {
    calculator ??= new Database(":memory:");
    const list = values.map(() => "?").join(",");
    return (calculator.prepare(`SELECT ${name}(${list}) AS v`).get(...values) as { v: Value }).v;
  };
  const stamp = () => new Date(now()).toISOString().replace("T", " ").replace("Z", "");
  // Deterministic, or indexes on date(column) would be refused; SQLite too holds the time still within a statement.
  const options = { varargs: true, deterministic: true };
  for (const [name, at] of Object.entries(functions)) {
    connection.function(name, options, (...values) => {
      const given = values[at];
      if (given === undefined || /^subsec(ond)?$/i.test(String(given)))
        return compute(name, [...values.slice(0, at), stamp(), ...values.slice(at)]);
      return compute(name, typeof given === "string" && given.trim().toLowerCase() === "now" ? values.with(at, stamp()) : values);
    });
  }
  for (const [name, meaning] of Object.entries(keywords)) connection.function(name, options, () => compute(meaning, [stamp()]));
}
