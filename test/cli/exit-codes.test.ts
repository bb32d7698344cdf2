import { expect, test } from "vitest";
import { run } from "./in-process.ts";

test.each<[string[], number]>([
  [["many-entries"], 0],
  [["many-entries", "--status", "negative"], 1],
  [["many-entries", "--status", "inconclusive"], 4],
  [["many-entries", "--status", "inconclusive", "--inconclusive=pass"], 0],
  [["many-entries", "--status", "inconclusive", "--inconclusive", "fail"], 1],
  [["many-entries", "--status", "negative", "--inconclusive=pass"], 1],
  [["broken-tool", "--by", "environment"], 3],
  [["broken-tool", "--by", "nothing"], 2],
  [["look-around", "--status", "inconclusive"], 4],
  [["--status", "negative"], 1],
  [["--version"], 0],
  [["--help"], 0],
])("%j ends with %i", async (argv, code) => {
  expect((await run(argv)).code).toBe(code);
});

test("a bug is thrown, for the entry to print its stack", async () => {
  await expect(run(["broken-tool", "--by", "bug"])).rejects.toThrow("a bug in the tool");
});

test("a cancelled tool is an environment error", async () => {
  const { code, stderr } = await run(["slow-work"], { signal: AbortSignal.timeout(150) });
  expect(stderr).toContain("slow-work was cancelled. (CANCELLED)");
  expect(code).toBe(3);
});

test("a cancelled verb is no bug", async () => {
  expect(await run(["look-around"], { signal: AbortSignal.abort() })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("look-around was cancelled. (CANCELLED)"),
  });
});

test("with --json a failure is JSON too", async () => {
  const { stdout, stderr } = await run(["broken-tool", "--by", "environment", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    status: "failed",
    code: "REGISTRY_UNREACHABLE",
    cause: "The port is closed.",
    retry: { safe: true },
  });
  expect(stderr).toContain("No answer.");
});

test("--json of a verb is its output json", async () => {
  expect(JSON.parse((await run(["--json"])).stdout)).toMatchObject({ output: "json" });
  expect(JSON.parse((await run(["--since", "main"])).stdout)).toMatchObject({ output: "human", since: "main" });
});
