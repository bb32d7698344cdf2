import { expect, test } from "vitest";
import type { Table } from "../../../src/verify/observation.ts";
import { evaluateInvariants } from "../../../src/verify/player/invariants.ts";

const table = (sink: string, amounts: readonly (number | null)[]): Table => ({
  sink,
  name: "ledger",
  columns: ["id", "amount"].map((name) => ({ name, generated: false, key: false })),
  rows: amounts.map((amount, index) => [`e${index}`, amount]),
});

test("an invariant is asked of the tables, in whatever database they lie", () => {
  const tables = [table("db", []), table("sqlite:app.db", [3, 4, null])];
  const sql = [
    "SELECT sum(amount) AS v FROM ledger",
    "SELECT count(*) AS v FROM ledger",
    "SELECT sum(amount) AS v FROM ledger WHERE amount > 9",
  ];
  expect(evaluateInvariants(sql, tables)).toEqual([7, 3, null]);
});

test("SQL that gives nothing to compare is told apart from a sum over nothing", () => {
  const tables = [table("db", [1])];
  expect(evaluateInvariants(["SELECT 1 AS other", "SELECT nonsense", "SELECT v FROM nowhere"], tables)).toEqual(["none", "none", "none"]);
  expect(evaluateInvariants([], tables)).toEqual([]);
});
