import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answerText } from "../../src/cli/answer-text.ts";
import { errorText } from "../../src/cli/error-text.ts";
import { call } from "../../src/index.ts";
import { styleFor } from "../../src/run/output.ts";
import { check } from "../../src/run/check.ts";
import { ToolError } from "../../src/tool.ts";
import { folderOf } from "../detect/repository.ts";
import { runVerb } from "../run/run-verb.ts";

const names = [
  "line\n::error file=x::pwned.ts",
  "esc\u001B]0;title\u0007\u001B[2J\u001B[8mx.ts",
  "c1\u009B31m.ts",
  "cr\rline.ts",
  "rtl\u202Etxt.ts",
  "ls\u2028::warning::x.ts",
  "a::b,c%0A.ts",
  "]]>'\"&<script>alert(1)<script>.ts",
  "pipe|`tick`[x](javascript:1).ts",
  "```fence.ts",
];

const code = (topic: string) => `import { Kafka } from "kafkajs";
const kafka = new Kafka({});
await kafka.producer().send({ topic: ${JSON.stringify(topic)}, messages: [{ value: "x" }] });
const consumer = kafka.consumer({ groupId: "g" });
await consumer.subscribe({ topic: ${JSON.stringify(topic)} });
await consumer.run({ eachMessage: async () => { await db.increment(); } });
`;

function hostile(): string {
  const root = folderOf({ "package.json": '{"name": "x", "dependencies": {"kafkajs": "2"}}', "bad\u001B[5m.avsc": "{" });
  for (const [index, name] of names.entries()) writeFileSync(join(root, name), code(`topic${index}\n::error::${index}`));
  mkdirSync(join(root, "dir\u001B[31m\n::debug::"));
  writeFileSync(
    join(root, "dir\u001B[31m\n::debug::", "package.json"),
    '{"name": "\\u001b[31m\\n::error::name", "dependencies": {"kafkajs": "2"}}',
  );
  writeFileSync(join(root, "dir\u001B[31m\n::debug::", "a.ts"), code("plain"));
  return root;
}

const steering = new RegExp(String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]`);

/** Nothing in it moves a cursor, colours, turns the writing round, or starts a line that a workflow obeys. */
function expectHarmless(text: string): void {
  const found = steering.exec(text);
  expect(found === null ? "harmless" : JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 10))).toBe("harmless");
  expect(text.split("\n").filter((line) => /^\s*::/.test(line))).toEqual([]);
}

describe("names of a repository steer nothing where they are printed, to a terminal or not", () => {
  test("check for people", async () => {
    const { text } = await runVerb(check, hostile(), { output: "human", all: true });
    expect(text).toContain("pwned.ts");
    expectHarmless(text);
  });

  test("annotations: only ours start a command", async () => {
    const { text } = await runVerb(check, hostile(), { output: "github", all: true });
    const lines = text.split("\n").filter((line) => line.startsWith("::"));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[A-Z_]+::/);
    expect(steering.test(text)).toBe(false);
  });

  test("JSON, SARIF and JUnit stay well formed", async () => {
    const root = hostile();
    for (const output of ["json", "sarif"]) JSON.parse((await runVerb(check, root, { output, all: true })).text);
    const { text } = await runVerb(check, root, { output: "junit", all: true });
    expect(text).not.toContain("<script>");
    expect(text.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
  });

  test("answers of the tools", async () => {
    const root = hostile();
    const style = styleFor(false);
    expectHarmless(answerText((await call("detect", { root })) as never, style));
    expectHarmless(answerText((await call("validate", { root })) as never, style));
  });

  test("a report", async () => {
    const root = hostile();
    await call("report", { root });
    const text = readFileSync(join(root, ".godmode/event/report/event-report.md"), "utf8");
    expectHarmless(text);
    expect(text.replaceAll(/`[^`\n]+`/g, "")).not.toContain("<script>");
    expect(text.split("\n").filter((line) => line.startsWith("```")).length % 2).toBe(0);
  });

  test("an error", () => {
    const error = new ToolError("NOT_FOUND", "There is no file a\n::error::x\u001B[2J.", "why\n::error::", "how\n::error::");
    expectHarmless(errorText(error, { env: {}, stderr: process.stderr }));
  });
});
