import { describe, expect, test } from "vitest";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { learn } from "../../../src/verify/oracle/learn.ts";
import { strength } from "../../../src/verify/oracle/strength.ts";
import { baselines, type Drawn, drawn, events, ids, iso, learnt, outcome, table } from "./runs.ts";

const weighings = ({ at, uuid }: Drawn, rows = events) =>
  table(
    "weighings",
    ["id*", "event_id*", "grams", "made_at"],
    rows.map(({ event_id, data }) => [uuid(), event_id, data.grams, iso(at)]),
  );

const body = (one: Drawn, grams: number) => ({ grams, trace: { id: one.uuid() }, lines: [{ at: one.at, kind: "net" }] });

const underDrawnNames = (one: Drawn, grams: number) => ({
  kv: [{ sink: "kv", key: `session:${one.uuid()}`, value: `${grams} g` }],
  files: [{ path: `out/${iso(one.at)}.txt`, line: `${grams} g` }],
  published: [{ sink: "publish", topic: `reply.${one.uuid()}`, value: { grams } }],
  http: [{ method: "POST", url: `http://scale.test/${one.uuid()}?t=${one.at}`, headers: {}, body: { grams } }],
});

const flipped = ({ run }: Drawn) => ({
  tables: [
    table(
      "shards",
      ["depot*", "shard"],
      [
        ["north", run % 2],
        ["south", 1 - (run % 2)],
      ],
    ),
  ],
});

const byChance = ({ run }: Drawn) => ({
  tables: [
    table(
      "totals",
      ["depot*", "grams"],
      [
        ["north", 300 + run],
        ["south", 400 + 3 * run],
      ],
    ),
  ],
});

const stampedAt = (at: string) => ({
  tables: [
    table(
      "w",
      ["event_id*", "grams", "at"],
      events.map(({ event_id, data }) => [event_id, data.grams, at]),
    ),
  ],
});

const depotStampedAt = (at: string) => ({ tables: [table("w", ["depot*", "at"], [["north", at]])] });

const onlyReading = () => ({
  http: [{ method: "GET", url: "http://scale.test/", headers: {}, body: null }],
  tables: [table("empty", ["id*"], [])],
});

const onlyDrawn = (one: Drawn, count: number) => ({
  tables: [
    table(
      "log",
      ["id*", "at"],
      Array.from({ length: count }, () => [one.uuid(), one.at]),
    ),
  ],
});

const stampedLine = (one: Drawn, grams: number) => ({
  files: [{ path: "x.log", line: `weighed:${grams}@${iso(one.at)}#${one.uuid()}` }],
  kv: [{ sink: "kv", key: "last", value: `${grams}g/${one.at}` }],
});

const longNumber = (last: string) => ({ kv: [{ sink: "kv", key: "doc", value: `{"n":90071992547409${last}}` }] });

const bucket = (index: number, at: number) => ({ sink: "kv", key: `s:${ids[index]}${Math.floor(at / 60_000)}`, value: "1" });

/** A key for each event and minute; a late duplicate of the first makes one more. */
const bucketed = (one: Drawn, indices: readonly number[], lateMs = 0) => ({
  kv: [...indices.map((index) => bucket(index, one.at)), ...(lateMs === 0 ? [] : [bucket(0, one.at + lateMs)])],
});

const branches = ({ run }: Drawn) => ({ kv: [{ sink: "kv", key: `${run === 1 ? "night" : "day"}:${ids[0]}`, value: "north" }] });

