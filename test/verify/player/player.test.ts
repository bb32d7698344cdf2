import { afterEach, describe, expect, test } from "vitest";
import { again, consumer, type Consumer, deliver, events, handler, insert, ledger, rowsOf } from "./consumer.ts";

const opened: Consumer[] = [];
const load = (...args: Parameters<typeof consumer>): Consumer => {
  const one = consumer(...args);
  opened.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

describe("what a crash leaves", () => {
  test("an applied effect stays, memory goes, and nothing the dead instance does counts", async () => {
    const one = load(
      handler(
        `seen++; try { await ${insert}; await ctx.publish('x', { event_id: 'a' + seen }); } finally { await ctx.kv.set('finally', String(seen)); }`,
        "let seen = 0;",
      ),
    );
    const outcome = await one.play([deliver(0, { kind: "crash", at: 1, side: "after" }), deliver(1)]);
    expect(rowsOf(outcome, "ledger").map(({ amount }) => amount)).toEqual([10, 10, 11]);
    expect(outcome.deliveries.map(({ result, copies }) => [result, copies[0]!.count])).toEqual([
      ["crashed", 1],
      ["acked", 2],
      ["acked", 1],
    ]);
    // Memory began anew: the second load counts one and two.
    expect(outcome.observation.published.map(({ value }) => value)).toEqual([{ event_id: "a1" }, { event_id: "a2" }]);
    expect(outcome.faultsHit).toBe(1);
  });
  test("before an effect: it is not applied", async () => {
    const outcome = await load(handler(`await ${insert}`)).play([deliver(0, { kind: "crash", at: 1, side: "before" })]);
    expect(rowsOf(outcome, "ledger")).toHaveLength(1);
  });
  test("an open transaction rolls back, COMMIT is a point of its own", async () => {
    const one = load(handler(`await ctx.db.tx(async (q: any) => { await q.query('INSERT INTO ledger VALUES(?,?)', [m.event_id, 1]); })`));
    const trace = (await one.play([deliver(0)])).trace;
    expect(trace.map(({ what, write }) => [what, write])).toEqual([
      ["BEGIN", false],
      ["INSERT INTO ledger", true],
      ["COMMIT", true],
    ]);
    for (const [at, side, rows] of [
      [2, "after", 1],
      [3, "before", 1],
      [3, "after", 2],
    ] as const)
      expect(rowsOf(await one.play([deliver(0, { kind: "crash", at, side })]), "ledger")).toHaveLength(rows);
  });
  test("between handler and acknowledgement", async () => {
    const one = load(handler(`await ${insert}`));
    expect(rowsOf(await one.play([deliver(0, { kind: "crash", at: "ack", side: "before" })]), "ledger")).toHaveLength(2);
    expect(rowsOf(await one.play([deliver(0, { kind: "crash", at: "ack", side: "after" })]), "ledger")).toHaveLength(1);
  });
  test("who acknowledged first does not get it again", async () => {
    const one = load(handler(`await d.ack(); await ${insert}`));
    expect(rowsOf(await one.play([deliver(0, { kind: "crash", at: 1, side: "before" }), deliver(1)]), "ledger")).toHaveLength(1);
  });
  test("killed right after the acknowledgement, what nobody waited for is lost", async () => {
    const fault = { kind: "crash", at: "ack", side: "after" } as const;
    expect(rowsOf(await load(handler(`void ${insert}`)).play([deliver(0, fault)]), "ledger")).toEqual([]);
    expect(rowsOf(await load(handler(`await ${insert}`)).play([deliver(0, fault)]), "ledger")).toHaveLength(1);
  });
  test("so is what a timer throws", async () => {
    const one = load(
      handler(
        `if (!(await ctx.kv.get('tried'))) { await ctx.kv.set('tried', '1'); setTimeout(() => { throw new Error('late') }, 10); await new Promise((done) => setTimeout(done, 20)); } await ${insert}`,
      ),
    );
    const outcome = await one.play([deliver(0)]);
    expect(outcome.deliveries.map(({ result }) => result)).toEqual(["crashed", "acked"]);
    expect(rowsOf(outcome, "ledger")).toHaveLength(1);
    expect(outcome.problems).toEqual([]);
  });
  test("an error that nobody catches is a crash, not a refusal", async () => {
    const one = load(
      handler(
        `n++; if (ctx.now() === 1700000000000 && n === 1) { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 10)); } await ${insert}`,
        "let n = 0;",
      ),
    );
    const outcome = await one.play([deliver(0)]);
    expect(outcome.deliveries[0]!.result).toBe("crashed");
  });
});

describe("errors and refusals", () => {
  test("an injected error is the client's own, memory survives, and the message comes back later", async () => {
    const one = load(handler(`tries++; await ${insert}; if (tries === 2) await ctx.kv.set('tries', '2')`, "let tries = 0;"));
    const outcome = await one.play([deliver(0, { kind: "error", at: 1, side: "after" })]);
    expect(outcome.deliveries.map(({ result, error }) => [result, error])).toEqual([
      ["nacked", "Error: database is locked"],
      ["acked", undefined],
    ]);
    expect(outcome.observation.kv).toEqual([{ sink: "kv", key: "tries", value: "2" }]);
    expect(rowsOf(outcome, "ledger")).toHaveLength(2);
  });
  test("what is always refused comes back after 0, 1, 5, 30 and 120 s and ends as a dead letter", async () => {
    const outcome = await load(handler("throw new Error('no')")).play([deliver(3)]);
    expect(outcome.deliveries.map(({ atMs }) => atMs)).toEqual([0, 0, 1000, 6000, 36_000, 156_000]);
    expect(outcome.observation.deadLetters).toEqual([3]);
  });
  test("nacks: tail brings it back behind the others, none not at all", async () => {
    const one = load(
      handler(`if (m.data.amount === 10 && !first) { first = true; throw new Error('later') } await ${insert}`, "let first = false;"),
    );
    const tail = await one.play([deliver(0), deliver(1)], { nacks: "tail" });
    expect(rowsOf(tail, "ledger").map(({ amount }) => amount)).toEqual([11, 10]);
    const none = await one.play([deliver(0), deliver(1)], { nacks: "none" });
    expect(rowsOf(none, "ledger").map(({ amount }) => amount)).toEqual([11]);
    expect(none.observation.deadLetters).toEqual([]);
  });
  test("a peer that refuses answers 500, having seen the request or not", async () => {
    const one = load(
      handler("const r = await ctx.http.post('http://peer.example/x', { id: m.event_id }); if (r.status >= 500) throw new Error('peer')"),
    );
    for (const [side, calls] of [
      ["before", 1],
      ["after", 2],
    ] as const)
      expect((await one.play([deliver(0, { kind: "refuse", at: 1, side })])).observation.http).toHaveLength(calls);
  });
});

describe("copies", () => {
  test("a redelivery has the same offset, a producer's duplicate a new one", async () => {
    const one = load(handler("await ctx.kv.set(String(await ctx.kv.incrby('n', 1)), JSON.stringify(m.meta)); m.data.amount = 0;"));
    const { observation } = await one.play([deliver(0), again(0), again(0, "producer"), again(0)]);
    const metas = ["1", "2", "3", "4"].map(
      (key) => JSON.parse(observation.kv.find((entry) => entry.key === key)!.value) as Record<string, unknown>,
    );
    expect(metas.map(({ offset, redelivered, deliveryCount }) => [offset, redelivered, deliveryCount])).toEqual([
      [0, false, 1],
      [0, true, 2],
      [6, false, 1],
      [0, true, 3],
    ]);
  });
  test("each delivery is a copy of its own: what a handler changes in it is not seen again", async () => {
    const one = load(handler(`await ${insert}; m.data.amount = 99`));
    expect(rowsOf(await one.play([deliver(0), again(0)]), "ledger").map(({ amount }) => amount)).toEqual([10, 10]);
  });
  test("batches: named items come back, a throw brings all back", async () => {
    const body = `for (const m of ms) await ctx.db.query('INSERT INTO ledger VALUES(?,?)', [m.event_id, m.data.amount]);
      if (!failed) { failed = true; return { batchItemFailures: [{ itemIdentifier: ms[1].event_id }] }; }`;
    const one = load(
      { "consumer.ts": `${ledger}let failed = false;\nexport async function handleBatch(ms: any[], ctx: any) { ${body} }` },
      { export: "handleBatch" },
    );
    expect(await one.open()).toMatchObject({ opened: { batchSize: 3 } });
    const outcome = await one.play([{ do: "deliver", copies: [0, 1, 2].map((event) => ({ event, kind: "first" as const })), to: "A" }]);
    expect(rowsOf(outcome, "ledger").map(({ amount }) => amount)).toEqual([10, 11, 12, 11]);
  });
});

describe("time", () => {
  test("files under root see virtual time, waits cost nothing", async () => {
    const one = load(
      handler(
        `await new Promise((done) => setTimeout(done, 60_000)); await ctx.kv.set('at', String(Date.now()) + ' ' + new Date().toISOString() + ' ' + (ctx.now() === Date.now()))`,
      ),
    );
    const started = performance.now();
    const { observation } = await one.play([deliver(0)]);
    expect(observation.kv[0]!.value).toBe("1700000060000 2023-11-14T22:14:20.000Z true");
    expect(performance.now() - started).toBeLessThan(5000);
  });
  test("timers/promises and a name that the file declares itself", async () => {
    const one = load(
      handler(
        `await sleep(3_600_000); await ctx.kv.set('at', String(Date.now() - 1_700_000_000_000) + Date.name)`,
        "import { setTimeout as sleep } from 'node:timers/promises';",
      ),
    );
    expect((await one.play([deliver(0)])).observation.kv[0]!.value).toBe("3600000VirtualDate");
  });
  test("time to live runs out with the clock", async () => {
    const one = load(handler("if (await ctx.kv.set('lock', '1', { nx: true, pxMs: 1000 })) await ctx.kv.incrby('n', 1)"));
    const { observation } = await one.play([deliver(0), deliver(1), { do: "advance", ms: 2000 }, deliver(2)]);
    expect(observation.kv.find(({ key }) => key === "n")!.value).toBe("2");
  });
  test("an interval left running does not hold anything up", async () => {
    const one = load(handler(`setInterval(() => {}, 1000); await ${insert}`));
    const outcome = await one.play([deliver(0), { do: "advance", ms: 8 * 24 * 3_600_000 }, deliver(1)]);
    expect(rowsOf(outcome, "ledger")).toHaveLength(2);
  });
});

describe("the background job", () => {
  const outbox = {
    "consumer.ts": `export const schema = ['CREATE TABLE outbox(id TEXT PRIMARY KEY, sent INTEGER DEFAULT 0)'];
export async function handle(m: any, ctx: any) { await ctx.db.query('INSERT OR IGNORE INTO outbox(id) VALUES(?)', [m.event_id]); }
export async function tick(ctx: any) { const { rows } = await ctx.db.query('SELECT id FROM outbox WHERE sent = 0 LIMIT 2'); for (const row of rows) { await ctx.publish('out', { event_id: row.id }); await ctx.db.query('UPDATE outbox SET sent = 1 WHERE id = ?', [row.id]); } }`,
  };
  test("runs after the stream until it has nothing more to do", async () => {
    const outcome = await load(outbox).play(events.map((_, event) => deliver(event)));
    expect(outcome.observation.published).toHaveLength(6);
    expect(outcome.deliveries.filter(({ result }) => result === "ticked")).toHaveLength(4);
  });
  test("can crash and is called again", async () => {
    const outcome = await load(outbox).play([deliver(0), { do: "tick", on: "A", fault: { kind: "crash", at: 2, side: "after" } }]);
    expect(outcome.observation.published).toHaveLength(2);
  });
});

describe("what says less than it should", () => {
  test("a handler that never resolves", async () => {
    const outcome = await load(handler("await new Promise(() => {})")).play([deliver(0), deliver(1)]);
    expect(outcome.problems).toContainEqual({ kind: "timeout", message: "the handler never resolves" });
  });
  test("no such export, a throw at import, syntax that Node does not strip", async () => {
    expect(await load({ "consumer.ts": "export const other = 1;" }).open()).toMatchObject({ problem: { kind: "no-export" } });
    expect(await load({ "consumer.ts": "throw new Error('not today');" }).open()).toMatchObject({
      problem: { kind: "import-failed", message: "Error: not today" },
    });
    expect(await load({ "consumer.ts": "enum Kind { A }\nexport function handle() { return Kind.A }" }).open()).toMatchObject({
      problem: { kind: "unsupported-syntax" },
    });
    expect(
      await load({ "consumer.ts": "function d(t: any) { return t }\n@d\nexport class X {}\nexport function handle() {}" }).open(),
    ).toMatchObject({ problem: { kind: "unsupported-syntax" } });
  });
  test("a declared invariant is read from the database", async () => {
    const one = load({
      "consumer.ts": `${ledger}export const invariant = { sql: 'SELECT sum(amount) AS v FROM ledger', equals: 'sum(data.amount)' };\nexport const ignore = ['ledger.id'];\nexport async function handle(m: any, ctx: any) { await ${insert}; }`,
    });
    expect(await one.open()).toMatchObject({ opened: { ignore: ["ledger.id"], invariant: { equals: "sum(data.amount)" } } });
    expect((await one.play([deliver(0), deliver(1)])).invariants).toEqual([21]);
  });
});
