import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attempt, PlayOutcome } from "../../src/verify/observation.ts";
import { judge } from "../../src/verify/oracle/judge.ts";
import { rebase } from "../../src/verify/oracle/relearn.ts";
import { signature } from "../../src/verify/oracle/signature.ts";
import { parsePlay } from "../../src/verify/parse-play.ts";
import type { Play, Step } from "../../src/verify/play.ts";
import { printPlay } from "../../src/verify/play-text.ts";
import { shrink } from "../../src/verify/shrink.ts";
import { undisturbed } from "../../src/verify/stream.ts";
import { events, learnt, outcome, table } from "./oracle/runs.ts";

/** What a consumer made of the steps: grams by depot, and what it refused. */
type Model = (steps: readonly Step[]) => { sums: Map<string, number>; refused: number[]; quiet?: boolean; times?: Map<string, number> };

const depot = (event: number): string => events[event]!.data.depot;
const arrivals = (steps: readonly Step[]): { event: number; kind: string; step: number }[] =>
  steps.flatMap((step, index) => {
    const copies = step.do === "deliver" ? step.copies : step.do === "race" ? [...step.first.copies, ...step.second.copies] : [];
    return copies.map(({ event, kind }) => ({ event, kind, step: index }));
  });

function counting(counts: (arrival: { event: number; kind: string; step: number }, steps: readonly Step[]) => number): Model {
  return (steps) => {
    const sums = new Map<string, number>();
    for (const arrival of arrivals(steps))
      sums.set(depot(arrival.event), (sums.get(depot(arrival.event)) ?? 0) + counts(arrival, steps) * events[arrival.event]!.data.grams);
    return { sums, refused: [] };
  };
}

function observed({ sums, refused, quiet, times }: ReturnType<Model>): PlayOutcome {
  const deliveries = refused.map((event): Attempt => ({
    step: 0,
    copies: [{ event, kind: "first", count: 1 }],
    instance: "A",
    atMs: 0,
    result: "nacked",
  }));
  return outcome(
    {
      tables: [table("sums", ["depot*", "grams"], [...sums]), table("times", ["depot*", "n"], [...(times ?? [])])],
      deadLetters: quiet ? [] : refused,
    },
    { deliveries },
  );
}

async function shrunk(model: Model, text: string, limit = 200) {
  const parsed = parsePlay(text);
  if ("error" in parsed) throw new Error(parsed.error);
  const play: Play = { clock: 0, seed: 1, ...parsed.play };
  const learned = learnt(
    () => observed(model([0, 1, 2, 3, 4, 5].map((event) => ({ do: "deliver", to: "A", copies: [{ event, kind: "first" }] })))).observation,
  );
  const learning = rebase(learned, observed(model(undisturbed(play.steps))));
  if ("inconclusive" in learning) throw new Error(learning.inconclusive.message);
  let runs = 0;
  const result = await shrink({
    play,
    learned: learning.learned,
    signature: signature(judge(observed(model(play.steps)), learning.learned).deciding),
    run: async ({ steps }) => (runs++, observed(model(steps))),
    limit,
  });
  expect(runs).toBe(result?.plays ?? runs);
  return { result, text: result && printPlay({ steps: result.play.steps }), play };
}

const faulty = `m0@A m1@A m2@A!crash-after#3 +5s restart@A m3@B m1'@B [m4 m5]@A +25h m2"@A tick@A {m3'@A | m3"@B : 0 1 0 1}`;

/** An event is refused until the one before it of its depot came; the fifth counts twice. */
const refusingGaps: Model = (steps) => {
  const come = arrivals(steps);
  const before = (event: number, at: number) => come.slice(0, at).some((one) => one.event === event);
  const refused = come.filter(({ event, kind }, at) => kind === "first" && event >= 2 && !before(event - 2, at)).map(({ event }) => event);
  return { ...counting(({ event, kind }) => (refused.includes(event) ? 0 : kind === "first" || event === 4 ? 1 : 0))(steps), refused };
};

/** The same, but what is refused goes nowhere, and a fault takes a gram from the fifth. */
const losing: Model = (steps) => {
  const { sums, refused } = refusingGaps(steps);
  const lost = arrivals(steps).some(({ event, step }) => event === 4 && (steps[step] as { fault?: unknown }).fault !== undefined);
  if (lost) sums.set(depot(4), (sums.get(depot(4)) ?? 0) - 1);
  return { sums, refused, quiet: true };
};

/** Every copy is counted in one table, a duplicate of the fourth also in the other. */
const countingTimes: Model = (steps) => {
  const sums = counting(({ kind, event }) => (kind === "first" ? 1 : event === 3 ? 1 : 0))(steps).sums;
  const times = new Map<string, number>();
  for (const { event } of arrivals(steps)) times.set(depot(event), (times.get(depot(event)) ?? 0) + 1);
  return { sums, refused: [], times };
};

