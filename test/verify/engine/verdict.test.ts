import { describe, expect, test } from "vitest";
import type { Verification } from "../../../src/model/verification.ts";
import type { VerifyOptions } from "../../../src/verify/material.ts";
import { schedules } from "../../../src/verify/schedules.ts";
import type { Subject } from "../../../src/verify/subject.ts";
import { verifyConsumer } from "../../../src/verify/verify.ts";
import { material, options, subjectWith } from "../teeth/run.ts";

const tables = `export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";`;
const inbox = `${tables}
export async function handle({ event_id, data }, ctx) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
}`;
const naive = `${tables}
export async function handle({ data }, ctx) { await ctx.db.query(add, [data.meter, data.units]); }`;

async function verdictOf(
  source: string,
  more: Partial<VerifyOptions> = {},
  watch: (subject: Subject) => Subject = (subject) => subject,
): Promise<Verification> {
  const subject = subjectWith(source);
  try {
    const given = { ...options, budget: { plays: 250, seconds: 60 }, ...more };
    return (await verifyConsumer(watch(subject), material, given, new AbortController().signal, () => {})).verification;
  } finally {
    await subject.close();
  }
}

const blind = (subject: Subject): Subject => ({
  ...subject,
  play: async (play) => {
    const outcome = await subject.play(play);
    return { ...outcome, problems: [...outcome.problems, { kind: "unobserved", message: "connects to ledger.example:443" }] };
  },
});

const alone = (subject: Subject): Subject => ({
  ...subject,
  play: async (play) => {
    if (!play.steps.some((step) => step.do === "race")) return subject.play(play);
    return {
      observation: { tables: [], kv: [], files: [], published: [], http: [], deadLetters: [] },
      trace: [],
      deliveries: [],
      faultsHit: 0,
      problems: [{ kind: "not-covered", message: "its effects block the thread" }],
    };
  },
});

describe("inconclusive, with the reason", () => {
  test.each([
    ["a consumer without an effect", "export async function handle() {}", /no effect/],
    [
      "one that only reads",
      `${tables}\nexport async function handle(event, ctx) { await ctx.db.query("SELECT * FROM meters"); }`,
      /no effect/,
    ],
    [
      "one whose table was filled before",
      `export const schema = ["CREATE TABLE rates(r INTEGER)", "INSERT INTO rates VALUES(3)"];\nexport async function handle() {}`,
      /no effect/,
    ],
    [
      "one that only records what it saw",
      `${tables}\nexport async function handle({ event_id }, ctx) { await ctx.db.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]); }`,
      /Only records of what was seen/,
    ],
    [
      "one that tosses a coin",
      `${tables}\nexport async function handle({ event_id, data }, ctx) { if (Math.random() < 0.5) await ctx.db.query("INSERT INTO seen VALUES(?)", [event_id]); }`,
      /chance/,
    ],
    [
      "one that looks at the hour",
      `${tables}\nexport async function handle({ event_id, data }, ctx) { if (new Date(ctx.now()).getUTCHours() < 12) await ctx.db.query(add, [data.meter, data.units]); else await ctx.db.query(add, [data.meter, 1]); }`,
      /differ|time/,
    ],
    [
      "one that fails without any fault",
      `${tables}\nexport async function handle({ data }) { if (data.nth === 2) throw new Error("no seconds"); }`,
      /no seconds/,
    ],
    ["one that never answers", "export async function handle() { await new Promise(() => {}); }", /never resolves/],
    ["one that cannot be loaded", "import './nowhere.ts'; export async function handle() {}", /nowhere/],
  ])("%s", async (_, source, reason) => {
    const verification = await verdictOf(source);
    expect(verification).toMatchObject({ verdict: "inconclusive", byModel: { rewind: "inconclusive", individual: "inconclusive" } });
    expect(verification.why).toMatch(reason);
  });

  test("an effect that nothing observes: no pass, but a conviction stands", async () => {
    expect(await verdictOf(inbox, {}, blind)).toMatchObject({
      verdict: "inconclusive",
      why: expect.stringContaining("ledger.example") as string,
    });
    expect(await verdictOf(naive, {}, blind)).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: "F1:redelivery" } });
  });
  test("a violation that does not come again", async () => {
    let plays = 0;
    const flaky = (subject: Subject): Subject => ({
      ...subject,
      play: async (play) => {
        const outcome = await subject.play(play);
        plays++;
        if (plays !== 60) return outcome;
        const [first, ...others] = outcome.observation.tables;
        return { ...outcome, observation: { ...outcome.observation, tables: [{ ...first!, rows: first!.rows.slice(1) }, ...others] } };
      },
    });
    const verification = await verdictOf(inbox, {}, flaky);
    expect(verification).toMatchObject({ verdict: "inconclusive", violations: [] });
    expect(verification.why).toMatch(/could not be repeated/);
  });
  test("only some classes were asked for", async () => {
    const verification = await verdictOf(naive, { faults: ["F14", "late-first-delivery"] });
    expect(verification.why).toMatch(/not tried: F1, F2/);
  });
  test("the time ran out", async () => {
    let now = 0;
    const verification = await verdictOf(inbox, { now: () => (now += 700), budget: { plays: 250, seconds: 60 } });
    expect(verification.why).toMatch(/60 s ran out/);
  });
  test("a race that this subject cannot run", async () => {
    expect((await verdictOf(inbox, {}, alone)).why).toMatch(/F5 could not be covered: its effects block/);
  });
});

