import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Subject } from "../../../src/verify/subject.ts";
import { handlerSubject } from "../../../src/verify/subjects/handler.ts";
import { options, playOf, project, spec } from "./subject.ts";

const open: Subject[] = [];
afterEach(async () => {
  for (const subject of open.splice(0)) await subject.close();
});

/** A project beside which a secret lies; the consumer keeps what its body returns, or why it failed. */
async function attempt(body: string) {
  const elsewhere = project({ credentials: "TOP-SECRET" });
  const root = project({ "keep.txt": "keep", ".env": "TOKEN=TOP-SECRET\n" });
  symlinkSync(elsewhere, join(root, "link"));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(elsewhere, join(root, "node_modules/evil"));
  const source = `import os from "node:os";
const [ROOT, SECRET, TMP] = [${JSON.stringify(root)}, ${JSON.stringify(elsewhere)}, os.tmpdir()];
export async function handle(m, ctx) {
  let said;
  try { said = await (async () => { ${body} })(); } catch (error) { said = "refused: " + (error?.code ?? error?.message); }
  await ctx.kv.set("said", String(said));
}`;
  writeFileSync(join(root, "consumer.mjs"), source);
  const subject = handlerSubject(spec(root, { file: join(root, "consumer.mjs"), export: "handle", patienceMs: 2000 }), options());
  open.push(subject);
  expect(await subject.open()).toMatchObject({ opened: {} });
  const outcome = await subject.play({ ...playOf(1), nacks: "none" });
  return { root, elsewhere, subject, outcome, said: outcome.observation.kv.find(({ key }) => key === "said")?.value };
}
const untouched = ({ root, elsewhere, outcome }: { root: string; elsewhere: string; outcome: PlayOutcome }) => {
  expect(readdirSync(root).toSorted()).toEqual([".env", "consumer.mjs", "keep.txt", "link", "node_modules"]);
  expect(readFileSync(join(root, "keep.txt"), "utf8")).toBe("keep");
  expect(readdirSync(elsewhere)).toEqual(["credentials"]);
  expect(JSON.stringify(outcome)).not.toContain("TOP-SECRET");
};

describe("the repository and what lies beside it stay as they are, and secrets unread", () => {
  test.each([
    [
      "a thread without permission flags",
      "const { Worker } = await import(\"node:worker_threads\"); new Worker.prototype.constructor(\"require('fs').writeFileSync('\" + ROOT + \"/x', '1')\", { eval: true, execArgv: [] }); await new Promise((r) => setTimeout(r, 100));",
    ],
    [
      "a process started below the module",
      'const cp = await import("node:child_process"); return new cp.ChildProcess().spawn({ file: "/bin/sh", args: ["sh", "-c", "touch " + ROOT + "/x"] });',
    ],
    ["bindings", 'return process.binding("spawn_sync");'],
    ["a loader thread", 'const m = await import("node:module"); m.register("data:text/javascript,"); return "registered";'],
    ["a report", 'return process.report.writeReport(ROOT + "/x.json");'],
    ["a heap snapshot", 'return (await import("node:v8")).writeHeapSnapshot(ROOT + "/x.heapsnapshot");'],
    [
      "a hard link",
      'const fs = await import("node:fs"); fs.linkSync(ROOT + "/keep.txt", TMP + "/hard"); fs.writeFileSync(TMP + "/hard", "changed");',
    ],
    ["the mode of an open file", 'const fs = await import("node:fs"); fs.fchmodSync(fs.openSync(ROOT + "/keep.txt", "r"), 0o600);'],
    ["a file elsewhere", 'return process.getBuiltinModule("fs").writeFileSync(SECRET + "/x", "1");'],
    ["reading elsewhere", 'return (await import("node:fs/promises")).readFile(SECRET + "/credentials", "utf8");'],
    [
      "copying from elsewhere",
      'const fs = await import("node:fs"); fs.cpSync(SECRET, ROOT + "/stolen", { recursive: true }); return fs.readFileSync(ROOT + "/stolen/credentials", "utf8");',
    ],
    ["an import through a link", 'return (await import(ROOT + "/link/credentials", { with: { type: "json" } })).default;'],
    ["the .env file", 'return (await import("node:fs")).readFileSync(ROOT + "/.env", "utf8");'],
    ["the .env file, loaded", 'process.loadEnvFile(ROOT + "/.env"); return process.env.TOKEN;'],
    ["a link in the repository", 'return (await import("node:fs")).readFileSync(ROOT + "/link/credentials", "utf8");'],
    ["a link among the packages", 'return (await import("node:fs")).readFileSync(ROOT + "/node_modules/evil/credentials", "utf8");'],
    [
      "a database of the class behind the class",
      'const { DatabaseSync } = await import("node:sqlite"); new DatabaseSync.prototype.constructor(ROOT + "/x.db").exec("CREATE TABLE t (a)");',
    ],
    [
      "an attached database",
      'const { DatabaseSync } = await import("node:sqlite"); new DatabaseSync(":memory:").exec("ATTACH DATABASE \'" + ROOT + "/x.db\' AS x; CREATE TABLE x.t (a)");',
    ],
    [
      "a copy of a database",
      'const { DatabaseSync } = await import("node:sqlite"); new DatabaseSync(":memory:").exec("CREATE TABLE t (a); VACUUM INTO \'" + ROOT + "/x.db\'");',
    ],
    [
      "the inspector of the main thread",
      'const { Session } = await import("node:inspector"); Reflect.construct(Session.prototype.constructor, []).connectToMainThread(); return "connected";',
    ],
  ])("%s", async (_, body) => {
    untouched(await attempt(body));
  });
});

