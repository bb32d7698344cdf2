import { describe, expect, test } from "vitest";
import { findingRules } from "../../src/detect/findings.ts";
import { Finding } from "../../src/model/finding.ts";
import { cases } from "./finding-cases.ts";
import { detectFiles } from "./repository.ts";

describe.each(Object.entries(cases))("%s", (rule, { breaks, at, holds }) => {
  test("is found where it breaks, with place, reason and edit", async () => {
    const found = (await detectFiles(breaks)).findings.filter((finding) => finding.rule === rule);
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([at]);
    expect(Finding.parse(found[0])).toMatchObject({ rule });
    expect(found[0]!.message.length).toBeGreaterThan(30);
    expect(found[0]!.fix.length).toBeGreaterThan(10);
  });

  test.each(holds.map((files, index) => [index + 1, files] as const))("is silent where it holds (%i)", async (_, files) => {
    expect((await detectFiles(files)).findings.filter((finding) => finding.rule === rule)).toEqual([]);
  });
});

test("every rule that looks at the map has its cases; ids are stable words and unique", () => {
  const ids = findingRules.map(({ id }) => id);
  expect(findingRules.filter(({ find, id }) => find !== undefined && cases[id] === undefined).map(({ id }) => id)).toEqual([]);
  expect(ids.filter((id) => !/^[A-Z][A-Z0-9_]+$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("ignores", () => {
  const files = cases["MAX_RECEIVE_COUNT_ONE"]!.breaks;
  const rulesWith = async (ignore: { path?: string; at?: string; expires?: string }) => {
    const ignores = [{ rule: "MAX_RECEIVE_COUNT_ONE", reason: "the handler never fails", ...ignore }];
    const { findings, warnings } = await detectFiles(files, { settings: { ignores }, now: "2026-05-02T10:00:00Z" });
    return { found: findings.some(({ rule }) => rule === "MAX_RECEIVE_COUNT_ONE"), warnings };
  };

  test("hold everywhere, for a folder, or for one identity", async () => {
    expect((await rulesWith({})).found).toBe(false);
    expect((await rulesWith({ path: "infra" })).found).toBe(false);
    expect((await rulesWith({ path: "inf" })).found).toBe(true);
    expect((await rulesWith({ at: "picking" })).found).toBe(false);
    expect((await rulesWith({ at: "packing" })).found).toBe(true);
  });

  test("end with their day, and say so", async () => {
    expect(await rulesWith({ expires: "2026-05-02" })).toEqual({ found: false, warnings: [] });
    expect(await rulesWith({ expires: "2026-05-01" })).toEqual({
      found: true,
      warnings: ["The ignore of MAX_RECEIVE_COUNT_ONE expired on 2026-05-01 (the handler never fails)."],
    });
  });
});
