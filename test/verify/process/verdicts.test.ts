import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { has, node, verify } from "./rig.ts";

const slow = { timeout: 120_000 };
const stops = has("strace");
const fenced = spawnSync("unshare", ["--user", "--map-root-user", "--net", "true"]).status === 0;

describe.concurrent.each([
  ["an increment without any record", node("stock.mjs", "blind"), ["F1"], /^F1/],
  ["a record in memory", node("stock.mjs", "in-memory"), ["F3"], /^F3/],
  ["the last write", node("stock.mjs", "last-wins"), ["F2"], /^F2/],
  ["a call to a peer without a key", node("notify.mjs", "unkeyed"), ["F6"], /^F6/],
  ["an answer of a peer that is not looked at", node("notify.mjs", "swallow"), ["F8"], /^F8:http/],
  ["a new id at each send", node("notify.mjs", "new-id"), ["F1"], /^F1/],
])("%s", (_, command, faults, faultClass) => {
  test("is convicted", slow, async () => {
    const { verification } = await verify(command, faults);
    expect(verification, verification.why).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass: expect.stringMatching(faultClass), reproduced: "3 of 3" },
    });
  });
});

describe.concurrent.each([
  ["a peer that is called with a key", node("notify.mjs", "keyed"), ["F1", "F6", "F7", "F8", "F5"]],
  ["a send under an id that follows from the event's", node("notify.mjs", "stable-id"), ["F1", "F6", "F7"]],
  ["last write, where only a suffix comes again", node("stock.mjs", "last-wins"), ["F11", "F12", "F6"]],
])("%s", (_, command, faults) => {
  test("is not convicted", slow, async () => {
    const { verification } = await verify(command, faults);
    expect(verification.violations).toEqual([]);
    expect(verification.why).toMatch(/Only some fault classes were asked for/);
  });
});

test.concurrent("an inbox in one transaction passes every class; what a process cannot be played is named", slow, async () => {
  const { verification } = await verify(node("stock.mjs", "inbox"));
  expect(verification, verification.why).toMatchObject({ verdict: stops && fenced ? "idempotent" : "inconclusive", violations: [] });
  const played = verification.coverage.classes.map(({ faultClass }) => faultClass);
  expect(played).toEqual(expect.arrayContaining(["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F11", "F12", "F14"]));
  expect(verification.coverage.notCovered.map(({ faultClass }) => faultClass)).toEqual(expect.arrayContaining(["F9", "F13", "F18"]));
});

describe.runIf(stops)("between two writes to a file", () => {
  test.concurrent("an empty file that marks an event is a write", slow, async () => {
    const { verification } = await verify(node("odd.mjs", "marks"), ["F7"]);
    expect(verification, verification.why).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: "F7" } });
  });

  test.concurrent("two commits are told from one (Node.js)", slow, async () => {
    const { verification } = await verify(node("stock.mjs", "two-commits"), ["F7"]);
    expect(verification, verification.why).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass: "F7", schedule: expect.stringContaining("crash-before#2") },
    });
    const { verification: twin } = await verify(node("stock.mjs", "inbox"), ["F7"]);
    expect(twin.violations).toEqual([]);
    expect(twin.coverage.points.hit).toBeGreaterThan(0);
  });

  test.runIf(has("python3")).concurrent("two commits are told from one (Python)", slow, async () => {
    const { verification } = await verify(["python3", "ledger.py", "two-commits"], ["F7"]);
    expect(verification, verification.why).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: "F7" } });
    const { verification: twin } = await verify(["python3", "ledger.py", "inbox"], ["F7"]);
    expect(twin.violations).toEqual([]);
  });

  test.runIf(has("bash")).concurrent("a shell script that appends is told from one that looks first", slow, async () => {
    const { verification } = await verify(["bash", "journal.sh", "append"], ["F7", "F6"]);
    expect(verification.violations.map(({ faultClass }) => faultClass)).toEqual(expect.arrayContaining(["F6"]));
    const { verification: twin } = await verify(["bash", "journal.sh", "locked"], ["F7", "F6", "F1"]);
    expect(twin.violations).toEqual([]);
  });

  test.concurrent("two copies at once on two instances", slow, async () => {
    const { verification } = await verify(node("stock.mjs", "two-commits"), ["F5"]);
    expect(verification, verification.why).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass: "F5", schedule: expect.stringContaining("m0@A | m0'@B") },
    });
    const { verification: twin } = await verify(node("stock.mjs", "inbox"), ["F5"]);
    expect(twin.violations).toEqual([]);
    expect(twin.coverage.notCovered.map(({ faultClass }) => faultClass)).not.toContain("F5");
  });
});

test.concurrent("a counterexample runs again from its text alone", slow, async () => {
  const { verification } = await verify(node("stock.mjs", "blind"), ["F1"]);
  const schedule = verification.counterexample!.schedule;
  const again = await verify(node("stock.mjs", "blind"), undefined, {}, { schedules: [schedule] });
  expect(again.verification).toMatchObject({ verdict: "not-idempotent", counterexample: { schedule } });
  const cured = await verify(node("stock.mjs", "inbox"), undefined, {}, { schedules: [schedule] });
  expect(cured.verification.violations).toEqual([]);
});
