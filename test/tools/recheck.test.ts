import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invoke } from "../../src/call.ts";
import { call } from "../../src/index.ts";
import { listTools } from "../../src/mcp/tool-list.ts";
import { validate } from "../../src/tools/validate.ts";
import { evidencePath } from "../../src/workspace/evidence-file.ts";
import { contextOf, newCache } from "../workspace/a-run.ts";
import { keyedLedger, ledgerConsumer, ledgerShop, plainLedger } from "./ledger-shop.ts";

const saved = { ...process.env };
beforeEach(() => delete process.env["CI"]);
afterEach(() => {
  delete process.env["CI"];
  Object.assign(process.env, saved);
});

const file = evidencePath({ kind: "idempotency", consumer: ledgerConsumer });
const rowOf = async (root: string, input: { recheck?: boolean } = {}) => {
  const answer = await call("validate", { root, ...input });
  return { answer, row: answer.domains[0]!.rows[4]!, rechecked: answer.rechecked };
};

/** The record as somebody else would have left it. */
function rewrite(root: string, change: (record: Record<string, unknown>) => Record<string, unknown>): void {
  const record = JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, unknown>;
  writeFileSync(join(root, file), JSON.stringify(change(record)));
}

/** Verified here; then this user has another key, as on another machine. */
async function verifiedElsewhere(text: string): Promise<string> {
  const root = ledgerShop(text);
  process.env["XDG_CACHE_HOME"] = newCache();
  await call("verify-idempotency", { root, consumer: ledgerConsumer, budget: { plays: 300 } });
  process.env["XDG_CACHE_HOME"] = newCache();
  return root;
}