describe("decided", () => {
  test("the same run gives the same answer, to the last play", async () => {
    const [one, two] = [await verdictOf(inbox, { pairs: true }), await verdictOf(inbox, { pairs: true })];
    expect(two).toEqual(one);
    expect(one).toMatchObject({ verdict: "idempotent", orderSafe: true, losesOnCrash: false, violations: [] });
    expect(one.coverage.points.hit).toBe(one.coverage.points.total);
    expect(one.coverage.notCovered).toEqual([]);
  });
  test("a counterexample is small, fails three times and says what to edit", async () => {
    const { counterexample, byModel } = await verdictOf(naive);
    expect(byModel).toEqual({ rewind: "not-idempotent", individual: "not-idempotent" });
    expect(counterexample).toMatchObject({ faultClass: "F1:redelivery", reproduced: "3 of 3", fix: schedules[0]!.fix });
    expect(counterexample!.schedule.replace(/^(\w+=\S+ )*/, "")).toBe("m0@A m0'@A");
  });
  test("the last to come wins: safe where only a suffix comes again", async () => {
    const last = `export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER)"];
export async function handle({ data }, ctx) { await ctx.db.query("INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = excluded.units", [data.meter, data.units]); }`;
    expect(await verdictOf(last, { model: "rewind" })).toMatchObject({
      verdict: "idempotent",
      byModel: { rewind: "idempotent", individual: "not-idempotent" },
    });
    expect(await verdictOf(last)).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass: "F2:redelivery" },
      orderSafe: false,
    });
  });
  test("two events of one key at the same moment: a key made of the time loses one, a guard by the time may keep either", async () => {
    const byTime = `export async function handle({ timestamp, data }, ctx) { await ctx.kv.set("reading:" + data.meter + ":" + timestamp, String(data.units)); }`;
    expect(await verdictOf(byTime)).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: "F14" } });
    const guarded = `export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER, at TEXT)"];
export async function handle({ timestamp, data }, ctx) { await ctx.db.query("INSERT INTO meters VALUES(?,?,?) ON CONFLICT(meter) DO UPDATE SET units = excluded.units, at = excluded.at WHERE excluded.at > meters.at", [data.meter, data.units, timestamp]); }`;
    expect(await verdictOf(guarded)).toMatchObject({ verdict: "idempotent", orderSafe: true });
  });
  test("an event that is lost on a crash, and nothing else", async () => {
    const early = `${inbox.replace("export async function handle(", "async function work(")}
export async function handle(event, ctx, delivery) { await delivery.ack(); await work(event, ctx); }`;
    expect(await verdictOf(early)).toMatchObject({ verdict: "not-idempotent", losesOnCrash: true });
    expect(await verdictOf(naive)).toMatchObject({ losesOnCrash: false });
  });
  test("an invariant that does not hold without any fault", async () => {
    const dropped = `${tables}
export const invariant = { sql: "SELECT sum(units) AS v FROM meters", equals: "sum(data.units)" };
export async function handle({ event_id, data }, ctx) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [data.meter]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
}`;
    expect(await verdictOf(dropped)).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass: "INV", reproduced: "3 of 3" },
    });
  });
  test("a failed event that moves to a topic of the consumer's own is no loss, and no proof either", async () => {
    const moving = `${tables}
export async function handle(event, ctx) {
  try {
    await ctx.db.tx(async (q) => {
      const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
      if (mark.rowCount > 0) await q.query(add, [event.data.meter, event.data.units]);
    });
  } catch { await ctx.publish("meters.retry", { event_id: event.event_id, event }); }
}`;
    const verification = await verdictOf(moving);
    expect(verification).toMatchObject({ verdict: "inconclusive", violations: [] });
    expect(verification.notes.join()).toMatch(/a failed event is moved to meters.retry/);
  });
});

describe("schedules in the caller's words", () => {
  test("only these are played", async () => {
    const fails = await verdictOf(naive, { schedules: ["m0@A m1@A m0'@A m2@A m3@A m4@A m5@A"] });
    expect(fails).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: "F2:redelivery", reproduced: "3 of 3" } });
    expect(await verdictOf(inbox, { schedules: ["m0@A m0'@A", "m0@A!crash-after#2 m1@A"] })).toMatchObject({ verdict: "idempotent" });
  });
  test("a fault that strikes nothing any more says nothing", async () => {
    expect((await verdictOf(inbox, { schedules: ["m0@A!crash-after#40"] })).why).toMatch(/struck nothing/);
  });
  test.each([
    ["m0@A m9@A", /m9 is no event/],
    ["m0@A what", /column/],
    ["events=other m0@A", /cannot be made/],
  ])("%s is refused with its place", async (text, message) => {
    await expect(verdictOf(inbox, { schedules: [text] })).rejects.toThrow(message);
  });
  test("an unknown class is refused with the one that was meant", async () => {
    await expect(verdictOf(inbox, { faults: ["imediate-duplicate"] })).rejects.toThrow(/immediate-duplicate/);
  });
});
