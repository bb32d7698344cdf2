import { describe, expect, test } from "vitest";
import { learn } from "../../../src/verify/oracle/learn.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { events, ids, learnt, outcome, table } from "./runs.ts";

const all = [0, 1, 2, 3, 4, 5];

const effect = table(
  "weights",
  ["depot*", "grams"],
  [
    ["north", 412],
    ["south", 555],
  ],
);

const doubled = table(
  "weights",
  ["depot*", "grams"],
  [
    ["north", 824],
    ["south", 555],
  ],
);

const id = (index: number): string => ids[index]!;

const grams = (index: number): number => events[index]!.data.grams;

const seen = (indices: readonly number[]) =>
  table(
    "seen",
    ["event_id*", "consumer", "at"],
    indices.map((index) => [id(index), "scale", null]),
  );

const withEffect = (left: Parameters<typeof outcome>[0]) => ({ ...left, tables: [effect, ...(left.tables ?? [])] });

const tickets = (indices: readonly number[]) => ({
  ...withEffect({}),
  kv: indices.map((index) => ({ sink: "kv", key: `ticket:${id(index)}`, value: "issued" })),
});

const handled = (indices: readonly number[]) => ({ files: indices.map((index) => ({ path: "handled.txt", line: id(index) })) });

const judgedBesides = (what: string, write: boolean) => {
  const trace = [{ delivery: 0, n: 1, sink: "files", what, write }];
  const learning = learn(
    Array.from({ length: 3 }, () => outcome(handled(all), { trace })),
    events,
    ids,
  );
  if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
  return { weak: learning.learned.weak?.reason, deciding: judge(outcome(handled([...all, 3])), learning.learned).deciding };
};

