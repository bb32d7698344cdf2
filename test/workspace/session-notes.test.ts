import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { invoke } from "../../src/call.ts";
import { validate } from "../../src/tools/validate.ts";
import type { NotedCall, NotedJudgement } from "../../src/model/run.ts";
import { createContext } from "../../src/workspace/context.ts";
import { readRun } from "../../src/workspace/run-file.ts";
import { note, notesOf, sessionOf } from "../../src/workspace/session-notes.ts";
import { naiveShop, shop } from "../tools/shop.ts";

const session = "8320896d-bf3c-4e81-a52c-3b8f893c279d";
let folder: string, env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "godmode-event-notes-"));
  env = { XDG_CACHE_HOME: folder, CLAUDE_CODE_SESSION_ID: session };
});
afterEach(() => rmSync(folder, { recursive: true }));

const call: NotedCall = { kind: "call", at: "2026-01-01T12:00:00.000Z", tool: "detect", effect: "read", outcome: "ok" };
const file = () => join(folder, `godmode-event/sessions/${session}.jsonl`);

function ask(root: string, input: Record<string, unknown> = {}, more: Record<string, string> = env) {
  const context = createContext({
    entry: new URL("../../src/bin.ts", import.meta.url).href,
    env: more,
    signal: new AbortController().signal,
  });
  return invoke(validate, input, { context, cwd: root });
}

describe("notes of a session", () => {
  test("are kept in the order in which they came; a broken line is passed over", () => {
    note(env, call);
    writeFileSync(file(), "{ broken\n", { flag: "a" });
    note(env, { ...call, tool: "validate" });
    expect(notesOf(env, session).map((entry) => entry.kind === "call" && entry.tool)).toEqual(["detect", "validate"]);
  });

  test("are none outside a client, and none under a name that is a path", () => {
    for (const id of ["", "../../../etc/passwd", "a/b", "x".repeat(100)]) {
      note({ XDG_CACHE_HOME: folder, CLAUDE_CODE_SESSION_ID: id }, call);
      expect(sessionOf({ CLAUDE_CODE_SESSION_ID: id })).toBeUndefined();
    }
    note({ XDG_CACHE_HOME: folder }, call);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a month ago go when a session begins", () => {
    mkdirSync(join(folder, "godmode-event/sessions"), { recursive: true });
    const old = join(folder, "godmode-event/sessions/old.jsonl");
    writeFileSync(old, "");
    utimesSync(old, new Date("2020-01-01"), new Date("2020-01-01"));
    note(env, call);
    expect(existsSync(old)).toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)("that cannot be written disturb nobody", () => {
    chmodSync(folder, 0o500);
    expect(() => note(env, call)).not.toThrow();
    chmodSync(folder, 0o700);
  });
});

describe("validate in a session", () => {
  test("is noted with its judgement, and leaves the repository as it is", async () => {
    const root = shop(naiveShop);
    await ask(root);
    const [judgement, called] = notesOf(env, session) as [NotedJudgement, NotedCall];
    expect(called).toMatchObject({ kind: "call", tool: "validate", outcome: "negative" });
    expect(judgement).toMatchObject({ kind: "judgement", met: false, stopped: false, root });
    expect(judgement.unmet[0]).toMatch(/^billing \(DISCARD\): \([abc]\) /);
    expect(judgement.steps.length).toBeGreaterThan(0);
    expect(existsSync(join(root, ".godmode"))).toBe(false);
    await ask(root);
    expect((notesOf(env, session).at(-2) as NotedJudgement).key).toBe(judgement.key);
  });

  test("what is refused is noted by its code", async () => {
    await expect(ask(shop(naiveShop), { domain: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(notesOf(env, session)).toMatchObject([{ tool: "validate", outcome: "NOT_FOUND" }]);
  });

  test("opens a run once, and closes it for the user", async () => {
    const root = shop(naiveShop);
    await ask(root, { run: "open" });
    const opened = readRun(root, session);
    expect(opened).toMatchObject({ by: "tool", blocks: [] });
    await ask(root, { run: "open" });
    expect(readRun(root, session)).toEqual(opened);
    await ask(root, { stop: "user" });
    expect(readRun(root, session)).toMatchObject({ closed: { why: "stopped" } });
    expect(readFileSync(join(root, ".godmode/event/.gitignore"), "utf8")).toContain("runs/");
  });

  test("of a folder in the project names it in the calls; one of another repository is not noted", async () => {
    const root = shop(naiveShop);
    await ask(join(root, "orders"), {}, { ...env, CLAUDE_PROJECT_DIR: root });
    const [judgement] = notesOf(env, session) as [NotedJudgement];
    expect(judgement).toMatchObject({ named: "orders" });
    await ask(shop(naiveShop), {}, { ...env, CLAUDE_PROJECT_DIR: root });
    expect(notesOf(env, session).filter(({ kind }) => kind === "judgement")).toHaveLength(1);
  });

  test("opens none outside a client, and says what to do instead", async () => {
    const root = shop(naiveShop);
    await expect(ask(root, { run: "open" }, { XDG_CACHE_HOME: folder })).rejects.toMatchObject({ code: "UNSUPPORTED" });
    expect(existsSync(join(root, ".godmode"))).toBe(false);
  });
});
