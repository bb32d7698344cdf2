import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { stop } from "../../src/run/stop.ts";
import { openRuns, readRun, stoppedAt, writeRun } from "../../src/workspace/run-file.ts";
import { runVerb } from "./run-verb.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "godmode-event-stop-"))));
afterEach(() => rmSync(root, { recursive: true }));

const run = (session: string): Run => ({
  version: 1,
  session,
  opened: "2026-01-01T12:00:00.000Z",
  by: "command",
  asked: "billing",
  blocks: [],
  denied: [],
  calls: [],
});

test("ends every open run of the repository, and leaves those that ended as they are", async () => {
  writeRun(root, run("11111111-1111"));
  writeRun(root, { ...run("22222222-2222"), closed: { at: "2026-01-01T12:05:00.000Z", why: "met" } });
  const now = new Date("2026-01-01T13:00:00.000Z");
  const { text, status } = await runVerb(stop, root, {}, now);
  expect(status).toBe("ok");
  expect(text).toBe("Ended: the run of 2026-01-01T12:00:00.000Z (billing).\n");
  expect(openRuns(root)).toEqual([]);
  expect(readRun(root, "11111111-1111")).toMatchObject({ closed: { why: "stopped" } });
  expect(readRun(root, "22222222-2222")).toMatchObject({ closed: { why: "met" } });
  expect(stoppedAt(root)).toEqual(now);
});

test("ends a run that has no file yet, too", async () => {
  const { text } = await runVerb(stop, root);
  expect(text).toMatch(/one that was just typed ends too/);
  expect(stoppedAt(root)).toBeInstanceOf(Date);
  expect(existsSync(join(root, ".godmode/event/.gitignore"))).toBe(true);
});
