import { expect, test } from "vitest";
import { realClock, sleep, virtualClock } from "../../src/brokers/clock.ts";

test("virtual time moves from one due time to the next, and only while somebody waits", async () => {
  const clock = virtualClock(1000);
  const seen: number[] = [];
  clock.at(31_000, () => seen.push(clock.now()));
  clock.at(1500, () => seen.push(clock.now()));
  const off = clock.at(1700, () => seen.push(-1));
  off();
  expect(clock.now()).toBe(1000);
  expect(await clock.until(() => seen.length === 2, 60_000)).toBe(true);
  expect(seen).toEqual([1500, 31_000]);
  expect(await clock.until(() => false, 5000)).toBe(false);
  expect(clock.now()).toBe(36_000);
});

test("virtual time stands still while something real is in work", async () => {
  const clock = virtualClock(0);
  let finishedAt = -1;
  void clock.during(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    finishedAt = clock.now();
  });
  let late = false;
  clock.at(10, () => (late = true));
  expect(await clock.until(() => late, 100)).toBe(true);
  expect(finishedAt).toBe(0);
});

test("the real clock waits as long as it says", async () => {
  const clock = realClock(() => performance.now());
  const before = clock.now();
  await sleep(clock, 30);
  expect(clock.now() - before).toBeGreaterThanOrEqual(25); // a timer may come early by a few milliseconds, as for a ladder's gaps
  expect(await clock.until(() => clock.now() > before + 50, 1000)).toBe(true);
  expect(await clock.until(() => false, 20)).toBe(false);
});
