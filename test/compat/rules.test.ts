import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import { rules } from "../../src/compat/rules.ts";
import { folders, pair } from "./fixtures.ts";

const judge = (folder: string, id: string) => {
  const { format, before, after } = pair(folder);
  const policy = rules.find((rule) => rule.id === id)!.categories.includes("apache-avro") ? "apache-avro" : "house";
  return { format, result: checkCompatibility({ format, schema: after, against: [before], mode: "FULL", policy }) };
};

test("ids are unique, upper snake, and every rule says its purpose in one sentence", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, purpose } of rules) {
    expect(id).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/);
    expect(purpose).toMatch(/^[A-Z][^.]{15,}\.$/);
  }
});

test("every rule has fixtures and every fixture has its rule", () => {
  expect(folders(".").filter((name) => name !== "house")).toEqual(rules.map(({ id }) => id).sort());
});

test.each(rules.map((rule) => [rule.id, rule] as const))("%s fires on what breaks it and not on what holds", (id, rule) => {
  const { format, result } = judge(`${id}/breaks`, id);
  const found = result.findings.filter((finding) => finding.rule === id);
  expect(format).toBe(rule.format);
  expect(found).not.toEqual([]);
  for (const finding of found) {
    expect(finding).toMatchObject({ file: expect.stringContaining("after."), against: expect.stringContaining("before.") });
    expect(finding.line).toBeGreaterThan(0);
    expect(finding.fix.length).toBeGreaterThan(5);
    expect(finding.message).toMatch(/[.?]$/);
  }
  const worst = rule.severity === "uncertain" ? "warning" : rule.severity;
  expect(found.map(({ severity }) => severity)).toContain(worst);
  if (rule.severity === "uncertain") expect(result).toMatchObject({ verdict: "inconclusive", reason: expect.any(String) });
  if (rule.severity === "error") expect(result.verdict).toBe("incompatible");
  expect(judge(`${id}/holds`, id).result.findings.map((finding) => finding.rule)).not.toContain(id);
});