describe("what differs from run to run is not compared", () => {
  const learned = learnt((one) => ({ tables: [weighings(one)] }));

  test("other drawn ids and times are no difference", () => {
    expect(judge(outcome({ tables: [weighings(drawn(7))] }), learned).differences).toEqual([]);
    expect(strength(learned)).toEqual([{ sink: "db", compared: 2, seen: 4 }]);
  });

  test("a row more, a row less and another value are", () => {
    const double = weighings(drawn(7), [...events, events[2]!]);
    expect(judge(outcome({ tables: [double] }), learned).deciding).toMatchObject([
      { sink: "db", what: "weighings", sign: "surplus", text: "+ {event_id=m2, grams=128} x2" },
    ]);
    const loss = weighings(drawn(7), events.slice(1));
    expect(judge(outcome({ tables: [loss] }), learned).deciding).toMatchObject([{ sign: "missing", text: "- {event_id=m0, grams=100}" }]);
    const other = weighings(
      drawn(7),
      events.map((event, index) => (index === 3 ? { ...event, data: { ...event.data, grams: 5 } } : event)),
    );
    expect(judge(outcome({ tables: [other] }), learned).deciding).toMatchObject([
      { sign: "changed", column: "grams", text: "m3: grams 163 -> 5" },
    ]);
  });

  test("a table that is gone is missing rows", () => {
    expect(judge(outcome({}), learned).deciding).toHaveLength(6);
  });
});

describe("a path inside a value is masked, its neighbours are compared", () => {
  const cases = {
    "a JSON column": (one: Drawn, grams: number) => ({
      tables: [table("docs", ["depot*", "doc"], [["north", JSON.stringify(body(one, grams))]])],
    }),
    "a published value": (one: Drawn, grams: number) => ({ published: [{ sink: "publish", topic: "weights", value: body(one, grams) }] }),
    "an http body": (one: Drawn, grams: number) => ({
      http: [{ method: "POST", url: "http://scale.test/w", headers: {}, body: body(one, grams) }],
    }),
    "a line of JSON": (one: Drawn, grams: number) => ({ files: [{ path: "out.jsonl", line: JSON.stringify(body(one, grams)) }] }),
    "a line of fields": (one: Drawn, grams: number) => ({ files: [{ path: "out.csv", line: `${iso(one.at)},${grams},${one.uuid()}` }] }),
    "a kv value": (one: Drawn, grams: number) => ({ kv: [{ sink: "kv", key: "north", value: JSON.stringify(body(one, grams)) }] }),
  };
  test.each(Object.entries(cases))("%s", (_, make) => {
    const learned = learnt((one) => make(one, 100));
    expect(learned.weak).toBeUndefined();
    expect(judge(outcome(make(drawn(9), 100)), learned).differences).toEqual([]);
    expect(judge(outcome(make(drawn(9), 200)), learned).deciding).not.toEqual([]);
  });

  test("a time within a text hides the time only", () => {
    const learned = learnt((one) => stampedLine(one, 100));
    expect(judge(outcome(stampedLine(drawn(9), 100)), learned).differences).toEqual([]);
    expect(judge(outcome(stampedLine(drawn(9), 200)), learned).deciding.map(({ sink }) => sink)).toEqual(
      expect.arrayContaining(["files", "kv"]),
    );
  });

  test("numbers that a double cannot hold are compared digit by digit", () => {
    expect(
      judge(
        outcome(longNumber("93")),
        learnt(() => longNumber("92")),
      ).deciding,
    ).toHaveLength(1);
  });

  test("a bucket of time within a name hides that part only; another word is another place", () => {
    const learned = learnt((one) => bucketed(one, [0, 1, 2]));
    expect(judge(outcome(bucketed(drawn(9), [0, 1, 2])), learned).differences).toEqual([]);
    expect(judge(outcome(bucketed(drawn(9), [0, 1, 2], 60_000)), learned).deciding).toMatchObject([{ sink: "kv", sign: "surplus" }]);
    expect(learn(baselines(branches), events, ids)).toMatchObject({ inconclusive: { reason: "nondeterministic" } });
  });

  test("names that are drawn: keys, paths, topics and addresses", () => {
    const learned = learnt((one) => underDrawnNames(one, 100));
    expect(judge(outcome(underDrawnNames(drawn(9), 100)), learned).differences).toEqual([]);
    expect(judge(outcome(underDrawnNames(drawn(9), 200)), learned).deciding.map(({ sink }) => sink)).toEqual(
      expect.arrayContaining(["kv", "files", "publish", "http"]),
    );
  });
});

