import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../src/run/run.ts";
import { withLock } from "../../src/workspace/run-folder.ts";
import { additive, breaking, commitAll, first, naiveShop, producerOnly, registered, shop } from "../tools/shop.ts";
import { plainGit } from "../workspace/hostile-repository.ts";
import { runVerb } from "./run-verb.ts";

const saved = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
  Object.assign(process.env, saved);
});

interface Data {
  status: string;
  domains: {
    domain: string;
    verdict: string;
    steps: { tool: string; status: string }[];
    outcome: { kind: string; restored?: string[]; patch?: string; why?: string };
  }[];
}

async function data(root: string, input: Record<string, unknown> = {}): Promise<Data & { ended: string }> {
  const { text, status } = await runVerb(run, root, { ...input, output: "json" });
  return { ...(JSON.parse(text) as Data), ended: status };
}

/** A producer whose schema is written and not registered. */
const unregistered = { ...producerOnly, "events/OrderPlaced.avsc": first };

const log = (root: string) =>
  readFileSync(join(root, ".godmode/event-results.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t").at(-1));

describe("a domain that comes to KEEP", () => {
  test("its schema is registered, the row is logged, and nothing is committed unasked", async () => {
    const root = shop(unregistered);
    const head = plainGit(root, "rev-parse", "HEAD");
    const { ended, domains } = await data(root);
    expect(ended).toBe("ok");
    expect(domains).toMatchObject([{ verdict: "KEEP", outcome: { kind: "kept" } }]);
    expect(domains[0]!.steps).toMatchObject([{ tool: "register-schema", status: "ok" }]);
    expect(existsSync(join(root, "schemas/order.placed/1.avsc"))).toBe(true);
    expect(log(root)).toEqual(["KEEP"]);
    expect(plainGit(root, "rev-parse", "HEAD")).toBe(head);
  });

  test("with commit it is committed under the standard message", async () => {
    const root = shop(unregistered);
    named(root);
    const { domains } = await data(root, { commit: true });
    expect(domains).toMatchObject([{ outcome: { kind: "committed" } }]);
    expect(plainGit(root, "log", "-1", "--format=%s")).toMatch(/^event: \S+ -- 1 event types, kafka, Basic pub\/sub/);
    expect(log(root)).toEqual(["KEEP"]);
  });
});

test("an index that is not empty keeps KEEP from its commit, and says so", async () => {
  const root = shop(unregistered);
  named(root);
  writeFileSync(join(root, "staged.md"), "mine\n");
  plainGit(root, "add", "staged.md");
  const { ended, domains } = await data(root, { commit: true });
  expect(ended).toBe("ok");
  expect(domains).toMatchObject([{ outcome: { kind: "kept", why: expect.stringContaining("index") } }]);
});

function named(root: string): void {
  plainGit(root, "config", "user.name", "Ada");
  plainGit(root, "config", "user.email", "ada@example.test");
}

describe("a domain that is DISCARD", () => {
  test("what the run wrote for it is taken back, with a patch; what stood there before stays", async () => {
    const both = { ...unregistered, "orders/read.ts": naiveShop["billing/read.ts"].replace('"billing"', '"own"') };
    const root = shop(both);
    const { ended, domains } = await data(root);
    expect(ended).toBe("negative");
    const [{ outcome, steps }] = domains as [Data["domains"][number]];
    expect(steps.map(({ tool }) => tool)).toContain("register-schema");
    expect(outcome).toMatchObject({ kind: "discarded" });
    expect(outcome.restored!.length).toBeGreaterThan(0);
    expect(existsSync(join(root, "schemas/order.placed/1.avsc"))).toBe(false);
    expect(log(root)).toEqual(["discarded"]);
    expect(existsSync(join(root, outcome.patch!))).toBe(true);
    plainGit(root, "apply", outcome.patch!);
    expect(existsSync(join(root, "schemas/order.placed/1.avsc"))).toBe(true);
  });

  test("a schema that breaks ends it, and nothing is registered over it", async () => {
    const root = shop({ ...producerOnly, ...registered, "events/order.placed.avsc": first });
    commitAll(root, { "events/order.placed.avsc": breaking });
    const { ended, domains } = await data(root);
    expect(ended).toBe("negative");
    expect(domains[0]!.steps).toEqual([]);
    expect(log(root)).toEqual(["DISCARD"]);
  });
});

test("a newer version of a schema is registered, once", async () => {
  const root = shop({ ...producerOnly, ...registered, "events/order.placed.avsc": first });
  commitAll(root, { "events/order.placed.avsc": additive });
  const { domains } = await data(root);
  expect(domains[0]!.steps.map(({ tool }) => tool)).toEqual(["register-schema"]);
  expect((await data(root)).domains[0]!.steps).toEqual([]);
});

test("the text ends with table, verdicts and closing lines; each step stands there once", async () => {
  const { text, status } = await runVerb(run, shop(unregistered));
  expect(status).toBe("ok");
  expect(text.match(/godmode-event register-schema/g)).toHaveLength(1);
  expect(text).toMatch(/envelope +correlation +versions +DLQ +idempotent +retry +verdict/);
  expect(text).toMatch(/^Event: Basic pub\/sub, kafka, 1 event types, DLQ: not needed\. Verdict: KEEP\.$/m);
});

test("a repository without events says so and writes nothing", async () => {
  const root = shop({ "a.ts": "export const a = 1;\n" });
  const { text, status } = await runVerb(run, root);
  expect([status, text.length > 10]).toEqual(["ok", true]);
  expect(existsSync(join(root, ".godmode/event-results.tsv"))).toBe(false);
});

test("an unknown domain is refused with the nearest one; a second run at the same time waits and gives up", async () => {
  const root = shop(producerOnly);
  await expect(runVerb(run, root, { domain: "order" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await withLock(root, "run", async () => {
    await expect(runVerb(run, root)).rejects.toMatchObject({ code: "TIMEOUT" });
  });
});
