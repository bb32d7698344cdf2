import { describe, expect, test } from "vitest";
import { schedules } from "../../../src/verify/schedules.ts";
import { verified } from "./run.ts";

const judging = schedules.filter(({ id, advisory }) => advisory !== true && id !== "F13");
const classesOf = (violations: readonly { faultClass: string }[]) => [
  ...new Set(violations.map(({ faultClass }) => faultClass.split(":")[0])),
];

// Without its class in the list the consumer would pass: no other class convicts it.
describe("each fault class finds what no other one finds", () => {
  test.each(judging.map(({ id, title }) => [id, title] as const))("%s %s", async (id, title) => {
    const all = await verified(`${title}.ts`, schedules);
    expect({ verdict: all.verdict, classes: classesOf(all.violations), named: all.counterexample?.faultClass.split(":")[0] }).toEqual({
      verdict: "not-idempotent",
      classes: [id],
      named: id,
    });
  });
});

test("F13 alone says whether the order matters", async () => {
  const all = await verified("late-first-delivery.ts", schedules);
  expect([all.verdict, all.orderSafe]).toEqual(["idempotent", false]);
  const others = await verified(
    "late-first-delivery.ts",
    schedules.filter(({ id }) => id !== "F13"),
  );
  expect([others.verdict, others.orderSafe]).toEqual(["idempotent", undefined]);
});

test.each([
  ["F15", "same-id-other-payload"],
  ["F16", "new-id-same-business-key"],
])("%s advises and convicts nobody", async (id, title) => {
  const notes = async (list: typeof schedules) => (await verified(`${title}.ts`, list)).notes.filter((note) => note.startsWith(id));
  expect(await notes(schedules)).toHaveLength(1);
  expect(await notes(schedules.filter((schedule) => schedule.id !== id))).toEqual([]);
  expect((await verified(`${title}.ts`, schedules)).verdict).toBe("idempotent");
});
