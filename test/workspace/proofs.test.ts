import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultListDigest } from "../../src/verify/schedules.ts";
import type { Verification } from "../../src/model/verification.ts";
import { takeDigests } from "../../src/workspace/digests.ts";
import { discardWrites } from "../../src/workspace/discard.ts";
import { recordedWrites } from "../../src/workspace/evidence.ts";
import { type DeadLetterRun, type IdempotencyRun, readProofs, storeProof } from "../../src/workspace/proofs.ts";
import { contextOf, deadLetterRun, denial, idempotencyRun, newCache, verification } from "./a-run.ts";
import { newFolder, put } from "./hostile-repository.ts";

function folder(): string {
  const root = newFolder();
  put(root, { "billing/read.ts": "export const handle = 1;\n", "billing/helper.ts": "x\n", "billing/package-lock.json": "{}\n" });
  return root;
}

const read = (context: ReturnType<typeof contextOf>, settings = {}, faultList = faultListDigest()) =>
  readProofs(context, settings, faultList).proofs.map(({ state, why, record }) => ({ state, why, said: record.why }));

function kept(run: IdempotencyRun | DeadLetterRun, root = folder()) {
  const context = contextOf(root, { cache: newCache() });
  const stored = storeProof(context, run);
  return { root, context, stored };
}

describe("a record", () => {
  it("is fresh as long as nothing that it depended on changes", () => {
    const { root, context } = kept(idempotencyRun(verification()));
    expect(read(context)).toEqual([{ state: "fresh", why: undefined, said: "No violation in 120 plays." }]);
    put(root, { "README.md": "unrelated", ".godmode/event.json": '{"system": "shop"}' });
    expect(read(context, { system: "shop" })[0]!.state).toBe("fresh");
    put(root, { "billing/read.ts": "export const handle = 1;\r\n" });
    expect(read(context)[0]!.state).toBe("fresh");
    put(root, { "billing/read.ts": "export const handle = 2;\n" });
    expect(read(context)[0]).toMatchObject({ state: "stale", why: "billing/read.ts changed since the run of 2026-11-24" });
    put(root, { "billing/package-lock.json": "{ }\n" });
    expect(read(context)[0]!.why).toContain("billing/package-lock.json and 1 more changed");
  });

  it("goes stale with the settings of how its consumer is run, with the fault classes, and a dead letter's with age", () => {
    const { context } = kept(idempotencyRun(verification()));
    const other = { consumers: { "billing/read.ts#orders": { deadLetter: "orders.dlq" }, "mail.ts#x": { run: "tsx" } } };
    expect(read(context, other)[0]!.state).toBe("fresh");
    const changed = { consumers: { "billing/read.ts#orders": { run: "tsx" } } };
    expect(read(context, changed)[0]).toMatchObject({ state: "stale", why: expect.stringContaining("settings") });
    expect(read(context, { allowHosts: ["db:5432"] })[0]!.state).toBe("stale");
    expect(read(context, {}, "f".repeat(64))[0]).toMatchObject({ state: "stale", why: expect.stringContaining("fault classes") });

    const dead = kept(deadLetterRun());
    const at = (now: string) => read({ ...dead.context, now: () => new Date(now) })[0]!;
    expect(at("2026-12-24T11:59:00Z").state).toBe("fresh");
    expect(at("2026-12-24T12:01:00Z")).toMatchObject({ state: "stale", why: "the run of 2026-11-24 is older than 30 days" });
    expect(at("2026-11-20T12:00:00Z")).toMatchObject({ state: "stale", why: expect.stringContaining("still to come") });
    const short = kept(deadLetterRun({ maxAgeHours: 1 }));
    expect(read({ ...short.context, now: () => new Date("2026-11-24T13:01:00Z") })[0]!.state).toBe("stale");
  });

  it("that could not tell is stale once something was installed, another one is not", () => {
    const undecided = kept(idempotencyRun(verification({ verdict: "inconclusive", why: "Cannot find package." })));
    const decided = kept(idempotencyRun(verification()));
    for (const { root } of [undecided, decided]) put(root, { "node_modules/.package-lock.json": "{}" });
    expect(read(undecided.context)[0]).toMatchObject({ state: "stale", why: expect.stringContaining("node_modules/.package-lock.json") });
    expect(read(decided.context)[0]!.state).toBe("fresh");
  });

  it("of a file that was edited while the run went on is stale at once", () => {
    const root = folder();
    const run = idempotencyRun(verification());
    const before = takeDigests(root, run.depends);
    put(root, { "billing/read.ts": "export const handle = 3;\n" });
    expect(read(kept({ ...run, before }, root).context)[0]!.state).toBe("stale");
  });

  it("is unproven on another machine, and when anything in it was changed", () => {
    const { root, context, stored } = kept(idempotencyRun(denial()));
    expect(stored.signed).toBe(true);
    expect(read({ ...context, env: { XDG_CACHE_HOME: newCache() } })[0]!.state).toBe("unproven");
    const file = join(root, stored.path);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"verdict": "not-idempotent"', '"verdict": "idempotent"'));
    expect(read(context)[0]).toMatchObject({ state: "unproven", why: expect.stringContaining("was changed") });
    writeFileSync(file, JSON.stringify(JSON.parse(text), null, 7));
    expect(read(context)[0]!.state).toBe("fresh");
  });

  it("made without a key is kept, counts nowhere, and says so", () => {
    const root = folder();
    const context = contextOf(root, { cache: join(root, "cache") });
    const stored = storeProof(context, idempotencyRun(verification()));
    expect(stored).toMatchObject({ signed: false, note: expect.stringContaining("inside the repository") });
    expect(read(context)[0]!.state).toBe("unproven");
  });

  it("holds no credential", () => {
    const why = "connect amqp://user:hunter22@broker failed";
    const { root, stored } = kept(idempotencyRun(verification({ verdict: "inconclusive", why })));
    expect(readFileSync(join(root, stored.path), "utf8")).not.toContain("hunter22");
  });

  it("holds no values of the events either: neither those that the call gave, nor those of a difference", () => {
    const told = denial();
    const texts = ["- {email=ann@example.test}", "+ {email=ann@example.test} x2"];
    const difference = [
      { sink: "db", what: "accounts", column: "balance", sign: "changed" as const, text: texts[0]! },
      { sink: "kv", what: "seen:ann@example.test", sign: "surplus" as const, text: texts[1]! },
    ];
    const verified = { ...told, why: `F1: ${texts[1]!}`, counterexample: { ...told.counterexample!, difference } };
    const input = { consumer: "billing/read.ts#orders", samples: [{ data: { email: "ann@example.test" } }, "more.json"] };
    const { root, context, stored } = kept(idempotencyRun(verified, { input }));
    expect(readFileSync(join(root, stored.path), "utf8")).not.toContain("ann@");
    expect(read(context)[0]!.said).toBe("F1:redelivery leaves other effects: changed in db accounts, column balance; surplus in kv.");
  });

  it("is one of the files that commit takes along, and a discard leaves it: it goes stale by itself", () => {
    const { root, context, stored } = kept(idempotencyRun(verification()));
    expect(recordedWrites(root).map(({ path }) => path)).toContain(stored.path);
    expect(discardWrites(root, new Date(0)).restored).toEqual([]);
    expect(read(context)[0]!.state).toBe("fresh");
    expect(recordedWrites(root).map(({ path }) => path)).toContain(stored.path);
  });
});

