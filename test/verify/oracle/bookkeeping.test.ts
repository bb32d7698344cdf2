import { describe, expect, test } from "vitest";
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

const lastOne = (attempts: number) => ({ tables: [table("last", ["event_id*", "grams", "attempts"], [[id(5), 275, attempts]])] });

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
    expect(judged((index) => (index === 2 ? { by: "nobody" } : {})).deciding).toMatchObject([{ column: "taken_by" }]);
    expect(judged((index) => (index === 2 ? { attempts: 0 } : {})).deciding).toMatchObject([{ column: "attempts" }]);
  });

  test("beside a real difference only that one decides", () => {
    const result = judged((index) => (index === 2 ? { attempts: 2 } : {}), doubled);
    expect(result.deciding).toMatchObject([{ what: "weights", column: "grams" }]);
    expect(judged((index) => (index === 2 ? { attempts: 2, g: 1 } : {})).deciding).toMatchObject([{ column: "grams" }]);
  });

  test("in a single row nobody knows what is always the same", () => {
    expect(
      judge(
        outcome(lastOne(2)),
        learnt(() => lastOne(1)),
      ).deciding,
    ).toMatchObject([{ column: "attempts" }]);
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
    const kept = learnt(() => ({ tables: [effect], files: [{ path: "out.part", line: "100 g" }] }));
    const twice = [
      { path: "out.part", line: "100 g" },
      { path: "out.part", line: "100 g" },
    ];
    expect(judge(outcome({ tables: [effect], files: twice }), kept).deciding).toHaveLength(1);
    expect(judge(outcome({ tables: [effect, table("refunds", ["event_id*", "grams"], [[id(1), 107]])] }), learned).deciding).toHaveLength(
      1,
    );
  });
});
