import { describe, expect, test } from "vitest";
import { decide, type Decision, type Look } from "../../src/loop/gate.ts";
import { blockText, releaseText } from "../../src/loop/gate-text.ts";
import type { NotedCall, NotedJudgement, OpenStep, Run } from "../../src/model/run.ts";

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 12, n));
const at = (n: number) => minute(n).toISOString();
const verify: OpenStep = { tool: "verify-idempotency", args: { consumer: "billing/src/main.ts#orders" }, text: "Not verified." };
const edit: OpenStep = { text: "billing/src/main.ts:26 Publish it to its dead letter." };

const opened: Run = {
  version: 1,
  session: "11111111-aaaa",
  opened: at(0),
  by: "command",
  prompt: "p-1",
  blocks: [],
  denied: [],
  calls: [],
};
const call = (n: number, tool: string, effect = "executes"): NotedCall => ({ kind: "call", at: at(n), tool, effect, outcome: "ok" });
const judged = (n: number, more: Partial<NotedJudgement> = {}): NotedJudgement => ({
  kind: "judgement",
  at: at(n),
  root: "/r",
  domains: 2,
  met: false,
  stopped: false,
  unmet: ["billing (incomplete): (c) idempotency is not verified for all consumers."],
  steps: [verify, edit],
  key: "k1",
  proofs: [],
  ...more,
});
const blocked = (n: number, key: string, step: OpenStep) => ({ at: at(n), key, step });

function look(run: Run, notes: Look["notes"], more: Partial<Look> = {}): Promise<Decision> {
  const prompt = { id: "p-1", at: minute(0) };
  return decide({ run, notes, prompt, busy: false, fresh: async () => true, now: minute(59), ...more });
}

describe("blocks", () => {
  test("with the first step of the last judgement", async () => {
    expect(await look(opened, [judged(1)])).toMatchObject({ kind: "block", step: verify, key: "k1" });
  });
  test("and asks for a judgement where there is none, where it is of before the run, or where something ran since", async () => {
    const validate = { kind: "block", step: { tool: "validate", args: {} } };
    expect(await look(opened, [])).toMatchObject(validate);
    expect(await look({ ...opened, opened: at(2) }, [judged(1)])).toMatchObject(validate);
    expect(await look(opened, [judged(1), call(2, "verify-idempotency")])).toMatchObject(validate);
    for (const by of ["command", "tool"] as const) {
      expect(await look({ ...opened, by }, [judged(1, { domain: "billing", met: true })])).toMatchObject(validate);
      expect(await look({ ...opened, by, asked: "billing" }, [judged(1, { domain: "billing", met: true })])).toMatchObject({ why: "met" });
    }
    expect(await look(opened, [judged(1, { named: "docs", domains: 0, met: true })])).toMatchObject(validate);
    expect(await look(opened, [judged(1, { named: "services", met: true })])).toMatchObject({ why: "met" });
  });
  test("where what was met rests on evidence that changed", async () => {
    const decision = await look(opened, [judged(1, { met: true })], { fresh: async () => false });
    expect(decision).toMatchObject({ kind: "block", step: { tool: "validate" } });
  });
  test("again after progress, up to six times", async () => {
    const once = { ...opened, blocks: [blocked(2, "k0", verify)] };
    expect(await look(once, [judged(1), call(3, "verify-idempotency"), judged(4)])).toMatchObject({ kind: "block", key: "k1" });
    const often = { ...opened, blocks: [0, 1, 2, 3, 4, 5].map((n) => blocked(n, `k${n + 10}`, edit)) };
    expect(await look(often, [judged(9)])).toMatchObject({ kind: "release", why: "six blocks" });
  });
  test("passing over a tool that was denied, when another step is left", async () => {
    const denied = { ...opened, blocks: [blocked(2, "k0", verify)] };
    expect(await look(denied, [judged(3)])).toMatchObject({ kind: "block", step: edit, denied: ["verify-idempotency"] });
  });
});

describe("lets go", () => {
  test("when the criteria are met, a report or commit afterwards included", async () => {
    const met = judged(1, { met: true, unmet: [], steps: [] });
    expect(await look(opened, [met, call(2, "report", "files"), call(3, "commit", "git"), call(4, "detect", "read")])).toMatchObject({
      kind: "release",
      why: "met",
    });
  });
  test("when the only step that is left was proposed and never arrived", async () => {
    const denied = { ...opened, blocks: [blocked(2, "k0", verify)] };
    expect(await look(denied, [judged(3, { steps: [verify] })])).toMatchObject({ kind: "release", why: "denied" });
    expect(await look({ ...opened, blocks: [blocked(2, "judge: none", { tool: "validate", text: "" })] }, [])).toMatchObject({
      why: "denied",
    });
  });
  test("when the same unmet set stands twice", async () => {
    const stuck = { ...opened, blocks: [blocked(2, "k1", edit)] };
    expect(await look(stuck, [judged(1)])).toMatchObject({ kind: "release", why: "no progress" });
    const tried = { ...opened, blocks: [blocked(2, "k1", verify)] };
    expect(await look(tried, [call(3, "verify-idempotency"), judged(4)])).toMatchObject({ why: "no progress" });
    expect(await look(tried, [judged(4)])).toMatchObject({ why: "denied" });
  });
  test("when the user stopped it, in the session or from another terminal", async () => {
    expect(await look(opened, [judged(1), judged(2, { stopped: true })])).toMatchObject({ why: "stopped" });
    expect(await look(opened, [judged(1)], { stoppedAt: minute(5) })).toMatchObject({ why: "stopped" });
    expect(await look({ ...opened, opened: at(6) }, [judged(7)], { stoppedAt: minute(5) })).toMatchObject({ kind: "block" });
  });
  test("when nothing is left that could be done", async () => {
    expect(await look(opened, [judged(1, { steps: [] })])).toMatchObject({ kind: "release", why: "nothing possible" });
  });
});

describe("keeps out", () => {
  test("while work goes on in the background, and after the run is closed", async () => {
    expect(await look(opened, [judged(1)], { busy: true })).toEqual({ kind: "pass" });
    expect(await look({ ...opened, closed: { at: at(1), why: "met" } }, [judged(1)])).toEqual({ kind: "pass" });
  });
  test("of a later turn that only asks something, and not of one that goes on", async () => {
    const later = { prompt: { id: "p-2", at: minute(30) } };
    expect(await look(opened, [judged(1), call(31, "validate", "read"), judged(31)], later)).toEqual({ kind: "pass" });
    expect(await look(opened, [call(31, "verify-idempotency"), judged(32)], later)).toMatchObject({ kind: "block" });
  });
});

test("feedback names what is unmet and the next call, in less than 2,000 characters whatever the names", async () => {
  const decision = await look(opened, [judged(1)]);
  expect(blockText(decision as never)).toContain('Next: verify-idempotency {"consumer":"billing/src/main.ts#orders"}: Not verified.');
  const long = judged(1, {
    unmet: Array.from({ length: 40 }, () => "x".repeat(900)),
    steps: [{ tool: "t", args: { a: "y".repeat(5000) }, text: "z".repeat(5000) }],
  });
  expect(blockText((await look(opened, [long])) as never).length).toBeLessThan(2000);
});

test("the user is told why a run ended with something open, and nothing when all is said", () => {
  const open = ["billing (incomplete): (c) idempotency is not verified for all consumers."];
  expect(releaseText({ kind: "release", why: "denied", open })).toMatch(/was not allowed.*Open: billing/);
  expect(releaseText({ kind: "release", why: "met", open: [] })).toBeUndefined();
});
