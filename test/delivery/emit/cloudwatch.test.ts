import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cloudwatchAlarms } from "../../../src/delivery/emit/cloudwatch.ts";
import { cfnLint, lint } from "../../servers/cfn-lint.ts";
import { hasTool } from "../../servers/tool.ts";
import { watched } from "./watched.ts";

const folder = mkdtempSync(join(tmpdir(), "alarms-"));
afterAll(() => rmSync(folder, { recursive: true }));

const template = cloudwatchAlarms([
  watched("sqs", "orders", "billing"),
  watched("sqs", "payments.fifo", "audit"),
  watched("kafka", "orders", "x"),
]);

function linted(text: string) {
  const file = join(folder, "alarms.yaml");
  writeFileSync(file, text);
  return lint(file);
}

describe.skipIf(!hasTool(cfnLint))("CloudWatch alarms", { timeout: 120_000 }, () => {
  test("A4: cfn-lint finds nothing", () => {
    expect(linted(template)).toEqual({ rules: [], said: "" });
  });

  test.each([
    ["an operator that there is not", "GreaterThanThreshold", "GreaterThan", "E3030"],
    ["a property misspelt", "TreatMissingData:", "TreatMissing:", "E3002"],
    ["a reference to nothing", "!Ref AlertTopic", "!Ref AlarmTopic", "E1020"],
    ["a threshold that is no number", "Threshold: 100", "Threshold: many", "E3012"],
  ])("A4: %s is found", (_, right, wrong, rule) => {
    expect(linted(template.replace(right, wrong)).rules).toContain(rule);
  });
});

interface Alarm {
  AlarmName: string;
  Threshold: number;
  EvaluationPeriods: number;
  Period?: number;
  MetricName?: string;
}

test("one period of a minute decides, and only queues of SQS have alarms", () => {
  const { Resources } = parse(template, { logLevel: "silent" }) as { Resources: Record<string, { Properties: Alarm }> };
  const alarms = Object.values(Resources).map(({ Properties }) => Properties);
  const of = (name: string) => alarms.find(({ AlarmName }) => AlarmName === name);
  expect(of("orders-billing-dlq-not-empty")).toMatchObject({ Threshold: 0, EvaluationPeriods: 1, Period: 60 });
  expect(of("orders-billing-dlq-depth-page")).toMatchObject({ Threshold: 100, EvaluationPeriods: 1, Period: 60 });
  expect(of("orders-billing-dlq-oldest-p1")).toMatchObject({ Threshold: 86_400, MetricName: "ApproximateAgeOfOldestMessage" });
  expect(of("orders-lag-growing")).toMatchObject({ EvaluationPeriods: 5 });
  expect(alarms).toHaveLength(8);
  expect(alarms.some(({ MetricName }) => MetricName === "NumberOfMessagesSent")).toBe(false);
});
