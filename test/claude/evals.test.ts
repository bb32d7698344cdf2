import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { claude, describeClient, freshMachine, temporary } from "./client.ts";
import { cloneOfProject } from "./repository.ts";
import { type Reaction, scriptedApi } from "./scripted-api.ts";

interface Report {
  cases: { name: string; arms: { with: { error: string | null; graders: { name: string; passed: boolean; explanation: string }[] }[] } }[];
}

const cases = readdirSync("evals", { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const good = `Kafka, for 50,000 per second is over its threshold of 10,000 and replay is asked for. Debounce it.
billing-service/src/main.ts:13 has none. Renaming breaks the consumers: add a second field and keep the old one.
Event sourcing stores facts, CQRS reads them elsewhere, Kafka carries them.
Event: Basic pub/sub, kafka, 3 event types, DLQ: no. Verdict: DISCARD.`;

describeClient("the evaluation cases", () => {
  let plugin: string;
  beforeAll(() => {
    plugin = cloneOfProject();
  });

  /** Runs every case once with a model that says this; the command's case also calls the tool that it is about. */
  async function evaluate(text: string) {
    const say: Reaction = (seen) =>
      seen.includes("Asked for: `billing-service`")
        ? { tools: [{ tool: "mcp__plugin_godmode_event__verify-idempotency", input: { consumer: "no/such/file.ts#consumer" } }] }
        : { text };
    await using api = await scriptedApi([say]);
    const flags = ["--trust-plugin", "--no-publish", "--ablation", "none", "--runs", "1", "--scaffold", "--mocks", "off"];
    const allowed = ["--allow-tools", "mcp__plugin_godmode_event__*", "--output-dir", temporary("evals"), "--json"];
    const run = await claude(freshMachine(api.url), ["plugin", "eval", plugin, ...flags, ...allowed]);
    const report = JSON.parse(run.stdout) as Report;
    const failed = report.cases.flatMap(({ name, arms }) =>
      arms.with.flatMap(({ error, graders }) => [
        ...(error === null ? [] : [`${name}: ${error}`]),
        ...graders.filter(({ passed }) => !passed).map((grader) => `${name}: ${grader.name}`),
      ]),
    );
    return { names: report.cases.map(({ name }) => name), failed, said: run.stderr };
  }

  test("the client runs each of them, and a good answer passes", async () => {
    const { names, failed, said } = await evaluate(good);
    expect(names.sort(), said).toEqual(cases.sort());
    expect(failed).toEqual([]);
  });

  test("an answer that says nothing fails each of them", async () => {
    const { failed } = await evaluate("I looked around.");
    expect(new Set(failed.map((line) => line.split(":")[0]))).toEqual(new Set(cases));
  });
});

test("each case says what it is about and grades the outcome", () => {
  expect(cases.length).toBeGreaterThan(4);
  for (const name of cases) expect(readdirSync(join("evals", name))).toEqual(expect.arrayContaining(["case.yaml", "graders", "prompt.md"]));
});
