import { expect, test } from "vitest";
import type { PointSeen } from "../../../src/verify/schedule.ts";
import { held } from "../../../src/verify/schedules/concurrent-duplicate.ts";

const sink = "postgres:main";
const reads = (what: string): PointSeen => ({ sink, what, write: false }) as PointSeen;
const writes = (what: string): PointSeen => ({ sink, what, write: true }) as PointSeen;
const suspects = (points: readonly PointSeen[]) => held(points).flatMap(({ at, suspect }) => (suspect ? [at] : []));

test("what a driver asks when it connects does not hide where a table is read that is written later", () => {
  const connects = [reads("BEGIN"), reads("SELECT"), reads("SHOW"), reads("SAVEPOINT"), reads("SELECT FROM pg_type"), writes("RELEASE")];
  const work = [reads("BEGIN"), reads("SELECT FROM payments"), writes("INSERT INTO payments"), writes("COMMIT")];
  expect(suspects([...connects, ...work])).toEqual([connects.length + 2]);
});

test("a read of one table and a write of another are no suspects", () => {
  expect(suspects([reads("BEGIN"), reads("SELECT FROM rates"), writes("INSERT INTO payments"), writes("COMMIT")])).toEqual([]);
});
