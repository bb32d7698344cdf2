import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folder, node } from "./rig.ts";

const outside = mkdtempSync(join(tmpdir(), "orphans-"));
const [pids, temporary] = ["pids", "temporary"].map((name) => join(outside, name)) as [string, string];
for (const each of [pids, temporary]) mkdirSync(each);
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const source = (file: string): string => JSON.stringify(new URL(`../../../src/verify/subjects/process/${file}`, import.meta.url));
const spec = {
  root: folder,
  command: node("odd.mjs", "forks"),
  env: { PIDS: pids },
  events: [{ id: "a", body: { sku: "bolt", pieces: 1 } }],
  ids: ["a"],
  keys: ["a"],
  allowHosts: [],
  setup: [],
};
/** A run that is watched for so long that it is killed in the middle. */
const run = `
const { processSubject } = await import(${source("subject.ts")});
const { lineWire: wire } = await import(${source("wire/line.ts")});
const options = { wire, signal: new AbortController().signal, env: process.env, files: [], patience: { watchMs: 60_000 } };
await processSubject(${JSON.stringify(spec)}, options).open();`;
const slow = { timeout: 60_000 };

test.runIf(process.platform === "linux")("what was started ends with whoever started it, even when that is killed", slow, async () => {
  const tool = spawn(process.execPath, ["--input-type=module", "-e", run], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => tool.once("exit", resolve));
  await expect.poll(() => readdirSync(pids).filter(runs).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const started = descendants(tool.pid!);
  expect(started.length).toBeGreaterThan(1);
  expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^godmode-event-/)]);
  tool.kill("SIGKILL");
  await gone;
  await expect.poll(() => [...started, ...readdirSync(pids)].filter(runs), { timeout: 15_000 }).toEqual([]);
  await expect.poll(() => readdirSync(temporary), { timeout: 15_000 }).toEqual([]);
});

function descendants(pid: number): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return children.flatMap((child) => [child, ...descendants(Number(child))]);
}

function runs(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
