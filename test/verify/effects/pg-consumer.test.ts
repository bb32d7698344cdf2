import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Step } from "../../../src/verify/play.ts";
import { hasPostgres, type Postgres, startPostgres } from "../../servers/postgres.ts";
import { again, type Consumer, consume, crash, fails, first, pointsOf, resultsOf } from "./real-worker.ts";

/** A consumer on PostgreSQL, with a handler of this body; `client` is checked out of a pool. */
const onPool = (body: string) => `
import pg from "pg";
import { createRequire } from "node:module";
createRequire(import.meta.url)("pg");
const pool = new pg.Pool({ connectionString: "postgres://somebody@db.invalid/prod" });
export async function handle(event: { id: string; n: number }): Promise<void> {
  const client = await pool.connect();
  try { ${body} } finally { client.release(); }
}`;
const inTransaction = (body: string) =>
  onPool(`
    await client.query("BEGIN");
    try { ${body} await client.query("COMMIT"); } catch (error) { await client.query("ROLLBACK"); throw error; }`);
const count = `await client.query("UPDATE totals SET sum = sum + $1", [event.n]);`;
const checkThenInsert = `
  const { rows } = await client.query("SELECT 1 FROM seen WHERE id = $1", [event.id]);
  if (rows.length === 0) { await client.query("INSERT INTO seen VALUES ($1)", [event.id]); ${count} }`;
const guard = `
  const { rowCount } = await client.query("INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING", [event.id]);
  if (rowCount === 1) { ${count} }`;

const sum = ({ observation }: PlayOutcome) => observation.tables.find(({ name }) => name === "totals")!.rows[0]![0];
const race = (order: (0 | 1)[]): Step => ({
  do: "race",
  first: { do: "deliver", copies: [{ event: 0, kind: "first" }], to: "A" },
  second: { do: "deliver", copies: [{ event: 0, kind: "redelivery" }], to: "B" },
  order,
});

describe.skipIf(!hasPostgres())("a consumer on PostgreSQL", () => {
  let server: Postgres;
  let databases = 0;
  const consumers: Consumer[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const consumer of consumers) await consumer.end();
    await server?.stop();
  });
  const start = async (source: string, key = "") => {
    const setup = [`CREATE TABLE seen (id text ${key}); CREATE TABLE totals (sum int NOT NULL); INSERT INTO totals VALUES (0)`];
    const consumer = await consume(source, {}, { database: { name: "main", url: await server.createDatabase(`c${++databases}`) }, setup });
    consumers.push(consumer);
    return consumer;
  };
  it("counts each statement, BEGIN and COMMIT as an effect, and starts each play anew", async () => {
    const consumer = await start(inTransaction(guard), "PRIMARY KEY");
    for (let round = 0; round < 2; round++) {
      const outcome = await consumer.play([first(0), again(0)]);
      expect([sum(outcome), outcome.problems]).toEqual([1, []]);
      expect(pointsOf(outcome).slice(0, 4)).toEqual(["BEGIN", "INSERT INTO seen *", "UPDATE totals *", "COMMIT *"]);
    }
  });

  it("rolls back with the instance that dies, wherever it dies", async () => {
    const consumer = await start(inTransaction(guard), "PRIMARY KEY");
    for (const [fault, expected] of [
      [crash(3, "after"), 1],
      [crash(4, "before"), 1],
      [crash(4, "after"), 1],
      [fails(3, "after"), 1],
      [fails(4, "after"), 1],
    ] as const) {
      const outcome = await consumer.play([first(0, fault)]);
      expect([outcome.faultsHit, sum(outcome), resultsOf(outcome).at(-1), outcome.problems], JSON.stringify(fault)).toEqual([
        1,
        expected,
        "acked",
        [],
      ]);
    }
  });

  it("shows two commits that a crash comes between", async () => {
    const consumer = await start(onPool(guard), "PRIMARY KEY");
    expect(sum(await consumer.play([first(0, crash(1, "after"))]))).toBe(0);
  });

  it("shows the race that READ COMMITTED lets through, the same every time, and the one that a key stops", async () => {
    const open = await start(inTransaction(checkThenInsert));
    const outcomes = [];
    for (let round = 0; round < 3; round++) outcomes.push(await open.play([race([0, 0, 1, 1, 0, 1, 0, 1, 0, 1])]));
    const [{ turns }] = outcomes as [PlayOutcome];
    expect(outcomes.map((outcome) => [sum(outcome), outcome.turns])).toEqual([
      [2, turns],
      [2, turns],
      [2, turns],
    ]);
    const keyed = await start(inTransaction(guard), "PRIMARY KEY");
    const outcome = await keyed.play([race([0, 0, 1, 1, 1, 0, 0, 1, 1])]);
    expect([sum(outcome), outcome.problems]).toEqual([1, []]);
  });
});
