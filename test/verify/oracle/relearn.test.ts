import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Observation } from "../../../src/verify/observation.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { rebase, unrelated } from "../../../src/verify/oracle/relearn.ts";
import { tokensOf } from "../../../src/verify/oracle/tokens.ts";
import { drawn, events, ids, learnt, outcome, table } from "./runs.ts";

const byDepot = (indices: readonly number[]) => {
  const sums = new Map<string, number>();
  for (const index of indices) sums.set(events[index]!.data.depot, (sums.get(events[index]!.data.depot) ?? 0) + events[index]!.data.grams);
  return table("sums", ["depot*", "grams"], [...sums]);
};

/** A consumer that knows messages by what `keyOf` leaves of their ids, run on these ids. */
function consumer(keyOf: (id: string) => string, onIds: readonly string[]): Partial<Observation> {
  const seen = new Map<string, number>();
  for (const [index, id] of onIds.entries()) if (!seen.has(keyOf(id))) seen.set(keyOf(id), index);
  const kept = [...seen.values()];
  return {
    tables: [
      byDepot(kept),
      table(
        "seen",
        ["key*"],
        [...seen.keys()].map((key) => [key]),
      ),
    ],
    kv: kept.map((index) => ({ sink: "kv", key: `d:${onIds[index]}`, value: `hash ${keyOf(onIds[index]!)}` })),
  };
}

const others = (start: number) =>
  ids.map((_, index) => `${start + index}fad5b0-${(start * 97 + index).toString(16).padStart(4, "0")}-469f-a165-708672895${start}${index}`);
const alike = ids.map((_, index) => `70000000-d9cb-469f-a165-70867289500${index}`);

const judgedOn = (keyOf: (id: string) => string) => {
  const learned = learnt(() => consumer(keyOf, ids));
  const learning = unrelated(
    learned,
    [31, 57].map((start) => ({ outcome: outcome(consumer(keyOf, others(start))), ids: others(start) })),
  );
  if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
  return judge(outcome(consumer(keyOf, alike)), learning.learned, { ids: alike });
};

const sharded = (onIds: readonly string[], more: number) =>
  outcome({ ...consumer((id) => id, onIds), files: Array.from({ length: more }, () => ({ path: "x", line: "y" })) });

const sumsOf = (indices: readonly number[]) => ({ tables: [byDepot(indices)] });

const later = (run: number, grams: number) =>
  outcome({
    ...sumsOf([0, 1, 2, 3, 4, 5]),
    published: [{ sink: "kafka", topic: "sent", value: { event_id: drawn(run).uuid(), grams } }],
  });

describe("ids that look alike", () => {
  test("a key cut short loses events, and that convicts", () => {
    expect(judgedOn((id) => id.slice(0, 8)).deciding).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ what: "sums", sign: "missing" })]),
    );
  });

  test.each<[string, (id: string) => string]>([
    ["the whole id", (id) => id],
    ["a digest of it", (id) => createHash("sha256").update(id).digest("hex")],
    ["the id in capitals", (id) => id.toUpperCase()],
  ])("%s as key is no difference", (_, keyOf) => expect(judgedOn(keyOf).deciding).toEqual([]));

  test.each<[string, (id: string) => string, boolean]>([
    ["cut short lose entries, and that convicts", (id) => id.slice(0, 8), true],
    ["whole lose none", (id) => id.toUpperCase(), false],
  ])("keys and paths with ids that are %s", (_, keyOf, convicts) => {
    const left = (onIds: readonly string[]) => ({
      ...sumsOf([0, 1, 2, 3, 4, 5]),
      kv: [...new Map(onIds.map((id, index) => [`vote:${events[index]!.data.depot}:${keyOf(id)}`, String(events[index]!.data.grams)]))].map(
        ([key, value]) => ({ sink: "kv", key, value }),
      ),
      files: [...new Map(onIds.map((id, index) => [`slips/${keyOf(id)}.txt`, `${events[index]!.data.grams} g`]))].map(([path, line]) => ({
        path,
        line,
      })),
    });
    const learning = unrelated(
      learnt(() => left(ids)),
      [31, 57].map((start) => ({ outcome: outcome(left(others(start))), ids: others(start) })),
    );
    if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
    const deciding = judge(outcome(left(alike)), learning.learned, { ids: alike }).deciding;
    expect([...new Set(deciding.map(({ sink }) => sink))].toSorted()).toEqual(convicts ? ["files", "kv"] : []);
  });

  test("effects that follow the id otherwise cannot be compared", () => {
    const learned = learnt(() => consumer((id) => id, ids));
    const learning = unrelated(learned, [
      { outcome: sharded(others(31), 1), ids: others(31) },
      { outcome: sharded(others(57), 2), ids: others(57) },
    ]);
    expect(learning).toMatchObject({ inconclusive: { reason: "nondeterministic" } });
  });

  test("an undisturbed run that refuses such ids teaches nothing", () => {
    const learned = learnt(() => consumer((id) => id, ids));
    expect(unrelated(learned, [{ outcome: outcome({ deadLetters: [0] }), ids: others(31) }])).toMatchObject({
      inconclusive: { reason: "baseline-failed" },
    });
  });
});

describe("another undisturbed run", () => {
  const learned = learnt(() => sumsOf([0, 1, 2, 3, 4, 5]));

  test("of a shorter stream is what its plays are compared with", () => {
    const learning = rebase(learned, outcome(sumsOf([0, 1])));
    if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
    expect(judge(outcome(sumsOf([0, 1])), learning.learned).differences).toEqual([]);
    expect(judge(outcome(sumsOf([0, 0, 1])), learning.learned).deciding).toMatchObject([{ what: "sums", column: "grams" }]);
  });

  test("that is refused cannot be used", () => {
    expect(rebase(learned, outcome({ ...sumsOf([0]), deadLetters: [1] }))).toMatchObject({ inconclusive: { reason: "baseline-failed" } });
  });

  test("that leaves effects in a new place needs a second one to tell what is drawn there", () => {
    expect(rebase(learned, later(3, 7))).toMatchObject({
      inconclusive: { reason: "unlearned", message: expect.stringContaining("kafka sent") },
    });
    const learning = rebase(learned, later(3, 7), { second: later(4, 7) });
    if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
    expect(judge(later(5, 7), learning.learned).differences).toEqual([]);
    expect(judge(later(5, 8), learning.learned).deciding).not.toEqual([]);
    expect(rebase(learned, later(3, 7), { second: outcome(sumsOf([0, 1, 2, 3, 4, 5])) })).toMatchObject({
      inconclusive: { reason: "nondeterministic" },
    });
  });
});

describe("ids in texts", () => {
  test("long ones anywhere, shorter ones as words, the shortest only alone", () => {
    const tokens = tokensOf([ids[0]!, "parcel-1", "parcel-10", "7"]);
    expect(tokens.inText(`x${ids[0]}y`)).toBe("x⟨m0⟩y");
    expect(tokens.inText("lock:parcel-1 parcel-10 parcel-100")).toBe("lock:⟨m1⟩ ⟨m2⟩ parcel-100");
    expect([tokens.inText("7"), tokens.inText("70 of 7"), tokens.whole(7)]).toEqual(["⟨m3⟩", "70 of 7", undefined]);
    expect(tokensOf([]).inText("anything at all")).toBe("anything at all");
    expect(tokensOf(["a.b*c(d)+"]).inText("a.b*c(d)+ axbbc(d)+")).toBe("⟨m0⟩ axbbc(d)+");
  });
});
