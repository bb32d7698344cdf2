import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gate } from "../../src/run/gate.ts";
import { note } from "../../src/workspace/session-notes.ts";
import { run as commandLine } from "../cli/in-process.ts";

const session = "8320896d-bf3c-4e81-a52c-3b8f893c279d";
const now = new Date("2026-01-01T12:30:00.000Z");
let folder: string, root: string, env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "godmode-event-gate-"));
  root = join(folder, "project");
  mkdirSync(root);
  env = { XDG_CACHE_HOME: join(folder, "cache"), CLAUDE_CODE_SESSION_ID: session, CLAUDE_PROJECT_DIR: root };
});
afterEach(() => rmSync(folder, { recursive: true }));

const runFile = () => join(root, `.godmode/event/runs/${session}.json`);

/** A transcript as the client writes it, with one message of the user. */
function transcript(content: unknown, more: Record<string, unknown> = {}): string {
  const file = join(folder, "transcript.jsonl");
  const entry = {
    parentUuid: null,
    promptId: "p-1",
    type: "user",
    message: { role: "user", content },
    timestamp: "2026-01-01T12:00:00.000Z",
    ...more,
  };
  const lines = [
    { type: "queue-operation", content },
    entry,
    { ...entry, isMeta: true, message: { role: "user", content: "Base directory" } },
  ];
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return file;
}
const typed =
  "<command-message>godmode:event</command-message>\n<command-name>/godmode:event</command-name>\n<command-args>billing</command-args>";

const stop = (more: Record<string, unknown> = {}) =>
  JSON.stringify({ session_id: session, hook_event_name: "Stop", cwd: root, prompt_id: "p-1", background_tasks: [], ...more });

function judged(more: Record<string, unknown> = {}) {
  const steps = [{ tool: "verify-idempotency", args: { consumer: "c" }, text: "Not verified." }];
  const entry = {
    kind: "judgement",
    at: "2026-01-01T12:10:00.000Z",
    root,
    domains: 1,
    met: false,
    stopped: false,
    unmet: ["billing: open."],
    steps,
    key: "k",
    proofs: [],
  };
  note(env, { ...entry, ...more } as never);
}

const answer = (more?: Record<string, unknown>) => gate(stop(more), { env, now: () => now });

test("a typed command opens the run: the session is held back, with the call that validate proposed", async () => {
  judged();
  const { hookSpecificOutput } = await answer({ transcript_path: transcript(typed) });
  expect(hookSpecificOutput).toMatchObject({ hookEventName: "Stop" });
  expect(hookSpecificOutput!.additionalContext).toContain('verify-idempotency {"consumer":"c"}');
  expect(JSON.parse(readFileSync(runFile(), "utf8"))).toMatchObject({ by: "command", asked: "billing", blocks: [{ key: "k" }] });
});

test.each([
  ["a text with words", "Do we use Kafka, and is everything idempotent?", {}],
  ["a text that quotes the command", `What does ${typed} do?`, {}],
  ["a message of the client itself", typed, { isMeta: true }],
  ["a message to a subagent", typed, { isSidechain: true }],
  ["another command", typed.replaceAll("godmode:event", "other:event"), {}],
])("%s opens none, and nothing is written", async (_, content, more) => {
  judged();
  expect(await answer({ transcript_path: transcript(content, more) })).toEqual({});
  expect(existsSync(join(root, ".godmode"))).toBe(false);
});

test("the run that ended stays ended in its turn; the command typed again opens a new one", async () => {
  judged({ met: true });
  const file = transcript(typed);
  expect(await answer({ transcript_path: file })).toEqual({});
  expect(JSON.parse(readFileSync(runFile(), "utf8"))).toMatchObject({ closed: { why: "met" } });
  judged({ at: "2026-01-01T12:20:00.000Z" });
  expect(await answer({ transcript_path: file })).toEqual({});
  const again = transcript(typed, { promptId: "p-2", timestamp: "2026-01-01T12:15:00.000Z" });
  expect(await answer({ transcript_path: again, prompt_id: "p-2" })).toHaveProperty("hookSpecificOutput");
});

test("godmode-event stop ends it, recorded or just typed", async () => {
  judged();
  const stopped = await commandLineStop();
  expect(stopped).toContain("No run was recorded");
  const file = transcript(typed, { timestamp: "2026-01-01T11:00:00.000Z" });
  expect(await gate(stop({ transcript_path: file }), { env, now: () => new Date() })).toEqual({});
});

async function commandLineStop(): Promise<string> {
  const { stop: verb } = await import("../../src/run/stop.ts");
  const { runVerb } = await import("./run-verb.ts");
  const { text, status } = await runVerb(verb, root);
  expect(status).toBe("ok");
  return text;
}

test.each([
  ["no JSON", "hello"],
  ["nothing", ""],
  ["another hook", JSON.stringify({ hook_event_name: "PreToolUse" })],
  [
    "a session id that is a path",
    stop.toString() && JSON.stringify({ session_id: "../../../etc/passwd", hook_event_name: "Stop", cwd: "/" }),
  ],
])("%s on stdin: an empty object and exit 0", async (_, stdin) => {
  const screen = await commandLine(["gate"], { stdin, env });
  expect(screen).toMatchObject({ code: 0, stdout: "{}\n" });
});

test("files that lead astray are not followed: the session ends", async () => {
  judged();
  mkdirSync(join(root, ".godmode"));
  symlinkSync(folder, join(root, ".godmode/event"));
  const screen = await commandLine(["gate"], { stdin: stop({ transcript_path: transcript(typed) }), env });
  expect(screen).toMatchObject({ code: 0, stdout: "{}\n" });
  expect(existsSync(join(folder, "runs"))).toBe(false);
});

test("broken notes and a broken run file count as none", async () => {
  mkdirSync(join(folder, "cache/godmode-event/sessions"), { recursive: true });
  writeFileSync(join(folder, `cache/godmode-event/sessions/${session}.jsonl`), "{\nnull\n{}\n");
  mkdirSync(join(root, ".godmode/event/runs"), { recursive: true });
  writeFileSync(runFile(), "{}");
  const { hookSpecificOutput } = await answer({ transcript_path: transcript(typed) });
  expect(hookSpecificOutput!.additionalContext).toContain("Next: validate {}");
});