describe("the consumer's own records of what it has seen", () => {
  test("convict nobody", () => {
    const learned = learnt(() => ({ tables: [seen(all), effect] }));
    const judged = judge(outcome({ tables: [seen([0, 1, 2, 2, 4]), effect] }), learned);
    expect(judged.deciding).toEqual([]);
    expect(judged.ownRecords.length).toBeGreaterThan(0);
    expect(judge(outcome({ tables: [seen(all), doubled] }), learned).deciding).toMatchObject([
      { what: "weights", column: "grams", text: "north: grams 412 -> 824" },
    ]);
  });

  test.each<[string, (indices: readonly number[], by: string) => Parameters<typeof outcome>[0]]>([
    [
      "locks in a key-value store",
      (indices, by) => ({ kv: indices.map((index) => ({ sink: "kv", key: `lock:${id(index)}`, value: by })) }),
    ],
    ["a file of ids", (indices) => ({ files: indices.map((index) => ({ path: "seen.txt", line: id(index) })) })],
    [
      "digests",
      (indices) => ({
        tables: [
          table(
            "keys",
            ["key*"],
            indices.map((index) => [(0xabcdef * (index + 3)).toString(16).padStart(40, "5")]),
          ),
        ],
      }),
    ],
    [
      "positions in the log",
      (indices) => ({
        tables: [
          table(
            "done",
            ["p*", "o*"],
            indices.map((index) => [0, 40 + index]),
          ),
        ],
      }),
    ],
    ["a cursor", (indices) => ({ tables: [table("cursor", ["one*", "last"], [[1, id(indices.length - 1)]])] })],
    ["one document with all ids", (indices) => ({ kv: [{ sink: "kv", key: "seen", value: JSON.stringify(indices.map(id)) }] })],
  ])("%s are such records", (_, make) => {
    const learned = learnt(() => withEffect(make(all, "A")));
    const judged = judge(outcome(withEffect(make([0, 1, 2], "B"))), learned);
    expect(judged.ownRecords.length).toBeGreaterThan(0);
    expect(judged.deciding).toEqual([]);
  });

  test.each<[string, (indices: readonly number[]) => Parameters<typeof outcome>[0]]>([
    [
      "a ledger",
      (indices) => ({
        tables: [
          table(
            "ledger",
            ["event_id*", "grams"],
            indices.map((index) => [id(index), grams(index)]),
          ),
        ],
      }),
    ],
    ["a total in one row", (indices) => ({ tables: [table("totals", ["one*", "last", "grams"], [[1, id(5), 100 * indices.length]])] })],
    [
      "a payload that is always the same",
      (indices) => ({
        tables: [
          table(
            "counts",
            ["event_id*", "parcels"],
            indices.map((index) => [id(index), events[index]!.data.parcels]),
          ),
        ],
      }),
    ],
    ["totals by name", (indices) => ({ kv: [{ sink: "kv", key: "north", value: String(indices.length) }] })],
    [
      "people told by UUIDs of their own",
      (indices) => ({
        tables: [
          table(
            "senders",
            ["sender*"],
            indices.map((index) => [events[index]!.data.sender]),
          ),
        ],
      }),
    ],
    [
      "numbers that the events bring",
      (indices) => ({
        tables: [
          table(
            "slots",
            ["slot*"],
            indices.map((index) => [events[index]!.data.slot]),
          ),
        ],
      }),
    ],
    [
      "a file with more than ids",
      (indices) => ({ files: indices.map((index) => ({ path: "out.csv", line: `${id(index)};${grams(index)}` })) }),
    ],
  ])("%s is an effect", (_, make) => {
    const learned = learnt(() => withEffect(make(all)));
    expect(learned.weak).toBeUndefined();
    expect(judge(outcome(withEffect(make([0, 1, 2, 3]))), learned).deciding).not.toEqual([]);
  });

  test("a copy of them for another instance is one too; another new place is an effect", () => {
    const lines = (path: string, indices: readonly number[]) => indices.map((index) => ({ path, line: id(index) }));
    const learned = learnt(() => ({ tables: [effect], files: lines("seen-A.txt", all) }));
    expect(
      judge(outcome({ tables: [effect], files: [...lines("seen-A.txt", all), ...lines("seen-B.txt", [2])] }), learned).deciding,
    ).toEqual([]);
    expect(
      judge(outcome({ tables: [effect], files: [...lines("seen-A.txt", all), ...lines("refunds.txt", [2])] }), learned).deciding,
    ).toHaveLength(1);
    const empty = learnt(() => ({ tables: [effect, table("refunds", ["event_id*"], [])] }));
    expect(judge(outcome({ tables: [effect, table("refunds", ["event_id*"], [[id(1)]])] }), empty).deciding).toHaveLength(1);
  });

  test("what is only ever written is no such record where one is missing; a surplus one is a note of another attempt", () => {
    const judgedWith = (what: string, write: boolean, indices: readonly number[]) => {
      const trace = [
        { delivery: 0, n: 1, sink: "kv", what, write },
        { delivery: 0, n: 2, sink: "db", what: "INSERT INTO weights", write: true },
      ];
      const learning = learn(
        Array.from({ length: 3 }, () => outcome(tickets(all), { trace })),
        events,
        ids,
      );
      if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
      return judge(outcome(tickets(indices)), learning.learned).deciding;
    };
    expect(judgedWith("SET", true, [0, 1, 2, 4, 5])).toMatchObject([
      { sink: "kv", sign: "missing", text: expect.stringContaining("ticket:m3") },
    ]);
    expect(judgedWith("SET", true, [...all, 3])).toEqual([]);
    expect(judgedWith("GET", false, [0, 1, 2, 4, 5])).toEqual([]);
    expect(judgedWith("SET NX", true, [0, 1, 2, 4, 5])).toEqual([]);
  });

  test("that are never read are the effect where there is no other", () => {
    expect(judgedBesides("append handled.txt", true)).toMatchObject({ weak: undefined, deciding: [{ sign: "surplus" }] });
    expect(judgedBesides("read handled.txt", false)).toMatchObject({ weak: "own-records-only", deciding: [] });
  });

  test("alone they prove nothing", () => {
    expect(learnt(() => ({ tables: [seen(all)] })).weak).toMatchObject({
      reason: "own-records-only",
      message: expect.stringContaining("seen"),
    });
  });
});
