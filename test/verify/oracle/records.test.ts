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

const numbered = (numbers: readonly number[], owner: (index: number) => number = (index) => numbers[index]!) => ({
  tables: [
    table(
      "parcels",
      ["n#", "event_id*", "grams"],
      all.map((index) => [numbers[index]!, id(index), grams(index)]),
    ),
    table(
      "labels",
      ["parcel>parcels.n", "text"],
      all.map((index) => [owner(index), `label of ${index}`]),
    ),
    table(
      "scans",
      ["parcel_id", "gate"],
      all.map((index) => [owner(index), `gate ${index}`]),
    ),
  ],
  published: [{ sink: "publish", topic: "scanned", value: { parcelId: owner(2), gate: 2 } }],
});

const sized = (size: number) => ({
  tables: [
    table(
      "parcels",
      ["n#", "event_id*"],
      all.map((index) => [index + 1, id(index)]),
    ),
    table("boxes", ["box*", "size"], [["a", size]]),
  ],
});

const seen = (indices: readonly number[]) =>
  table(
    "seen",
    ["event_id*", "consumer", "at"],
    indices.map((index) => [id(index), "scale", null]),
  );

const withEffect = (left: Parameters<typeof outcome>[0]) => ({ ...left, tables: [effect, ...(left.tables ?? [])] });

const charges = (change: (index: number) => { attempts?: number; state?: string; by?: string; o?: number; g?: number } = () => ({})) =>
  table(
    "charges",
    ["event_id*", "grams", "attempts", "state", "taken_by", "read_at_offset"],
    all.map((index) => {
      const { attempts = 1, state = "sent", by = "A", o = 70 + index, g = grams(index) } = change(index);
      return [id(index), g, attempts, state, by, o];
    }),
  );

const counted = (attempts: number) => ({
  tables: [
    table(
      "depots",
      ["depot*", "attempts"],
      [
        ["north", attempts],
        ["south", 1],
      ],
    ),
  ],
});

const touching = (touched: number, line: string) => ({
  tables: [table("depots", ["depot*", "grams", "touched", "doc"], [["north", 4, touched, JSON.stringify({ n: touched, grams: 4 })]])],
  files: [
    { path: "tmp-files/x.txt", line },
    { path: "out.txt", line: "4" },
  ],
});

const cached = (value: string | undefined, expires: boolean) =>
  value === undefined ? [] : [{ sink: "kv", key: "cache:north", value, expires }];

const tickets = (indices: readonly number[]) => ({
  ...withEffect({}),
  kv: indices.map((index) => ({ sink: "kv", key: `ticket:${id(index)}`, value: "issued" })),
});

describe("numbers that the database gives", () => {
  const learned = learnt(() => numbered([1, 2, 3, 4, 5, 6]));

  test("gaps are no difference, nor are foreign keys to them, declared or named so", () => {
    expect(judge(outcome(numbered([1, 3, 4, 7, 9, 10])), learned).differences).toEqual([]);
  });

  test("a reference to another row is one", () => {
    const numbers = [1, 3, 4, 7, 9, 10];
    const swapped = judge(outcome(numbered(numbers, (index) => numbers[index === 0 ? 5 : index]!)), learned);
    expect(swapped.deciding.map(({ what }) => what)).toEqual(expect.arrayContaining(["labels", "scans"]));
  });

  test("a number that only looks like one is compared", () => {
    expect(
      judge(
        outcome(sized(4)),
        learnt(() => sized(3)),
      ).deciding,
    ).toMatchObject([{ what: "boxes", column: "size" }]);
  });
});

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

  test("alone they prove nothing", () => {
    expect(learnt(() => ({ tables: [seen(all)] })).weak).toMatchObject({
      reason: "own-records-only",
      message: expect.stringContaining("seen"),
    });
  });
});

