import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { version } from "../../src/version.ts";
import { entry, exitOf, ownEntry, until } from "../mcp/client.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "empty folder "));
});
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (...words: string[]) => words.map((word) => `"${word}"`).join(" ");
const start = (script: readonly string[], ...argv: string[]) =>
  spawnSync(process.execPath, [...script, ...argv], { cwd: folder, encoding: "utf8" });

test("the version is that of package.json", () => {
  expect(version).toBe((JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version);
  expect(start(entry, "--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test("the first statement guards the Node version", () => {
  const source = readFileSync(new URL("../../src/bin.ts", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !/^(#!|import)/.test(line));
  expect(source[0]).toContain("process.versions.node");
  const old = `Object.defineProperty(process.versions, "node", { value: "18.20.0" }); Object.defineProperty(process, "version", { value: "v18.20.0" });`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(old)}`, ...entry, "--version"],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("godmode-event needs Node.js 20 or newer; this is v18.20.0.\n");
  expect(status).toBe(3);
});

test("an unknown command is a usage error", () => {
  const { status, stdout, stderr } = start(entry, "detectt");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain('did you mean "detect"?');
});

test("a bug exits with 70 and a stack", () => {
  const { status, stdout, stderr } = start(ownEntry, "broken-tool", "--by", "bug");
  expect(stderr).toMatch(/a bug\. TypeError: a bug in the tool\n {4}at /);
  expect({ status, stdout }).toEqual({ status: 70, stdout: "" });
});

describe.skipIf(process.platform === "win32")("with a shell", () => {
  test("a reader that leaves early is no error", () => {
    const command = `${shell(process.execPath, ...ownEntry)} many-entries --count 100000 --json; echo "exit $?" >&2`;
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", `{ ${command}; } | head -n 1`], { encoding: "utf8" });
    expect(stdout).toBe("{\n");
    expect(stderr).toBe("exit 0\n");
  });

  test("piped output arrives whole", () => {
    const out = execFileSync(
      "/bin/sh",
      ["-c", `${shell(process.execPath, ...ownEntry)} many-entries --count 100000 --json | { sleep 0.3; cat; }`],
      { encoding: "utf8", maxBuffer: 1e9 },
    );
    expect((JSON.parse(out) as { entries: unknown[] }).entries).toHaveLength(100_000);
  });

  test("Ctrl-C cancels the tool", async () => {
    const child = spawn(process.execPath, [...ownEntry, "slow-work", "--milliseconds", "600000", "--noisy"], { stdio: "pipe" });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
    await until(() => out.join(""), /to the console/);
    child.kill("SIGINT");
    expect(await exitOf(child)).toBe(3);
    if (!child.stderr.closed) await once(child.stderr, "close");
    expect(err.join("")).toContain("slow-work was cancelled");
  });
});
