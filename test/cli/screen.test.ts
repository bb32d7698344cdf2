import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { answerText } from "../../src/cli/answer-text.ts";
import { harmless, outputOf, progressLine, type Terminal, wantsColour } from "../../src/cli/terminal.ts";
import { commandLine } from "../../src/run/command-line.ts";
import { styleFor, table } from "../../src/run/output.ts";
import { run } from "./in-process.ts";

const plain = styleFor(false);
const finding = {
  rule: "CONSUMER_WITHOUT_DEAD_LETTER",
  severity: "error",
  at: "orders/src/a.ts#orders",
  file: "orders/src/a.ts",
  line: 12,
  column: 1,
  message: "A message that always fails is lost.",
  fix: "Add a dead letter queue.",
  evidence: [],
};

describe("an answer for people", () => {
  test("shows findings with place and fix, and the next calls as commands", () => {
    const text = answerText(
      {
        status: "negative",
        summary: "1 finding.",
        findings: [finding],
        next: [{ tool: "validate", args: { root: "a b", stop: true }, why: "It judges." }],
      },
      plain,
    );
    expect(text).toBe(`negative  1 finding.

findings (1)
  error  orders/src/a.ts:12  CONSUMER_WITHOUT_DEAD_LETTER
    A message that always fails is lost.
    fix: Add a dead letter queue.

Next
  godmode-event validate --root 'a b' --stop
    It judges.
`);
  });

  test("shows places that an editor can open, texts as they are, and nested lists", () => {
    const text = answerText(
      {
        status: "ok",
        summary: "Done.",
        next: [],
        schema: '{\n  "a": 1\n}',
        empty: [],
        eventTypes: [{ name: "order.placed", file: "a.ts", line: 3 }],
        domains: [{ domain: "orders", rows: [{ title: "Envelope", findings: [finding] }] }],
      },
      plain,
    );
    expect(text).toContain('\nschema\n{\n  "a": 1\n}\n');
    expect(text).toContain("event types (1)\n  place   name\n  a.ts:3  order.placed\n");
    expect(text).toContain("  domain  orders\n  rows (1)\n    title  Envelope\n    findings (1)\n      error  orders/src/a.ts:12");
    expect(text).not.toContain("empty");
  });

  test("a long list is cut and says so", async () => {
    const { stdout } = await run(["many-entries", "--count", "60"]);
    expect(stdout).toContain("… and 10 more; --json has them all");
  });
});

describe("next calls as commands", () => {
  test.each<[Record<string, unknown>, string]>([
    [{ schema: { path: "a.avsc" }, against: [{ git: "main", path: "a.avsc" }] }, "--schema a.avsc --against git:main:a.avsc"],
    [{ schema: { registry: "orders", version: 2 } }, "--schema registry:orders@2"],
    [{ schema: { text: "it's" } }, `--schema '{"text":"it'\\''s"}'`],
    [{ stopWhen: "all", force: false, rate: -1 }, "--stop-when all --no-force --rate=-1"],
    [{ fields: [{ name: "a" }] }, `--fields '[{"name":"a"}]'`],
    [{ include: ["a b", "$(rm)"], empty: undefined }, "--include 'a b' --include '$(rm)'"],
    [{}, ""],
  ])("%j", (args, words) => {
    expect(commandLine({ tool: "t", args })).toBe(`godmode-event t ${words}`.trim());
  });
});

