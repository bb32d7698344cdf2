import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import type { Subject } from "../../../src/verify/subject.ts";
import { fake, playOf } from "./subject.ts";

const open: Subject[] = [];
const started = (...args: Parameters<typeof fake>): Subject => {
  const subject = fake(...args);
  open.push(subject);
  return subject;
};
afterEach(async () => {
  for (const subject of open.splice(0)) await subject.close();
});
/** What the fake worker says: the number of plays that it answered. */
const count = async (subject: Subject, seed = 2) => (await subject.play(playOf(seed))).problems[0];
const answered = (plays: number) => ({ kind: "not-covered", message: String(plays) });

describe("a worker that misbehaves is a problem of the play, and the next play has a new one", () => {
  test.each([
    ["hangs", "timeout", /busy/],
    ["waits", "timeout", /busy/],
    ["silent", "timeout", /never resolved/],
    ["exits", "exited", /code 3/],
    ["throws", "exited", /nobody catches this/],
    ["kills", "exited", /SIGKILL/],
  ])("%s", async (does, kind, message) => {
    const subject = started(does);
    expect(await subject.open()).toMatchObject({ opened: { clients: [] } });
    const { problems, faultsHit } = await subject.play(playOf(1));
    expect(problems).toMatchObject([{ kind, message: expect.stringMatching(message) }]);
    expect(faultsHit).toBe(0);
    if (does !== "silent") expect(await count(subject)).toEqual(answered(1));
  });

  test("eats memory", async () => {
    const subject = started("eats", { heapMb: 64 });
    await subject.open();
    expect((await subject.play({ ...playOf(1) })).problems[0]?.kind).toMatch(/exited|timeout/);
    expect(await count(subject)).toEqual(answered(1));
  });

  test.each([
    ["open:hangs", "timeout"],
    ["open:exits", "exited"],
    ["open:kills", "exited"],
    ["open:fails", "import-failed"],
  ])("%s", async (does, kind) => {
    const subject = started(does, { openPatienceMs: 500 });
    expect(await subject.open()).toMatchObject({ problem: { kind } });
    expect((await subject.play(playOf(2))).problems[0]?.kind).toMatch(/timeout|exited|import-failed|not-covered/);
  });
});

test("a slow play that shows signs of life is let go on", async () => {
  const subject = started("slow");
  await subject.open();
  expect(await count(subject, 1)).toEqual(answered(1));
});

test("what user code prints reaches nobody", async () => {
  const subject = started("floods", {});
  await subject.open();
  expect(await count(subject, 1)).toEqual(answered(1));
  expect(await count(subject, 2)).toEqual(answered(2));
});

test("a host that has grown is replaced between two plays", async () => {
  const subject = started("grows", { wornAboveMb: 1 });
  await subject.open();
  const counts: number[] = [];
  for (let play = 0; play < 40; play++) counts.push(Number((await count(subject))!.message));
  expect(Math.max(...counts)).toBeGreaterThan(1);
  expect(Math.max(...counts)).toBeLessThan(40);
});

test("cancelling ends the process at once", async () => {
  const stop = new AbortController();
  const subject = started("hangs", {}, { signal: stop.signal });
  await subject.open();
  const playing = subject.play(playOf(1));
  setTimeout(() => stop.abort(), 50);
  await expect(playing).rejects.toMatchObject({ code: "CANCELLED" });
  await expect(subject.play(playOf(2))).rejects.toMatchObject({ code: "CANCELLED" });
});

const mine = () => readdirSync(tmpdir()).filter((name) => /^godmode-event-\w{6}$/.test(name));

test("closing removes the folders; closing twice is fine", async () => {
  const before = mine().length;
  const subject = started("");
  await subject.open();
  expect(mine().length).toBe(before + 1);
  await subject.close();
  await subject.close();
  expect(mine().length).toBe(before);
});

test("the environment holds what was named and no more", async () => {
  const secret = { ...process.env, AWS_SECRET_ACCESS_KEY: "x", NODE_OPTIONS: "--no-warnings" };
  const subject = started("open:fails", {}, { env: { ...secret, SEEN: "leaked" } });
  expect(await subject.open()).toMatchObject({ problem: { message: "" } });
});