describe("a convicting play is made small", () => {
  test("down to the duplicate that counts twice", async () => {
    const { text, result } = await shrunk(
      counting(({ event, kind }) => (event === 1 && kind === "redelivery" ? 1 : kind === "first" ? 1 : 0)),
      faulty,
    );
    expect(text).toBe("m1@A m1'@A");
    expect(result?.minimal).toBe(true);
    expect(result?.judged.deciding).toMatchObject([{ what: "sums", column: "grams" }]);
  });

  test("keeps the clock, the restart, the fault and the other instance where they matter", async () => {
    const needs = (found: (steps: readonly Step[]) => boolean) => counting(({ kind }, steps) => (kind === "first" || found(steps) ? 1 : 0));
    expect(
      (
        await shrunk(
          needs((steps) => steps.some((step) => step.do === "advance" && step.ms > 10_000)),
          faulty,
        )
      ).text,
    ).toMatch(/^(m\d@A) \+25h m\d['"]@A$|^m\d@A m\d['"]@A \+25h$/);
    expect(
      (
        await shrunk(
          needs((steps) => steps.some((step) => step.do === "restart")),
          faulty,
        )
      ).text,
    ).toMatch(/restart@A/);
    expect(
      (
        await shrunk(
          needs((steps) => steps.some((step) => step.do === "deliver" && step.to === "B")),
          faulty,
        )
      ).text,
    ).toMatch(/@B/);
    expect(
      (
        await shrunk(
          needs((steps) => steps.some((step) => step.do === "race")),
          faulty,
        )
      ).text,
    ).toMatch(/^m3@A \{m3'@A \| m3"@B : \}$/);
    const crash = counting(({ kind, step }, steps) =>
      kind !== "first" ? 0 : (steps[step] as { fault?: unknown }).fault === undefined ? 1 : 2,
    );
    expect((await shrunk(crash, faulty)).text).toBe("m2@A!crash-after#3");
  });

  test("a duplicate inside a batch keeps its batch", async () => {
    const model = counting(({ kind, step, event }, steps) => {
      const batch = steps[step]!;
      return kind === "first" || (batch.do === "deliver" && batch.copies.length > 1 && event === 1) ? 1 : 0;
    });
    expect((await shrunk(model, "[m0 m1]@A [m2 m3 m1']@A [m4 m5]@A")).text).toBe("m1@A [m2 m1']@A");
  });

  test("a message that others need is not dropped: being refused is no finding", async () => {
    expect((await shrunk(refusingGaps, "m0@A m1@A m2@A m3@A m4@A m5@A m4'@A m1'@A")).text).toBe("m0@A m2@A m4@A m4'@A");
  });

  test("nor where it is only put back and comes to nothing", async () => {
    expect((await shrunk(losing, "m0@A m1@A m2@A m3@A m4@A!crash-after#1 m5@A")).text).toBe("m0@A m2@A m4@A!crash-after#1");
  });

  test("the failure stays the same kind: a lesser difference does not take its place", async () => {
    expect((await shrunk(countingTimes, "m0@A m1@A m0'@A m3@A m3'@A")).text).toBe("m3@A m3'@A");
  });

  test("within the limit, and says when that came first", async () => {
    const model = counting(({ kind }) => (kind === "producer" ? 1 : kind === "first" ? 1 : 0));
    const { result } = await shrunk(model, faulty, 4);
    expect(result).toMatchObject({ minimal: false, plays: 4 });
  });

  test("a play that does not fail again is no counterexample; one that is small already stays the same object", async () => {
    expect(
      (
        await shrunk(
          counting(({ kind }) => (kind === "first" ? 1 : 0)),
          "m0@A m0'@A",
        )
      ).result,
    ).toBeUndefined();
    const { result, play } = await shrunk(
      counting(() => 1),
      "m0@A m0'@A",
    );
    expect(result?.play).toBe(play);
  });

  test("whatever fails, the result fails in the same way, is 1-minimal, and comes out the same twice", async () => {
    const duplicate = fc.record({ event: fc.nat(5), kind: fc.constantFrom("'", '"'), to: fc.constantFrom("A", "B"), jump: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(duplicate, { minLength: 1, maxLength: 5 }), fc.nat(5), async (duplicates, culprit) => {
        const text = [0, 1, 2, 3, 4, 5]
          .map((event) => `m${event}@A`)
          .concat(duplicates.flatMap(({ event, kind, to, jump }) => [...(jump ? ["+1s"] : []), `m${event}${kind}@${to}`]))
          .join(" ");
        fc.pre(duplicates.some(({ event }) => event === culprit));
        const model = counting(({ event, kind }) => (kind === "first" || event === culprit ? 1 : 0));
        const one = await shrunk(model, text);
        expect(one.text).toMatch(new RegExp(`^m${culprit}@A m${culprit}['"]@A$`));
        expect((await shrunk(model, text)).text).toBe(one.text);
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});