describe("validate with recheck", () => {
  it("runs what another machine has on record, and then it counts here", async () => {
    const root = await verifiedElsewhere(keyedLedger);
    expect((await rowOf(root)).row).toMatchObject({ status: "unknown", why: expect.stringContaining("validate --recheck") });
    const { row, rechecked } = await rowOf(root, { recheck: true });
    expect(rechecked).toMatchObject([{ consumer: ledgerConsumer, claimed: "idempotent", shown: "idempotent", agrees: true }]);
    expect(row.status).toBe("pass");
    expect((await rowOf(root, { recheck: true })).rechecked).toEqual([]);
    expect((await rowOf(root)).row.status).toBe("pass");
  });

  it("tells a forged record: the run shows another verdict, and that is what counts", async () => {
    const root = await verifiedElsewhere(plainLedger);
    rewrite(root, (record) => ({ ...record, verdict: "idempotent", why: "Trust me." }));
    const { row, rechecked, answer } = await rowOf(root, { recheck: true });
    expect(rechecked).toMatchObject([
      { claimed: "idempotent", shown: "not-idempotent", agrees: false, why: expect.stringContaining("The record claims idempotent") },
    ]);
    expect(answer).toMatchObject({ status: "negative", summary: expect.stringContaining("1 of 1 records do not show what they claim") });
    expect(row.status).toBe("fail");
    expect(answer.domains[0]!.verdict).toBe("DISCARD");
  });

  it("lets no foreign record choose what is executed", async () => {
    const root = await verifiedElsewhere(keyedLedger);
    const consumer = {
      handler: "billing/ledger.mjs#handle",
      run: "/bin/false",
      env: { NODE_OPTIONS: "--require=./evil.js" },
      database: "x",
    };
    rewrite(root, (record) => ({
      ...record,
      input: { consumer, allowHosts: ["example.test"], emitTest: "x.test.ts", budget: { plays: 300 } },
    }));
    const { rechecked } = await rowOf(root, { recheck: true });
    expect(rechecked).toMatchObject([{ shown: "idempotent", agrees: true }]);
    const { input } = JSON.parse(readFileSync(join(root, file), "utf8")) as { input: object };
    expect(input).toEqual({ consumer: ledgerConsumer, budget: { plays: 300 } });
  });

  it("says what could not be run, and what changed is not run at all", async () => {
    const root = await verifiedElsewhere(keyedLedger);
    writeFileSync(join(root, "billing/ledger.mjs"), plainLedger);
    const { row, rechecked } = await rowOf(root, { recheck: true });
    expect(rechecked).toEqual([]);
    expect(row.why).toContain("its evidence is stale: billing/ledger.mjs changed");
  });

  it("sends the poison of a dead letter's record again", async () => {
    const root = ledgerShop(keyedLedger, {}, { deadLetter: "orders.billing.dlq" });
    process.env["XDG_CACHE_HOME"] = newCache();
    const { consumers } = await call("configure-dlq", { root, consumer: ledgerConsumer });
    expect(consumers.map(({ outcome }) => outcome)).toEqual(["proven"]);
    process.env["XDG_CACHE_HOME"] = newCache();
    const before = await call("validate", { root });
    expect(before.domains[0]!.rows[3]).toMatchObject({ status: "unknown", why: expect.stringContaining("unproven") });
    const after = await call("validate", { root, recheck: true });
    expect(after.rechecked).toMatchObject([{ kind: "dead-letter", claimed: "proven", shown: "proven", agrees: true }]);
    expect(after.domains[0]!.rows[3]!.status).toBe("pass");
  });

  it("without leave to write to its broker a dead letter's record is not run again, stays, and counts for nothing", async () => {
    const root = ledgerShop(keyedLedger, {}, { deadLetter: "orders.billing.dlq" });
    process.env["XDG_CACHE_HOME"] = newCache();
    await call("configure-dlq", { root, consumer: ledgerConsumer });
    process.env["XDG_CACHE_HOME"] = newCache();
    delete process.env["GODMODE_EVENT_ALLOW_BROKER_WRITE"];
    const settings = JSON.parse(readFileSync(join(root, ".godmode/event.json"), "utf8")) as object;
    // Nobody listens there: whoever spoke to it would say so.
    const connections = { prod: { kind: "kafka", url: "127.0.0.1:1" } };
    writeFileSync(join(root, ".godmode/event.json"), JSON.stringify({ ...settings, connections }));
    const path = join(root, evidencePath({ kind: "dead-letter", consumer: ledgerConsumer }));
    const before = readFileSync(path, "utf8");
    const answer = await call("validate", { root, recheck: true });
    expect(answer.rechecked).toMatchObject([
      {
        kind: "dead-letter",
        claimed: "proven",
        shown: "not run",
        agrees: false,
        why: "Writing to kafka is not allowed: set GODMODE_EVENT_ALLOW_BROKER_WRITE=1 in its environment, or pass --allow-broker-write.",
      },
    ]);
    expect(answer.summary).toContain("1 of 1 records could not be run again");
    expect(answer.domains[0]!.rows[3]!.status).toBe("unknown");
    expect(answer.domains[0]!.verdict).not.toBe("KEEP");
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("takes one record of this machine too, in CI", async () => {
    const root = ledgerShop(keyedLedger);
    await call("verify-idempotency", { root, consumer: ledgerConsumer, budget: { plays: 300 } });
    expect((await rowOf(root, { recheck: true })).rechecked).toEqual([]);
    process.env["CI"] = "true";
    expect((await rowOf(root)).rechecked).toBeUndefined();
    expect((await rowOf(root, { recheck: true })).rechecked).toMatchObject([{ agrees: true }]);
  });

  it("is not offered over MCP, where validate is a reading tool", async () => {
    const [listed] = listTools([validate]);
    expect(Object.keys(listed!.inputSchema.properties)).not.toContain("recheck");
    expect(listed!.annotations["readOnlyHint"]).toBe(true);
    const root = ledgerShop(keyedLedger);
    const asked = invoke(validate, { recheck: true }, { context: contextOf(root), cwd: root, confineTo: root });
    await expect(asked).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});
