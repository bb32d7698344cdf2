import { describe, expect, test } from "vitest";
import { evaluate, readExpression } from "../../../src/verify/oracle/invariant.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { learn } from "../../../src/verify/oracle/learn.ts";
import { events, ids, outcome, table } from "./runs.ts";

const value = (text: string): number | undefined => {
  const read = readExpression(text);
  if ("error" in read) throw new Error(read.error);
  return evaluate(read.expression, events);
};
const total = events.reduce((sum, { data }) => sum + data.grams, 0);

const run = (invariant: number | string | null, grams = total) =>
  outcome({ tables: [table("t", ["depot*", "grams"], [["north", grams]])] }, { invariants: [invariant] });

describe("an expression over the events", () => {
  test.each([
    ["sum(data.grams)", total],
    [" sum( data.grams ) - 2 * count()", total - 12],
    ["count(data.grams) + 0.5", 6.5],
    ["min(data.grams) * max(data.grams)", 100 * 275],
    ["(1 + 2) * -3 - -4", -5],
    ["10 - 3 - 2", 5],
    ["count(data.absent)", 0],
    ["sum(data.absent)", undefined],
    ["sum(data.depot)", undefined],
    ["sum(constructor.name)", undefined],
  ])("%s", (text, expected) => expect(value(text)).toBe(expected));

  test.each([
    ["", 0],
    ["sum()", 4],
    ["sum(data.grams", 14],
    ["median(data.grams)", 0],
    ["1 +", 3],
    ["1 2", 2],
    ["sum(data.grams) / 2", 16],
    [`${"(".repeat(60)}1`, 51],
    [`1${" ".repeat(1000)}`, 1000],
  ])("%j is refused with a position", (text, at) => expect(readExpression(text)).toMatchObject({ at }));
});

describe("a declared invariant", () => {
  const declared = { sql: "SELECT SUM(grams) AS v FROM t", equals: "sum(data.grams)" };
  const learning = (invariant: number | string | null, equals = declared.equals) =>
    learn([run(invariant), run(invariant), run(invariant)], events, ids, { invariants: [{ ...declared, equals }] });

  test("that holds without faults convicts where it breaks under one", () => {
    const found = learning(total);
    if ("inconclusive" in found) throw new Error(found.inconclusive.message);
    expect(found.learned.invariants?.[0]).toMatchObject({ holds: true, expected: total });
    expect(judge(run(total), found.learned).deciding).toEqual([]);
    expect(judge(run(total + 5), found.learned).deciding).toMatchObject([{ sink: "invariant", text: `${total + 5} instead of ${total}` }]);
    expect(judge(run(null), found.learned).deciding).toMatchObject([{ text: `nothing instead of ${total}` }]);
  });

  test("of a shorter stream is told of the events that came", () => {
    const found = learning(total);
    if ("inconclusive" in found) throw new Error(found.inconclusive.message);
    const first = events[0]!.data.grams;
    expect(judge(run(first), found.learned, { delivered: [0] }).deciding.filter(({ sink }) => sink === "invariant")).toEqual([]);
  });

  test("that is broken without any fault is told, and not told again of each play", () => {
    const found = learning(total - 100);
    if ("inconclusive" in found) throw new Error(found.inconclusive.message);
    expect(found.learned.invariants?.[0]).toMatchObject({ holds: false, found: total - 100, expected: total });
    expect(judge(run(total - 100), found.learned).deciding).toEqual([]);
  });

  test("that cannot be read or gives no number is inconclusive", () => {
    expect(learning(total, "sum(data.grams")).toMatchObject({
      inconclusive: { reason: "invariant-unreadable", message: expect.stringContaining("position 14") },
    });
    expect(learning("many")).toMatchObject({ inconclusive: { reason: "invariant-unreadable" } });
    expect(learning(total, "sum(data.nothing)")).toMatchObject({ inconclusive: { reason: "invariant-unreadable" } });
  });

  test("SQL's decimals and numbers as text count", () => {
    expect(learning(`${total}.0000000001`)).toMatchObject({ learned: { invariants: [{ holds: true }] } });
  });
});
