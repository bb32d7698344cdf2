import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumeCases, first, handling, linesOf, playOnce, resultsOf, unobserved } from "./real-worker.ts";

const imports = `import childProcess, { exec, execFileSync, execSync, fork, spawn, spawnSync } from "node:child_process"; import cluster from "node:cluster"; import { Worker } from "node:worker_threads"; import { WASI } from "node:wasi"; import inspector from "node:inspector";`;
const proof = join(mkdtempSync(join(tmpdir(), "fence-")), "ran");
const failing = (child: string) =>
  `await new Promise<void>((ok) => ${child}.on("error", (error) => { say((error as NodeJS.ErrnoException).code); ok(); }));`;
const thrown = (call: string) => `try { ${call}; say("ran"); } catch (error) { say((error as NodeJS.ErrnoException).code); }`;

const refused: [name: string, body: string, code: string, told: string][] = [
  ["spawn", failing(`spawn("touch", ["${proof}"])`), "EACCES", "process touch"],
  ["exec", failing(`exec("touch ${proof}")`), "EACCES", "process sh"],
  ["execFile", failing(`childProcess.execFile("/usr/bin/touch", ["${proof}"])`), "EACCES", "process touch"],
  ["fork", failing(`fork("child.js")`), "EACCES", "process node"],
  ["cluster", failing("cluster.fork()"), "EACCES", "process node"],
  ["execSync", thrown(`execSync("touch ${proof}")`), "EACCES", "process sh"],
  ["execFileSync", thrown(`execFileSync("touch", ["${proof}"])`), "EACCES", "process touch"],
  ["spawnSync", `say((spawnSync("touch", ["${proof}"]).error as NodeJS.ErrnoException).code);`, "EACCES", "process touch"],
  ["a thread", thrown(`new Worker("worker.js", { execArgv: [] })`), "ERR_WORKER_INIT_FAILED", "worker thread"],
  ["WASI", thrown(`new WASI({ version: "preview1" })`), "ERR_WORKER_INIT_FAILED", "WASI"],
  ["the inspector", thrown("inspector.open(0)"), "EACCES", "inspector"],
  [
    "a thread, by another way",
    thrown(`new (Worker.prototype.constructor as typeof Worker)("worker.js")`),
    "ERR_WORKER_INIT_FAILED",
    "worker thread",
  ],
  [
    "another process's end, by another way",
    thrown("(process as any)._kill(process.ppid, 9)"),
    "EPERM",
    expect.stringMatching(/^signal to process \d+$/) as string,
  ],
  ["another process's end", thrown("process.kill(process.ppid)"), "EPERM", expect.stringMatching(/^signal to process \d+$/) as string],
];
let cases: Awaited<ReturnType<typeof consumeCases>>;
beforeAll(async () => {
  cases = await consumeCases(Object.fromEntries(refused.map(([name, body]) => [name, `${body} ${body}`])), imports);
});
afterAll(() => cases.end());

test.each(refused)("%s is refused, and told once", async (name, _body, code, told) => {
  const outcome = await cases.play(name);
  expect(linesOf(outcome)).toEqual([code, code]);
  expect(unobserved(outcome)).toEqual([told]);
  expect(existsSync(proof)).toBe(false);
});

test.each(["process.exit(3)", "process.abort()", `process.kill(process.pid, "SIGKILL")`, "process.reallyExit(1)"])(
  "%s ends the instance and nothing else; what comes after it does not happen",
  async (call) => {
    const outcome = await playOnce(handling(`say("before"); if (event.n === 1) ${call}; say("after");`), [first(0), first(1)]);
    expect(outcome.problems).toMatchObject([{ kind: "exited", message: expect.stringContaining(call.slice(0, 12)) as string }]);
    expect(resultsOf(outcome)[0]).toBe("crashed");
    expect(linesOf(outcome).filter((line) => line === "after")).toHaveLength(1);
  },
);

test("the folder is that of the project, and stays", async () => {
  const outcome = await playOnce(
    handling(`process.chdir("."); ${thrown(`process.chdir("..")`)} say(process.cwd() === import.meta.dirname);`),
  );
  expect(linesOf(outcome)).toEqual(["ERR_WORKER_UNSUPPORTED_OPERATION", "true"]);
  expect(outcome.problems).toEqual([]);
});

test("native code that would write by itself is not loaded", async () => {
  const outcome = await playOnce(
    handling(
      `const module = { exports: {} }; try { process.dlopen(module, "/app/node_modules/sqlite3/build/Release/node_sqlite3.node"); } catch (error) { say((error as NodeJS.ErrnoException).code); }`,
    ),
  );
  expect(linesOf(outcome)).toEqual(["ERR_DLOPEN_FAILED"]);
  expect(unobserved(outcome)).toEqual(["native code of sqlite3"]);
});
