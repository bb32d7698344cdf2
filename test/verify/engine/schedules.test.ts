import { describe, expect, test } from "vitest";
import { classOf } from "../../../src/verify/class-of.ts";
import { eventSet } from "../../../src/verify/event-sets.ts";
import { following, interleavings, racesOf } from "../../../src/verify/interleavings.ts";
import { pairs } from "../../../src/verify/pairs.ts";
import { parsePlay } from "../../../src/verify/parse-play.ts";
import { planSingles } from "../../../src/verify/plan.ts";
import type { PointSeen, Stream } from "../../../src/verify/schedule.ts";
import { faultListDigest, schedules } from "../../../src/verify/schedules.ts";
import { undisturbed, undisturbedSteps } from "../../../src/verify/stream.ts";
import { material } from "../teeth/run.ts";

const point = (n: number, what: string, more: Partial<PointSeen> = {}): PointSeen => ({
  n,
  what,
  sink: "db",
  write: !/^(SELECT|BEGIN)/.test(what),
  http: false,
  publish: false,
  local: false,
  ...more,
});
const checkThenInsert = [point(1, "SELECT FROM seen"), point(2, "BEGIN"), point(3, "INSERT INTO seen"), point(4, "COMMIT")];

function stream(points: readonly PointSeen[] = checkThenInsert, more: Partial<Stream> = {}): Stream {
  const steps = undisturbedSteps(6, more.batchSize);
  return {
    events: material.events,
    ids: material.ids,
    keys: material.keys,
    steps,
    points: steps.map(() => points),
    tickPoints: [],
    hasTick: false,
    eventSet: (name) => eventSet(name, material),
    ...more,
  };
}
const planOf = (id: string, of: Stream = stream()) => [...schedules.find((schedule) => schedule.id === id)!.plan(of)];

const errors = (points: readonly PointSeen[]) =>
  planOf("F8", stream(points)).flatMap(({ faultClass, play }) => {
    const [first] = play.steps;
    return first?.do === "deliver" && first.fault ? [`${faultClass} ${first.fault.kind} ${first.fault.side}`] : [];
  });
const take = (seed: number, classes: readonly string[]) => {
  const found = [];
  for (const planned of pairs(stream(), new Set(classes), seed)) if (found.push(planned) === 30) break;
  return found;
};

describe("each class's plays", () => {
  test("are the same every time, and undisturbed once the disturbance is taken out", () => {
    for (const { id } of schedules) {
      expect(planOf(id)).toEqual(planOf(id));
      for (const { play, against } of planOf(id)) {
        const left = undisturbed(play.steps).filter(({ do: what }) => what === "deliver");
        if (against !== "order") expect(left).toEqual(stream().steps);
      }
    }
  });
  test("a crash at each effect, before and after; after the last one it is F6's", () => {
    const crashes = planOf("F7").flatMap(({ play }) =>
      play.steps.flatMap((step, at) => (step.do === "deliver" && step.fault && at === 0 ? [`${step.fault.at} ${step.fault.side}`] : [])),
    );
    expect(crashes).toEqual(["1 before", "1 after", "2 before", "2 after", "3 before", "3 after", "4 before", "ack after"]);
    expect(planOf("F6")).toHaveLength(6);
  });
  test("an error after the effect only where it can be: no read, nothing local; a peer refuses too", () => {
    expect(errors([point(1, "SELECT FROM seen")])).toEqual(["F8 error before"]);
    expect(errors([point(1, "INSERT INTO seen", { local: true })])).toEqual(["F8 error before"]);
    expect(errors([point(1, "POST https://peer.example", { http: true })])).toEqual([
      "F8:http error after",
      "F8:http error before",
      "F8:http refuse after",
      "F8:http refuse before",
    ]);
  });
  test("a race first holds who has read what it writes later", () => {
    const [first] = planOf("F5");
    expect(first!.play.steps[0]).toMatchObject({ do: "race", order: expect.arrayContaining([0, 1]) as unknown });
    const order = (first!.play.steps[0] as unknown as { order: number[] }).order;
    expect(order.indexOf(1)).toBe(1);
  });
  test("batches: no batch is larger than the stream's by more than the copy", () => {
    const batches = planOf("F10", stream(checkThenInsert, { batchSize: 3 }));
    expect(batches.length).toBeGreaterThan(10);
    for (const { play } of batches)
      expect(Math.max(...play.steps.map((step) => (step.do === "deliver" ? step.copies.length : 0)))).toBeLessThanOrEqual(4);
    expect(planOf("F10")).toEqual([]);
  });
});

describe("other events", () => {
  test.each([
    ["look-alike-prefix", (id: string) => id.slice(0, 30)],
    ["look-alike-suffix", (id: string) => id.slice(8)],
    ["look-alike-case", (id: string) => id.toLowerCase()],
  ])("%s: told apart only by the whole id", (name, part) => {
    const { ids, events } = eventSet(name, material)!;
    expect(new Set(ids).size).toBe(6);
    expect(new Set(ids.map(part)).size).toBe(1);
    expect(events.map((event) => (event as { event_id: string }).event_id)).toEqual(ids);
  });
  test("one timestamp for different keys, later ones within a key", () => {
    const events = eventSet("one-timestamp", material)!.events as { timestamp: string; data: { meter: string } }[];
    expect(events[0]!.timestamp).toBe(events[1]!.timestamp);
    for (const meter of ["cellar", "attic"]) {
      const own = events.filter(({ data }) => data.meter === meter).map(({ timestamp }) => timestamp);
      expect(own).toEqual([...new Set(own)].sort());
    }
  });
  test("short numbers have no look-alikes", () => {
    const ids = ["101", "102", "103", "104", "105", "106"];
    expect(eventSet("look-alike-prefix", { ...material, ids })).toBe(undefined);
    expect(eventSet("unrelated-ids-a", { ...material, ids })).toBe(undefined);
  });
});