describe("chance in the handler", () => {
  test("a third run that differs is inconclusive and says where", () => {
    const runs = baselines((one) => ({ tables: [weighings(one, one.run === 2 ? events.slice(1) : events)] }));
    expect(learn(runs, events, ids)).toMatchObject({
      inconclusive: { reason: "nondeterministic", message: expect.stringContaining("db weighings: - {event_id=m0") },
    });
  });

  test("a coin that is flipped for each message is inconclusive, and ignoring it helps", () => {
    const coins = [
      [0, 1, 1, 0, 1, 0],
      [1, 1, 1, 0, 1, 0],
      [0, 0, 1, 0, 1, 0],
    ];
    const make = ({ run }: Drawn) => ({
      tables: [
        table(
          "picks",
          ["event_id*", "grams", "variant"],
          events.map(({ event_id, data }, i) => [event_id, data.grams, coins[run]![i]!]),
        ),
      ],
    });
    expect(learn(baselines(make), events, ids)).toMatchObject({
      inconclusive: { reason: "nondeterministic", message: expect.stringContaining('"ignore": ["picks.variant"]') },
    });
    expect(learnt(make, { ignore: ["picks.variant"] }).weak).toBeUndefined();
  });

  test("the same values in other rows are inconclusive", () => {
    expect(learn(baselines(flipped), events, ids)).toMatchObject({ inconclusive: { reason: "nondeterministic" } });
  });

  test("an amount that depends on chance hides every doubling: weak, not proven", () => {
    const learned = learnt(byChance);
    expect(learned.weak).toMatchObject({ reason: "masked-amount", message: expect.stringContaining("totals.grams") });
    expect(learnt(byChance, { ignore: ["totals.grams"] }).weak).toBeUndefined();
  });
});

describe("times that a server stamps", () => {
  const now = Date.UTC(2026, 4, 5, 6, 7, 8);
  test("are told by the wall clock, for no virtual clock moves them", () => {
    const learned = learnt(() => stampedAt("2026-05-05 06:07:09"), { wallClockMs: now });
    expect(judge(outcome(stampedAt("2026-05-05 06:07:31")), learned).differences).toEqual([]);
  });

  test("a time of the events is compared", () => {
    const learned = learnt(() => depotStampedAt("2026-01-02 03:04:05"), { wallClockMs: now });
    expect(judge(outcome(depotStampedAt("2026-01-02 03:04:06")), learned).deciding).not.toEqual([]);
  });
});

describe("what undisturbed runs cannot teach", () => {
  test("no effect at all", () => {
    expect(
      learn(
        baselines(() => ({})),
        events,
        ids,
      ),
    ).toMatchObject({ inconclusive: { reason: "no-effect" } });
    expect(learn(baselines(onlyReading), events, ids)).toMatchObject({ inconclusive: { reason: "no-effect" } });
  });

  test("only drawn values: rows are counted, and it is said", () => {
    const learned = learnt((one) => onlyDrawn(one, 6));
    expect(learned.weak).toMatchObject({ reason: "only-masked" });
    expect(judge(outcome(onlyDrawn(drawn(5), 6)), learned).deciding).toEqual([]);
    expect(judge(outcome(onlyDrawn(drawn(5), 7)), learned).deciding).toMatchObject([{ sign: "surplus" }]);
  });

  test.each(["nacked", "crashed", "lost", "partial"] as const)("a message that is %s without a fault", (result) => {
    const deliveries = [
      { step: 3, copies: [{ event: 3, kind: "first" as const, count: 1 }], instance: "A", atMs: 0, result, error: "no such depot" },
    ];
    const runs = baselines((one) => ({ tables: [weighings(one)] })).map((run) => ({ ...run, deliveries }));
    expect(learn(runs, events, ids)).toMatchObject({
      inconclusive: { reason: "baseline-failed", message: expect.stringMatching(/message 3 .*no such depot/) },
    });
  });

  test("a dead letter without a fault", () => {
    expect(
      learn(
        baselines((one) => ({ tables: [weighings(one)], deadLetters: [4] })),
        events,
        ids,
      ),
    ).toMatchObject({ inconclusive: { reason: "baseline-failed" } });
  });
});
