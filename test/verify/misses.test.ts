import { expect, test } from "vitest";
import type { Judged1 } from "../../src/verify/judgement.ts";
import { missesOf } from "../../src/verify/misses.ts";
import type { ClassPlan } from "../../src/verify/plan.ts";
import type { Fault } from "../../src/verify/play.ts";
import type { Stream } from "../../src/verify/schedule.ts";
import { schedules } from "../../src/verify/schedules.ts";

const copies = [{ event: 0, kind: "first" as const }];
const stream = { steps: [{ do: "deliver", to: "A", copies }], points: [[]], tickPoints: [] } as unknown as Stream;
const played = (at: number, faultsHit: number): Judged1 => {
  const fault: Fault = { kind: "crash", side: "before", at };
  const play = { steps: [{ do: "deliver" as const, to: "A", copies, fault }] };
  return { planned: { faultClass: "F7", play }, outcome: { faultsHit } } as unknown as Judged1;
};
const planOf = (id: string, all: number): ClassPlan => ({
  schedule: schedules.find((each) => each.id === id)!,
  plays: [],
  all,
  leftOut: 0,
});

test("a strike that no play made is missed; one that some play made is not", () => {
  const { strikes } = missesOf([played(1, 0), played(1, 1), played(2, 0)], [], stream);
  expect(strikes).toHaveLength(1);
  expect(strikes[0]).toMatch(/^F7 crash before 2/);
});

test("a class without a play is told; it blocks where there were some", () => {
  const { unplayed } = missesOf([played(1, 1)], [planOf("F7", 3), planOf("F10", 0), planOf("F3", 4)], stream);
  expect(unplayed).toEqual([
    { faultClass: "F10", why: "it takes its messages one by one", blocks: false },
    { faultClass: "F3", why: expect.stringMatching(/budget/), blocks: true },
  ]);
});