describe("bookkeeping", () => {
  const learned = learnt(() => ({ tables: [charges(), effect] }));
  const judged = (change: Parameters<typeof charges>[0], other = effect) =>
    judge(
      outcome({ tables: [charges(change), other] }, { deliveries: [{ step: 0, copies: [], instance: "B", atMs: 0, result: "acked" }] }),
      learned,
    );

  test("counters of attempts, instances and positions are noted and convict nobody", () => {
    const result = judged((index) => (index === 2 ? { attempts: 3, by: "B", o: 99 } : {}));
    expect(result.deciding).toEqual([]);
    expect(result.bookkeeping).toEqual([
      "bookkeeping-only: charges.attempts",
      "bookkeeping-only: charges.read_at_offset",
      "bookkeeping-only: charges.taken_by",
    ]);
  });

  test("an amount, a state left behind and a counter that fell convict", () => {
    expect(judged((index) => (index === 2 ? { g: 256 } : {})).deciding).toMatchObject([{ column: "grams" }]);
    expect(judged((index) => (index === 2 ? { state: "pending" } : {})).deciding).toMatchObject([
      { column: "state", text: "m2: state sent -> pending" },
    ]);
    expect(judged((index) => (index === 2 ? { attempts: 0 } : {})).deciding).toMatchObject([{ column: "attempts" }]);
  });

  test("beside a real difference only that one decides", () => {
    const result = judged((index) => (index === 2 ? { attempts: 2 } : {}), doubled);
    expect(result.deciding).toMatchObject([{ what: "weights", column: "grams" }]);
    expect(judged((index) => (index === 2 ? { attempts: 2, g: 1 } : {})).deciding).toMatchObject([{ column: "grams" }]);
  });

  test("a counter in a table without the event's id is an effect", () => {
    expect(
      judge(
        outcome(counted(2)),
        learnt(() => counted(1)),
      ).deciding,
    ).toMatchObject([{ column: "attempts" }]);
  });
});

describe("what was declared to be no effect", () => {
  const ignore = ["depots.touched", "depots.doc.n", "files.path:tmp-files/", "depots.nothing"];

  test("is left out: a column, a path in JSON, files by prefix", () => {
    const learned = learnt(() => touching(1, "a"), { ignore });
    expect(judge(outcome(touching(2, "b")), learned).differences).toEqual([]);
    expect(learned.notes).toEqual(['ignore "depots.nothing" matches nothing that the undisturbed runs left.']);
  });

  test("is compared otherwise", () => {
    const judged = judge(
      outcome(touching(2, "b")),
      learnt(() => touching(1, "a")),
    );
    expect(judged.deciding.map(({ column }) => column)).toEqual(expect.arrayContaining(["touched", "doc.n"]));
  });
});

describe("what time and failures leave", () => {
  test("a key with a time to live may be gone, but not say something else", () => {
    const learned = learnt(() => ({ tables: [effect], kv: cached("4", true) }));
    expect(judge(outcome({ tables: [effect] }), learned).deciding).toEqual([]);
    expect(judge(outcome({ tables: [effect], kv: cached("5", true) }), learned).deciding).toMatchObject([{ sink: "kv", column: "value" }]);
    expect(
      judge(
        outcome({ tables: [effect] }),
        learnt(() => ({ tables: [effect], kv: cached("4", false) })),
      ).deciding,
    ).toMatchObject([{ sign: "missing" }]);
  });

  test("a temporary file of an instance that died and a line about the failure are noted only", () => {
    const learned = learnt(() => ({ tables: [effect] }));
    const left = {
      files: [{ path: "state.json.tmp-A", line: "{}" }],
      tables: [effect, table("failed_weighings", ["event_id*", "why"], [])],
    };
    expect(judge(outcome({ ...left, tables: [effect] }), learned).notes).toEqual([expect.stringContaining("state.json.tmp-A")]);
    expect(judge(outcome({ tables: [effect, table("errors", ["event_id*", "why"], [[id(1), "timed out"]])] }), learned).deciding).toEqual(
      [],
    );
    expect(judge(outcome({ tables: [effect], files: [{ path: "state.json", line: "{}" }] }), learned).deciding).toHaveLength(1);
    expect(judge(outcome({ tables: [effect, table("refunds", ["event_id*", "grams"], [[id(1), 107]])] }), learned).deciding).toHaveLength(
      1,
    );
  });
});