const after = (first: Verification, second: IdempotencyRun, change: Record<string, string> = {}, version?: string) => {
  const { root, context } = kept(idempotencyRun(first));
  put(root, change);
  const stored = storeProof({ ...context, ...(version !== undefined && { version }) }, second);
  return { said: read(context)[0]!.said, note: stored.note };
};

describe("a later run", () => {
  const good = idempotencyRun(verification({ why: "Later." }));

  it("replaces an earlier one that says no more", () => {
    expect(after(verification(), good).said).toBe("Later.");
    expect(after(verification(), idempotencyRun(denial())).said).toContain("twice");
    expect(after(verification({ verdict: "inconclusive" }), good).said).toBe("Later.");
  });

  it("does not undo a counterexample while nothing changed", () => {
    const { said, note } = after(denial(), { ...good, input: { ignore: ["accounts.balance"] } });
    expect(said).toContain("twice");
    expect(note).toContain("stands until something that it depends on changes");
    expect(after(denial(), good, { "billing/read.ts": "fixed\n" }).said).toBe("Later.");
    expect(after(denial(), { ...good, faultList: "0".repeat(64) }).said).toBe("Later.");
    expect(after(denial(), good, {}, "99.0.0").said).toBe("Later.");
  });

  it("that could not tell, or ran some classes only, does not undo one that could", () => {
    expect(after(verification(), idempotencyRun(verification({ verdict: "inconclusive", why: "Later." }))).note).toBeDefined();
    expect(after(verification(), { ...good, input: { faults: ["F1"] } }).note).toBeDefined();
    expect(after(verification({ model: "rewind" }), { ...good, input: { faults: ["F1"] } }).note).toBeUndefined();
  });
});
