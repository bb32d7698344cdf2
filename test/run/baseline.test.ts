import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { baseline } from "../../src/run/baseline.ts";
import { check } from "../../src/run/check.ts";
import { naiveShop, shop } from "../tools/shop.ts";
import { put } from "../workspace/hostile-repository.ts";
import { runVerb } from "./run-verb.ts";

const json = async (root: string, input: Record<string, unknown> = {}, now?: Date) =>
  JSON.parse((await runVerb(check, root, { output: "json", ...input }, now)).text);
const rules = (result: { findings: Finding[] }) => result.findings.map(({ rule }) => rule);

describe("baseline", () => {
  it("accepts today's findings, also after lines moved; a new one counts", async () => {
    const root = shop(naiveShop);
    const written = await runVerb(baseline, root, { reason: "before the audit" });
    expect(written.text).toMatch(/event-baseline\.json: \d+ findings accepted, \d+ of them new, 0 gone/);
    put(root, { "billing/read.ts": `// one more line\n${naiveShop["billing/read.ts"]}` });
    expect(await json(root)).toMatchObject({ findings: [], status: "inconclusive" });
    put(root, { "billing/second.ts": naiveShop["billing/read.ts"].replaceAll('"orders"', '"refunds"') });
    const after = await json(root);
    expect(after.status).toBe("negative");
    expect(after.findings.every(({ file }: Finding) => file === "billing/second.ts")).toBe(true);
  });

  it("keeps reasons, drops what is gone, and ends on the day that was given", async () => {
    const root = shop(naiveShop);
    await runVerb(baseline, root, { reason: "first", expires: "2026-02-01" });
    const entries = () =>
      JSON.parse(readFileSync(join(root, ".godmode/event-baseline.json"), "utf8")).findings as { file: string; reason: string }[];
    expect((await json(root, {}, new Date("2026-01-31T12:00:00Z"))).findings).toEqual([]);
    expect((await json(root, {}, new Date("2026-02-01T00:00:00Z"))).status).toBe("negative");
    const count = entries().length;
    put(root, { "billing/second.ts": naiveShop["billing/read.ts"].replaceAll('"orders"', '"refunds"') });
    await runVerb(baseline, root, { reason: "second" });
    expect(entries().filter(({ reason }) => reason === "first")).toHaveLength(count);
    put(root, { "billing/second.ts": "" });
    await runVerb(baseline, root, { reason: "third" });
    expect(entries()).toHaveLength(count);
  });

  it("leaves room for ignores of the settings", async () => {
    const ignores = [{ rule: "CONSUMER_WITHOUT_DEAD_LETTER", path: "billing", reason: "replaced next month" }];
    const result = await json(shop({ ...naiveShop, ".godmode/event.json": JSON.stringify({ ignores }) }));
    expect(rules(result)).not.toContain("CONSUMER_WITHOUT_DEAD_LETTER");
    expect(result.passedOver.ignored).toBe(1);
  });
});
