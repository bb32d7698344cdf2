import { afterEach, describe, expect, test } from "vitest";
import { again, consumer, type Consumer, deliver, handler, insert, ledger, rowsOf } from "./consumer.ts";

const opened: Consumer[] = [];
const load = (...args: Parameters<typeof consumer>): Consumer => {
  const one = consumer(...args);
  opened.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const batchOfThree = (to: string) => ({
  do: "deliver" as const,
  copies: [0, 1, 2].map((event) => ({ event, kind: "first" as const })),
  to,
});
const blocking = (body: string) => ({
  "consumer.ts": `import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('app.db');
db.exec('CREATE TABLE IF NOT EXISTS ledger(id TEXT, amount INTEGER)');
export async function handle(m: any) { ${body} }`,
});

describe("instances", () => {
  const memory = {
    "consumer.ts": `${ledger}import { seen } from './seen.ts';\nexport async function handle(m: any, ctx: any) { if (seen.has(m.event_id)) return; seen.add(m.event_id); await ${insert}; }`,
    "seen.ts": "export const seen = new Set<string>();",
  };
  test("state of imported modules is an instance's own, and gone after a restart", async () => {
    const one = load(memory);
    expect(rowsOf(await one.play([deliver(0), again(0)]), "ledger")).toHaveLength(1);
    expect(rowsOf(await one.play([deliver(0), { do: "restart", instance: "A" }, again(0)]), "ledger")).toHaveLength(2);
    expect(rowsOf(await one.play([deliver(0), again(0, "redelivery", "B")]), "ledger")).toHaveLength(2);
    expect(await one.open()).toMatchObject({
      opened: { files: [expect.stringMatching(/consumer\.ts$/), expect.stringMatching(/seen\.ts$/)] },
    });
  });
  test("what hangs on the global object is gone too; two instances at once cannot be told apart by it", async () => {
    const one = load(
      handler(
        `const seen = ((globalThis as any).seen ??= new Set()); if (seen.has(m.event_id)) return; seen.add(m.event_id); await ${insert}`,
      ),
    );
    expect(rowsOf(await one.play([deliver(0), again(0)]), "ledger")).toHaveLength(1);
    expect(rowsOf(await one.play([deliver(0), { do: "restart", instance: "A" }, again(0)]), "ledger")).toHaveLength(2);
    expect((await one.play([deliver(0), again(0, "redelivery", "B")])).problems).toMatchObject([{ kind: "not-covered" }]);
  });
  test("deep: packages forget too", async () => {
    const one = load({
      "consumer.ts": `${ledger}import cache from 'memory-store';\nexport async function handle(m: any, ctx: any) { if (cache.has(m.event_id)) return; cache.add(m.event_id); await ${insert}; }`,
      "node_modules/memory-store/package.json": JSON.stringify({ name: "memory-store", version: "1.0.0", main: "index.js" }),
      "node_modules/memory-store/index.js": "module.exports = new Set();",
    });
    const restarted = [deliver(0), { do: "restart", instance: "A" } as const, again(0)];
    expect(rowsOf(await one.play(restarted, { deep: true }), "ledger")).toHaveLength(2);
    expect(rowsOf(await one.play([deliver(0), again(0, "redelivery", "B")], { deep: true }), "ledger")).toHaveLength(2);
    expect(rowsOf(await one.play([deliver(0), again(0)], { deep: true }), "ledger")).toHaveLength(1);
  });
  test("CommonJS modules too", async () => {
    const one = load({
      "consumer.cjs":
        "const { seen } = require('./seen.cjs');\nexports.schema = ['CREATE TABLE ledger(id TEXT, amount INTEGER)'];\nexports.handle = async (m, ctx) => { if (seen.has(m.event_id)) return; seen.add(m.event_id); await ctx.db.query('INSERT INTO ledger VALUES(?,?)', [m.event_id, 1]); };",
      "seen.cjs": "exports.seen = new Set();",
    });
    expect(rowsOf(await one.play([deliver(0), again(0)]), "ledger")).toHaveLength(1);
    expect(rowsOf(await one.play([deliver(0), { do: "restart", instance: "A" }, again(0)]), "ledger")).toHaveLength(2);
    expect(rowsOf(await one.play([deliver(0), again(0, "redelivery", "B")]), "ledger")).toHaveLength(2);
  });
  test("two at once take turns at each effect; check, then insert shows", async () => {
    const one = load(
      handler(
        `const seen = await ctx.db.query('SELECT 1 FROM ledger WHERE id = ?', [m.event_id]); if (seen.rows.length === 0) await ${insert};`,
      ),
    );
    const race = (order: (0 | 1)[]) => one.play([{ do: "race", first: deliver(0), second: again(0, "redelivery", "B"), order }]);
    expect(rowsOf(await race([0, 0, 1, 1]), "ledger")).toHaveLength(1);
    const both = await race([0, 1, 0, 1]);
    expect(rowsOf(both, "ledger")).toHaveLength(2);
    expect(both.turns).toEqual([0, 1, 0]);
  });
  test("several transactions of one instance, and those of another, one after the other", async () => {
    const body =
      "await Promise.all(ms.map((m) => ctx.db.tx(async (q: any) => { const seen = await q.query('SELECT 1 FROM ledger WHERE id = ?', [m.event_id]); if (seen.rows.length === 0) await q.query('INSERT INTO ledger VALUES(?,1)', [m.event_id]); })));";
    const one = load(
      { "consumer.ts": `${ledger}export async function handleBatch(ms: any[], ctx: any) { ${body} }` },
      { export: "handleBatch" },
    );
    for (const order of [
      [0, 1, 0, 1, 0, 1, 0, 1],
      [1, 1, 0, 0, 1, 0],
    ] as const)
      expect(rowsOf(await one.play([{ do: "race", first: batchOfThree("A"), second: batchOfThree("B"), order }]), "ledger")).toHaveLength(
        3,
      );
  });
  describe("effects that block the thread", () => {
    const add = "db.prepare('INSERT INTO ledger VALUES(?,?)').run(m.event_id, m.data.amount);";
    const seen = "db.prepare('SELECT 1 FROM ledger WHERE id = ?').get(m.event_id)";
    test("a crash inside a transaction rolls back, whatever catch and finally do", async () => {
      const one = load(blocking(`db.exec('BEGIN'); try { ${add} } finally { db.exec('COMMIT'); }`));
      const trace = (await one.play([deliver(0)])).trace.filter(({ write }) => write);
      expect(trace.map(({ what }) => what)).toContain("INSERT INTO ledger");
      const at = (await one.play([deliver(0)])).trace.find(({ what }) => what === "INSERT INTO ledger")!.n;
      const outcome = await one.play([deliver(0, { kind: "crash", at, side: "after" }), deliver(1)]);
      expect(outcome.deliveries.map(({ result }) => result)).toEqual(["crashed", "acked", "acked"]);
      expect(rowsOf(outcome, "ledger").map(({ amount }) => amount)).toEqual([10, 11]);
    });
    test("the other delivery runs nested at any of them: check, then insert shows", async () => {
      const one = load(blocking(`if (!${seen}) ${add}`));
      const race = (order: (0 | 1)[]) => one.play([{ do: "race", first: deliver(0), second: again(0, "redelivery", "B"), order }]);
      const [apart, nested] = [await race([0, 0, 0]), await race([0, 1])];
      expect(rowsOf(apart, "ledger")).toHaveLength(1);
      expect(rowsOf(nested, "ledger")).toHaveLength(2);
      expect(nested.turns).toEqual([0, 1]);
    });
    test("a lock that the first one holds refuses the nested one, and it comes back", async () => {
      const one = load(
        blocking(
          `db.exec('BEGIN IMMEDIATE'); try { if (!${seen}) ${add} db.exec('COMMIT'); } catch (error) { db.exec('ROLLBACK'); throw error; }`,
        ),
      );
      const outcome = await one.play([{ do: "race", first: deliver(0), second: again(0, "redelivery", "B"), order: [0, 1] }]);
      expect(rowsOf(outcome, "ledger")).toHaveLength(1);
      expect(outcome.observation.deadLetters).toEqual([]);
    });
  });
  test("transactions exclude one another, and the one that waits goes on when the other is done", async () => {
    const one = load(
      handler(
        `await ctx.db.tx(async (q: any) => { const seen = await q.query('SELECT 1 FROM ledger WHERE id = ?', [m.event_id]); if (seen.rows.length === 0) await q.query('INSERT INTO ledger VALUES(?,?)', [m.event_id, 1]); });`,
      ),
    );
    const orders: (0 | 1)[][] = [
      [0, 1, 0, 1, 0, 1, 0, 1],
      [1, 0, 0, 0, 1, 1],
      [0, 0, 1, 1, 1, 1],
    ];
    for (const order of orders) {
      const outcome = await one.play([{ do: "race", first: deliver(0), second: again(0, "producer", "B"), order }]);
      expect(rowsOf(outcome, "ledger")).toHaveLength(1);
      expect(outcome.problems).toEqual([]);
    }
  });
});
