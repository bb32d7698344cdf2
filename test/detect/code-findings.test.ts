import { describe, expect, test } from "vitest";
import { codeFindingRules } from "../../src/detect/findings/code/rules.ts";
import { Finding } from "../../src/model/finding.ts";
import { codeCases } from "./code-finding-cases.ts";
import { detectFiles } from "./repository.ts";

describe.each(Object.entries(codeCases))("%s", (rule, { breaks, at, holds }) => {
  test("is found where it breaks, with place, reason and edit", async () => {
    const found = (await detectFiles(breaks)).findings.filter((finding) => finding.rule === rule);
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([at]);
    expect(Finding.parse(found[0])).toBeTruthy();
    expect(found[0]!.message.length).toBeGreaterThan(30);
    expect(found[0]!.fix.length).toBeGreaterThan(10);
  });

  test.each(holds.map((files, index) => [index + 1, files] as const))("is silent where it holds (%i)", async (_, files) => {
    expect((await detectFiles(files)).findings.filter((finding) => finding.rule === rule)).toEqual([]);
  });
});

test("a finding about a consumer names it by the id of the map", async () => {
  const map = await detectFiles(codeCases["ACK_BEFORE_EFFECT"]!.breaks);
  expect(map.findings.find(({ rule }) => rule === "ACK_BEFORE_EFFECT")?.at).toBe(map.consumers[0]?.id);
});

test("every rule about code has its cases", () => {
  expect(codeFindingRules.filter(({ id }) => codeCases[id] === undefined).map(({ id }) => id)).toEqual([]);
});
