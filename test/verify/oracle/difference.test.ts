import { describe, expect, test } from "vitest";
import type { Difference } from "../../../src/model/verification.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { keeps, signature } from "../../../src/verify/oracle/signature.ts";
import { ids, learnt, outcome, table } from "./runs.ts";

const people = (rows: readonly (readonly (string | number | null)[])[]) =>
  outcome({ tables: [table("people", ["id*", "mail", "password", "bio", "photo"], rows)] });

const gauged = (grams: number) => ({ published: [{ sink: "kafka", topic: "w", value: { depot: "north", gate: 4, grams } }] });

const difference = (sink: string, what: string, sign: Difference["sign"], column?: string): Difference => ({
  sink,
  what,
  sign,
  text: "",
  ...(column !== undefined && { column }),
});

const total = (text: string): Difference => ({ ...difference("db", "sums", "changed", "grams"), text });

describe("a difference in words", () => {
  const row = [ids[3]!, "ada.l@post.example", "hunter2hunter2", "b".repeat(900), `x'${"ab".repeat(80)}'`];
  const learned = learnt(() => ({ ...people([row, [ids[4]!, null, null, "c", null]]).observation }));

  test("shows neither credentials, addresses, nor long texts, and starts no line of its own", () => {
    const [difference] = judge(
      people([row, [ids[4]!, null, null, "c", null], [ids[2]!, "eve@post.example", "s3cr3t-s3cr3t", "b\nb\u202E", row[4]!]]),
      learned,
    ).deciding;
    expect(difference?.text).toMatch(/^\+ \{id=m2, /);
    expect(difference?.text).toContain("mail=…@post.example");
    expect(difference?.text).not.toMatch(/eve|s3cr3t|\n|\u202E|bbbbb/);
    expect(judge(people([[ids[4]!, null, null, "c", null]]), learned).deciding[0]!.text.length).toBeLessThan(300);
    expect(judge(people([row, [ids[4]!, null, null, "c", row[4]!]]), learned).deciding[0]!.text).toBe(
      "m4: photo null -> x'abababab…' (80 bytes)",
    );
  });

  test("the same row with another value is told by its column, also where rows have no name", () => {
    expect(
      judge(
        outcome(gauged(9)),
        learnt(() => gauged(3)),
      ).deciding,
    ).toMatchObject([{ sign: "changed", column: "value.grams", text: "value.grams 3 -> 9" }]);
  });
});

const slip = (depot: string, grams: number) => outcome({ tables: [table("slips", ["depot", "grams", "gate"], [[depot, grams, 4]])] });

describe("rows without a name", () => {
  test("that have little in common are one missing and one surplus", () => {
    const learned = learnt(() => slip("north", 100).observation);
    expect(judge(slip("south", 200), learned).deciding.map(({ sign }) => sign)).toEqual(["missing", "surplus"]);
    expect(judge(slip("north", 200), learned).deciding.map(({ sign }) => sign)).toEqual(["changed"]);
  });
});

describe("the signature of a failure", () => {
  test("tells where and how, not which row; what reached others comes first", () => {
    const both = [
      difference("db", "sums", "changed", "grams"),
      difference("kv", "total:north", "changed", "value"),
      difference("kv", "total:south", "changed", "value"),
      difference("http", "POST http://a.test/", "surplus"),
    ];
    expect(signature(both)).toEqual(["http POST http://a.test/ surplus", "db sums grams changed", "kv total: value changed"]);
    expect(signature(both.toReversed())).toEqual(signature(both));
  });

  test("a total that lacks a part is missing, one that has too much is not", () => {
    expect(signature([total("north: grams 300 -> 200")])).toEqual(["db sums missing"]);
    expect(signature([total("north: grams -300 -> -600")])).toEqual(["db sums grams changed"]);
    expect(signature([total("north: grams paid -> open")])).toEqual(["db sums grams changed"]);
  });

  test("a smaller play keeps the most telling part and adds nothing", () => {
    expect(keeps(["a", "b"], ["a"])).toBe(true);
    expect(keeps(["a", "b"], ["b"])).toBe(false);
    expect(keeps(["a", "b"], ["a", "c"])).toBe(false);
    expect(keeps([], [])).toBe(false);
  });
});
