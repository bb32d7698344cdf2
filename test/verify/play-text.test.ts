import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlay } from "../../src/verify/parse-play.ts";
import type { Copy, Deliver, Fault, Step, Turn } from "../../src/verify/play.ts";
import { duration, printPlay, type PlayText } from "../../src/verify/play-text.ts";

const copy: fc.Arbitrary<Copy> = fc.record({ event: fc.nat(60), kind: fc.constantFrom("first", "redelivery", "producer") });
const fault: fc.Arbitrary<Fault> = fc.record(
  {
    kind: fc.constantFrom("crash", "error", "refuse"),
    at: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant("ack" as const)),
    side: fc.constantFrom("before", "after"),
    every: fc.constant(true as const),
    what: fc.oneof(fc.constant("INSERT INTO weights"), fc.string()),
  },
  { requiredKeys: ["kind", "at", "side"] },
);
const instance = fc.constantFrom("A", "B", "zombie-2");
const deliver: fc.Arbitrary<Deliver> = fc.record(
  { do: fc.constant("deliver"), copies: fc.array(copy, { minLength: 1, maxLength: 4 }), to: instance, fault },
  { requiredKeys: ["do", "copies", "to"] },
);
const ms = fc.oneof(fc.nat(1e6), fc.constantFrom(1000, 90_000_000, 691_200_000));
const turn: fc.Arbitrary<Turn> = fc.oneof(fc.constantFrom(0 as const, 1 as const), fc.record({ advanceMs: ms }));
const step: fc.Arbitrary<Step> = fc.oneof(
  deliver,
  fc.record({ do: fc.constant("race" as const), first: deliver, second: deliver, order: fc.array(turn, { maxLength: 12 }) }),
  fc.record({ do: fc.constant("restart" as const), instance }),
  fc.record({ do: fc.constant("advance" as const), ms }),
  fc.record({ do: fc.constant("tick" as const), on: instance, fault }, { requiredKeys: ["do", "on"] }),
);
const play: fc.Arbitrary<PlayText> = fc.record(
  {
    steps: fc.array(step, { minLength: 1, maxLength: 12 }),
    seed: fc.integer(),
    clock: fc.integer({ min: 0, max: 4e12 }),
    eventsName: fc.constantFrom("look-alike-prefix", "same-id-other-payload:0:3"),
    nacks: fc.constantFrom("inline", "tail", "none"),
    deep: fc.constant(true as const),
  },
  { requiredKeys: ["steps"] },
);

describe("the literal schedule of a play", () => {
  test("whatever is printed reads back as the same play", () => {
    fc.assert(
      fc.property(play, (one) => {
        expect(parsePlay(printPlay(one))).toEqual({ play: one });
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  test("looks as people write it", () => {
    const text = `seed=7 nacks=tail m0@A m1@A!crash-after#3 m1'@B m0"@A [m2 m3']@A!error-before#ack +25h restart@A tick@A!!crash-after#2 {m4@A | m4'@B : 0 1 0 +5s 1}`;
    const read = parsePlay(text);
    expect("play" in read && printPlay(read.play)).toBe(text);
    expect("play" in read && read.play.steps).toHaveLength(9);
    expect("play" in read && read.play.steps[3]).toEqual({ do: "deliver", copies: [{ event: 0, kind: "producer" }], to: "A" });
    expect("play" in read && read.play.steps[7]).toEqual({
      do: "tick",
      on: "A",
      fault: { kind: "crash", at: 2, side: "after", every: true },
    });
  });

  test("blanks and line ends between steps do not matter", () => {
    expect(parsePlay(" m0@A\n\tm1@A \n")).toEqual(parsePlay("m0@A m1@A"));
    expect(parsePlay("{ m0@A|m0'@B :0 1 }")).toEqual(parsePlay("{m0@A | m0'@B : 0 1}"));
  });

  test.each([
    ["", 0, "no step"],
    ["m0", 2, "an instance"],
    ["m0@A m1@", 7, "an instance"],
    ["m0@A!explode-after#1", 5, "a fault"],
    ['m0@A!crash-after#1"\\x"', 18, "quotes"],
    ["m0@A!crash-after#0", 5, "a fault"],
    ["m0@A +25y", 5, "ms, s, m, h or d"],
    ["m0@A{m1@A | m1'@B : 0}", 4, "a blank"],
    ["{m1@A m1'@B : 0}", 5, "|"],
    ["{m1@A | m1'@B : 0 2}", 18, "0, 1"],
    ["{m1@A | m1'@B : 0", 16, "0, 1"],
    ["[]@A", 2, "empty batch"],
    ["nacks=often m0@A", 6, "inline"],
    ["clock=soon m0@A", 6, "whole number"],
    ["seed=1", 6, "no step"],
    ["m0@A seed=1", 5, "a step"],
    ["+999999999999999d", 0, "too long"],
  ])("%j is refused at %i", (text, at, message) => {
    const read = parsePlay(text);
    expect(read).toMatchObject({ at });
    expect("error" in read && read.error).toContain(message);
  });

  test("a hostile text is read in linear time", () => {
    const started = performance.now();
    for (const text of [
      `${" ".repeat(100_000)}x`,
      "m0@A ".repeat(30_000),
      `[${"m0 ".repeat(50_000)}`,
      `{m0@A | m0@B : ${"0 ".repeat(50_000)}`,
    ])
      parsePlay(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("durations are told in the largest whole unit", () => {
    expect([0, 1, 1500, 5000, 60_000, 90_000_000, 86_400_000].map(duration)).toEqual(["0ms", "1ms", "1500ms", "5s", "1m", "25h", "1d"]);
  });
});