describe("no answer is forged", () => {
  const forged = "{ id: 1, outcome: { observation: {}, forged: true } }";

  test.each([
    ["the port of the thread", `const { parentPort } = await import("node:worker_threads"); parentPort.postMessage(${forged});`],
    ["handles of the runtime", `for (const each of process._getActiveHandles()) each.postMessage?.(${forged});`],
    ["what the thread was started with", 'return JSON.stringify((await import("node:worker_threads")).workerData);'],
  ])("%s", async (_, body) => {
    const { outcome, said } = await attempt(body);
    expect(outcome).not.toHaveProperty("forged");
    expect(said).toMatch(/refused|undefined|null/);
  });

  test("the file descriptor of the channel: the play is lost, the tool is not, and the next play runs", async () => {
    const body = `const fs = await import("node:fs"); for (let fd = 3; fd < 30; fd++) { try { fs.writeSync(fd, JSON.stringify(${forged}) + "\\n"); } catch {} } await new Promise((r) => setTimeout(r, 50));`;
    const { subject, outcome } = await attempt(body);
    expect(outcome).not.toHaveProperty("forged");
    expect(
      (await subject.play({ ...playOf(2), nacks: "none" })).problems.every(({ kind }) => kind === "exited" || kind === "unobserved"),
    ).toBe(true);
  });

  test.each([
    "Array.prototype.push = function () { return 0; };",
    "JSON.stringify = () => '{}';",
    "Promise.prototype.then = Promise.prototype.then.bind;",
  ])("built-ins that are replaced are told: %s", async (body) => {
    const { outcome } = await attempt(body);
    expect(outcome.problems.length).toBeGreaterThan(0);
  });

  test("polyfills and metadata are none", async () => {
    const { outcome } = await attempt(
      "Reflect.ownMetadata = () => 1; Array.prototype.ownPolyfill ??= () => 2; delete Array.prototype.ownPolyfill;",
    );
    expect(outcome.problems).toEqual([]);
  });

  test("memory in the environment does not survive a crash", async () => {
    const { subject, said } = await attempt('const seen = process.env.SEEN ?? "nothing"; process.env.SEEN = "it"; return seen;');
    expect(said).toBe("nothing");
    const twice = await subject.play({ ...playOf(1), steps: [...playOf(1).steps, { do: "restart", instance: "A" }, ...playOf(1).steps] });
    expect(twice.observation.kv).toMatchObject([{ value: "nothing" }]);
  });
});

describe("nothing leaves the thread", () => {
  test("signals below process.kill", async () => {
    const { said } = await attempt("return process._kill(process.ppid, 0);");
    expect(said).not.toBe("0");
  });

  test("connections from a callback that belongs to nobody", async () => {
    const { createServer } = await import("node:net");
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.on("error", () => {}).end();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as { port: number };
    const body = `const net = await import("node:net");
      let called = false;
      const registry = new FinalizationRegistry(() => { called = true; net.connect(${port}, "127.0.0.1").on("error", () => {}); });
      (() => { for (let i = 0; i < 50; i++) registry.register(new Array(1e5).fill(i), i); })();
      for (let i = 0; i < 100 && !called; i++) { for (let j = 0; j < 50; j++) new Array(1e5).fill(j); await new Promise((next) => setImmediate(next)); }
      return called;`;
    try {
      expect((await attempt(body)).said).toBe("true");
      await new Promise((soon) => setTimeout(soon, 50));
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
  });
});
