import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPostgres, type Postgres, startPostgres } from "../../servers/postgres.ts";
import { node, verify } from "./rig.ts";

const setup = [
  "CREATE TABLE levels (sku text PRIMARY KEY, pieces bigint); CREATE TABLE seen (id text PRIMARY KEY); CREATE TABLE notes (id text)",
  "CREATE TABLE beats (at timestamptz); INSERT INTO beats VALUES (now())",
];
const slow = { timeout: 120_000 };

describe.skipIf(!hasPostgres())("a process on PostgreSQL, through the relay", () => {
  let postgres: Postgres;
  let made = 0;
  beforeAll(async () => void (postgres = await startPostgres()));
  afterAll(() => postgres.stop());

  const played = async (way: string, faults: readonly string[], patience = {}) => {
    const database = { name: "main", url: await postgres.createDatabase(`process_${made++}`) };
    return (await verify(node("postgres.mjs", way), faults, { database, setup, patience })).verification;
  };

  test.concurrent.each([
    ["two-commits", "F7", "F7"],
    ["other-connection", "F7", "F7"],
    ["check-then-insert", "F5", "F5"],
  ])("%s is convicted by %s", slow, async (way, faults, faultClass) => {
    expect(await played(way, [faults])).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { faultClass, reproduced: "3 of 3" },
    });
  });

  test.concurrent.each(["polls", "beats"])("%s ten times a second whatever comes, and a play has an end", slow, async (way) => {
    const verification = await played(way, ["F1"], { workMs: 3000, watchMs: 300 });
    expect(verification).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: expect.stringMatching(/^F1/) } });
  });

  test.concurrent("an inbox in one transaction is not convicted, at any statement", slow, async () => {
    const verification = await played("inbox", ["F1", "F5", "F6", "F7", "F8"]);
    expect(verification.violations).toEqual([]);
    expect(verification.coverage.points.hit).toBeGreaterThan(8);
    expect(verification.coverage.notCovered).toEqual([]);
    expect(verification.coverage.sinks.map(({ sink }) => sink)).toEqual(["postgres:main"]);
  });
});