describe("races in all orders", () => {
  test("depth-first search meets every order once", async () => {
    const effects = 3;
    const orders: string[] = [];
    const play = (order: readonly (0 | 1)[]) => {
      const left = [effects, effects];
      const turns: (0 | 1)[] = [];
      const wishes = [...order];
      while (left[0]! > 0 && left[1]! > 0) {
        const side = wishes.shift() ?? 0;
        turns.push(side);
        left[side]!--;
      }
      orders.push(turns.join(""));
      return turns;
    };
    const [race] = racesOf(stream(checkThenInsert.slice(0, effects)));
    expect(race!.possible).toBe(20);
    const run = async ({ play: { steps } }: { play: { steps: readonly unknown[] } }) => ({
      turns: play((steps[0] as { order: (0 | 1)[] }).order),
    });
    for await (const _ of interleavings(stream(checkThenInsert.slice(0, effects)), race!, 1, run)) continue;
    expect(new Set(orders).size).toBe(orders.length);
    expect(orders).toHaveLength(20);
  });
  test("after the last order there is none", () => {
    expect(following([0, 1, 1])).toEqual([1]);
    expect(following([1, 1])).toBe(undefined);
  });
});

const places = (plays: readonly { play: { steps: readonly unknown[] } }[]) =>
  new Set(plays.map(({ play }) => JSON.stringify(play.steps.flatMap((step) => (step as { fault?: object }).fault ?? []))));

describe("budget", () => {
  test.each([{ slow: true } as const, {}])(
    "strike at every place of the code before any second time, however few there may be ($slow)",
    (how) => {
      const crashes = (budget: number) => planSingles(schedules, stream(), budget, how).find(({ schedule }) => schedule.id === "F7")!;
      const every = places(crashes(10_000).plays).size;
      expect(every).toBeGreaterThan(4);
      const few = crashes(40);
      expect(few.plays.length).toBeLessThan(few.all);
      expect(places(few.plays).size).toBe(every);
      expect(few.leftOut).toBe(0);
      // A budget below even that leaves something out, and says so: such a run is no proof.
      expect(crashes(3)).toMatchObject({ leftOut: every - 3 });
    },
  );

  test("all singles when they fit; else a share of each class, its first ones", () => {
    const all = planSingles(schedules, stream(), 10_000);
    expect(all.every(({ plays, all: count }) => plays.length === count)).toBe(true);
    const few = planSingles(schedules, stream(), 60);
    expect(few.filter(({ all: count }) => count > 0).every(({ plays }) => plays.length > 0)).toBe(true);
    expect(few.reduce((sum, { plays }) => sum + plays.length, 0)).toBeLessThan(90);
  });
  test("two faults a play: the same for the same seed, of the classes that were asked for", () => {
    expect(take(5, ["F1", "F2", "F7", "F8"])).toEqual(take(5, ["F1", "F2", "F7", "F8"]));
    expect(take(5, ["F1", "F2", "F7", "F8"])).not.toEqual(take(6, ["F1", "F2", "F7", "F8"]));
    expect(new Set(take(5, ["F7"]).map(({ faultClass }) => faultClass.split(":")[0]))).toEqual(new Set(["F7"]));
  });
});

test.each([
  ["m0@A m0'@A", "F1:redelivery"],
  ['m0@A m1@A m0"@A', "F2:producer"],
  ["m0@A restart@A +5s m0'@A", "F3:redelivery"],
  ["m0@A m0'@B", "F4:redelivery"],
  ["{m0@A | m0'@B : 0 1}", "F5"],
  ["m0@A!crash-before#ack", "F6"],
  ["m0@A!crash-after#2", "F7"],
  ["m0@A!error-after#2", "F8"],
  ["m0@A +25h m0'@A", "F9:redelivery"],
  ["m0@A m1@A m2@A restart@A m0'@A m1'@A m2'@A", "F11:redelivery"],
  ["m0@A m1@A m2@A m3@A restart@A m1'@A m2'@A m3'@A", "F12:redelivery"],
  ["nacks=tail m1@A m0@A", "F13"],
  ["{m0@A | m0'@B : 0 +1h 1}", "F18"],
  ["m0@A!error-before#1 m1@A m0'@A", "F2:redelivery"],
])("%s is of class %s", (text, faultClass) => {
  const parsed = parsePlay(text);
  if ("error" in parsed) throw new Error(parsed.error);
  expect(classOf(parsed.play)).toBe(faultClass);
});

test("the list has a digest that evidence is bound to", () => {
  expect(faultListDigest()).toMatch(/^[0-9a-f]{64}$/);
});
