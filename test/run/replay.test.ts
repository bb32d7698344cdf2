import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { replay } from "../../src/run/replay.ts";
import { keyedLedger, ledgerConsumer, ledgerShop, plainLedger } from "../tools/ledger-shop.ts";
import { put } from "../workspace/hostile-repository.ts";
import { runVerb } from "./run-verb.ts";

let root: string;
let file: string;
beforeAll(async () => {
  root = ledgerShop(plainLedger);
  const { verdict, counterexample } = await call("verify-idempotency", { root, consumer: ledgerConsumer });
  expect(verdict).toBe("not-idempotent");
  file = counterexample!.file!;
  expect(counterexample!.replay).toContain(`replay ${file}`);
});

describe("replay", () => {
  it("shows the counterexample again as long as the consumer has the fault", async () => {
    const { text, status } = await runVerb(replay, root, { file });
    expect(status).toBe("negative");
    expect(text).toMatch(/m\d.*@A/);
    expect(text).toContain("It reproduces (3 of 3).");
    expect(text).toContain("ledger");
  });

  it("says so once the consumer survives it, and is no evidence", async () => {
    put(root, { "billing/ledger.mjs": keyedLedger });
    expect(await runVerb(replay, root, { file })).toMatchObject({
      status: "ok",
      text: expect.stringContaining("survives this schedule now"),
    });
    const { domains } = await call("validate", { root });
    expect(domains[0]!.rows[4]).toMatchObject({ status: "unknown", why: expect.stringContaining("stale") });
    put(root, { "billing/ledger.mjs": plainLedger });
    expect((await runVerb(replay, root, { file, output: "json" })).status).toBe("negative");
  });

  it("could not tell where the consumer cannot be run", async () => {
    put(root, { "billing/ledger.mjs": "throw new Error('no database');\n" });
    expect(await runVerb(replay, root, { file })).toMatchObject({ status: "inconclusive", text: expect.stringContaining("no database") });
    put(root, { "billing/ledger.mjs": plainLedger });
  });

  it("refuses what is no replay file", async () => {
    for (const text of ["{", "{}", '{"format": "godmode-event/replay/1", "schedule": "nonsense"}']) {
      writeFileSync(join(root, "x.json"), text);
      await expect(runVerb(replay, root, { file: "x.json" })).rejects.toMatchObject({ code: "PARSE_FAILED" });
    }
    await expect(runVerb(replay, root, { file: "none.json" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(runVerb(replay, root, { file: "../x.json" })).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
  });
});
