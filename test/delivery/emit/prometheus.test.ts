import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { prometheusRules } from "../../../src/delivery/emit/prometheus.ts";
import type { Rule } from "../../../src/delivery/emit/rules.ts";
import { thresholds } from "../../../src/delivery/emit/thresholds.ts";
import type { Watched } from "../../../src/delivery/emit/watch.ts";
import { promtool, runPromtool } from "../../servers/promtool.ts";
import { hasTool } from "../../servers/tool.ts";
import { mutantsOf } from "./rule-mutants.ts";
import { watched } from "./watched.ts";

const folder = mkdtempSync(join(tmpdir(), "rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = "godmode-dlq.rules.yml";
const brokers = ["rabbitmq", "kafka", "nats", "sqs"];
const everywhere = brokers.map((broker) => watched(broker, "orders", "billing"));

function tested(rules: string, tests: string): { ok: boolean; said: string } {
  writeFileSync(join(folder, file), rules);
  writeFileSync(join(folder, "tests.yml"), tests);
  return runPromtool(folder, "test", "rules", "tests.yml");
}

/** An hour instead of a day: promtool plays all of it. */
const quick = { ...thresholds, oldestSeconds: 3600 };

describe.skipIf(!hasTool(promtool))("alert rules", { timeout: 120_000 }, () => {
  test("A1: what is generated for four brokers passes promtool's check, without a complaint", () => {
    writeFileSync(join(folder, file), prometheusRules(everywhere).rules);
    const { ok, said } = runPromtool(folder, "check", "rules", "--lint-fatal", file);
    expect(said).toContain("rules found");
    expect(ok, said).toBe(true);
  });

  test("A2: its unit test passes with a whole day", () => {
    const { rules, tests } = prometheusRules(everywhere);
    const { ok, said } = tested(rules, tests);
    expect(ok, said).toBe(true);
  });

  test.each(brokers)("A2: every mutant of the rules for %s fails the unit test", (broker) => {
    const { rules, tests } = prometheusRules([watched(broker, "orders", "billing")], quick);
    expect(tested(rules, tests).said).toContain("SUCCESS");
    const whole = parse(rules) as { groups: { name: string; rules: Rule[] }[] };
    // The alerts on depth and lag are the same for all: they are changed for one of them.
    const which = (rule: Rule) => broker === "rabbitmq" || "record" in rule || rule.alert === "DlqMetricAbsent";
    const mutants = mutantsOf(whole.groups[0]!.rules, which);
    expect(mutants.length).toBeGreaterThan(20);
    const suite = parse(tests) as { tests: { alert_rule_test: { alertname: string }[] }[] };
    for (const [index, { rules: mutated, alerts }] of mutants.entries()) {
      // Tests of other alerts cannot fail by it, and promtool takes its time.
      const concerned = suite.tests.filter((each) => each.alert_rule_test.some(({ alertname }) => alerts.includes(alertname)));
      writeFileSync(join(folder, `rules${index}.yml`), stringify({ groups: [{ ...whole.groups[0], rules: mutated }] }));
      writeFileSync(join(folder, `mutant${index}.yml`), stringify({ ...suite, rule_files: [`rules${index}.yml`], tests: concerned }));
    }
    const { said } = runPromtool(folder, "test", "rules", ...mutants.map((_, index) => `mutant${index}.yml`));
    const ends = said.split("Unit Testing:").slice(1);
    expect(ends).toHaveLength(mutants.length);
    const survivors = mutants.filter((_, index) => !ends[index]!.includes("FAILED"));
    expect(survivors.map(({ name }) => name)).toEqual([]);
  });

  test("names that are patterns or quotes to others stay names", () => {
    const strange: Watched[] = [`a"b\\c`, "o.*|x", "{{ $value }}", "a: b # c", "naïve — 'q'"].map((name) => watched("rabbitmq", name, "g"));
    const { rules, tests } = prometheusRules(strange, quick);
    const { ok, said } = tested(rules, tests);
    expect(ok, said).toBe(true);
  });
});

test("a dead letter that two consumers share is watched once", () => {
  const [one] = [watched("rabbitmq", "orders", "billing")];
  const { rules } = prometheusRules([one, { ...one, consumer: "another" }]);
  expect(rules.match(/record: gm:dlq_depth/g)).toHaveLength(1);
  expect(rules).toContain(`${one.consumer}, another`);
});

test("the same consumers give the same text", () => {
  expect(prometheusRules(everywhere)).toEqual(prometheusRules(everywhere));
});