describe("colour", () => {
  const tty = { isTTY: true } as never;
  const pipe = {} as never;
  test.each([
    [{}, tty, true],
    [{}, pipe, false],
    [{ NO_COLOR: "1" }, tty, false],
    [{ TERM: "dumb" }, tty, false],
    [{ FORCE_COLOR: "1" }, pipe, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, pipe, true],
    [{ FORCE_COLOR: "0" }, tty, false],
  ])("%j", (env, screen, expected) => expect(wantsColour(env, screen)).toBe(expected));

  test("on a terminal only, and piped output has none", async () => {
    expect((await run(["many-entries"], { tty: true })).stdout).toContain("\u001B[32mok\u001B[39m");
    expect((await run(["many-entries"])).stdout).not.toContain("\u001B");
  });

  test("prints an event as JSON, and a text from stdin as what reads it again", () => {
    const text = answerText(
      {
        status: "ok",
        summary: "Done.",
        sample: { event_id: "1", status: "PAID" },
        next: [{ tool: "register-schema", args: { schema: { text: "{}" }, subject: "order.paid" }, why: "It is new." }],
      },
      plain,
    );
    expect(text).toContain('\nsample\n{\n  "event_id": "1",\n  "status": "PAID"\n}\n');
    expect(text).toContain("  godmode-event register-schema --schema=- --subject order.paid\n");
  });

  test("does not shift the columns of a table", () => {
    const rows = table([
      [styleFor(true).red("a"), "b"],
      ["long", "c"],
    ]).split("\n");
    expect(rows[0]).toBe("\u001B[31ma\u001B[39m     b");
  });
});

test("names from the repository cannot command the terminal", async () => {
  expect(harmless("a\u001B[31mred\u001B[39m\n\tb")).toBe("a\u001B[31mred\u001B[39m\n\tb");
  expect(harmless("\u001B]0;title\u0007\u001B[2J\u009B1m\r")).toBe("\uFFFD]0;title\uFFFD\uFFFD[2J\uFFFD1m\uFFFD");
  const { stdout } = await run(["many-entries", "--label", "\u001B[2Jx"], { tty: true });
  expect(stdout).not.toContain("\u001B[2J");
});

test("progress is drawn on a terminal and wiped before the answer", async () => {
  const { stderr, stdout } = await run(["slow-work", "--milliseconds", "200"], { tty: true });
  expect(stderr).toContain("\r\u001B[2Kworking 1/2");
  expect(stderr.endsWith("\r\u001B[2K")).toBe(true);
  expect(stdout).toContain("2 steps.");
  expect((await run(["slow-work", "--milliseconds", "200"])).stderr).toBe("");
});

test("progress is wiped before each write, where both streams are one screen", () => {
  const written: string[] = [];
  const screen = Object.assign(new Writable({ write: (chunk: Buffer, _, done) => (written.push(chunk.toString()), done()) }), {
    isTTY: true,
    columns: 80,
  });
  const terminal = { stdout: screen, stderr: screen, env: { NO_COLOR: "1" } } as unknown as Terminal;
  const progress = progressLine(terminal);
  const out = outputOf(terminal, () => progress.clear());
  progress.report("Reading code");
  out.write("orders\n");
  progress.clear();
  expect(written).toEqual(["\r\u001B[2KReading code", "\r\u001B[2K", "orders\n"]);
});

describe("help", () => {
  test("lists verbs and tools", async () => {
    const { stdout } = await run(["--help"]);
    expect(await run(["help"])).toMatchObject({ code: 0, stdout });
    expect(await run(["help", "echo-input"])).toEqual(await run(["echo-input", "--help"]));
    expect(await run(["help", "ecko-input"])).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "echo-input"?') });
    expect(stdout).toContain("Without a command: look-around of the current folder.");
    expect(stdout).toMatch(/^ {2}mcp +Serve the tools/m);
    expect(stdout).toMatch(/^ {2}echo-input +Echo$/m);
  });

  test("of a command lists its flags with choices, defaults and what is required", async () => {
    const { stdout } = await run(["echo-input", "-h"]);
    expect(stdout).toContain("Usage: godmode-event echo-input [SOURCE] [flags]");
    expect(stdout).toMatch(/^ {2}--stop-when all\|any +When to stop\. \(default all\)$/m);
    expect(stdout).toMatch(/^ {2}--against SOURCE +Older schemas\. \(repeatable\)$/m);
    expect(stdout).toMatch(/^ {2}--native +Only AWS\.$/m);
    expect((await run(["broken-tool", "--help"])).stdout).toMatch(/--by bug\|environment +How\. \(required\)$/m);
  });
});
