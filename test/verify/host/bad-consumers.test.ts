import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Subject } from "../../../src/verify/subject.ts";
import { handlerSubject, type HandlerSpec } from "../../../src/verify/subjects/handler.ts";
import { options, playOf, project, spec } from "./subject.ts";

const open: Subject[] = [];
afterEach(async () => {
  for (const subject of open.splice(0)) await subject.close();
});

/** A consumer with this source, and one effect that any play must show. */
function consumer(source: string, more: Partial<HandlerSpec> = {}, files: Record<string, string> = {}) {
  const root = project({ "consumer.ts": source, ...files });
  const subject = handlerSubject(spec(root, { export: "handle", patienceMs: 400, ...more }), options());
  open.push(subject);
  return { root, subject };
}
async function played(source: string, more: Partial<HandlerSpec> = {}, files: Record<string, string> = {}) {
  const { root, subject } = consumer(source, more, files);
  expect(await subject.open()).toMatchObject({ opened: {} });
  const first = await subject.play(playOf(1));
  return { root, subject, first, again: () => subject.play(playOf(2)) };
}
const kinds = ({ problems }: PlayOutcome) => problems.map(({ kind }) => kind);
const told = ({ problems, deliveries }: PlayOutcome) => JSON.stringify([problems, deliveries.map(({ error }) => error)]);
const handler = (body: string, head = "") => `${head}\nexport async function handle(m: { n: number }, ctx: any) {\n${body}\n}\n`;
const writes = 'await ctx.kv.set("seen", String(m.n));';

test("throws at import", async () => {
  const { subject } = consumer('throw new Error("no settings");\nexport async function handle() {}');
  expect(await subject.open()).toMatchObject({ problem: { kind: "import-failed", message: expect.stringContaining("no settings") } });
});

test("imports what is not installed", async () => {
  const { subject } = consumer('import "not-there";\nexport async function handle() {}');
  expect(await subject.open()).toMatchObject({ problem: { kind: "import-failed", message: expect.stringContaining("not-there") } });
});

test("has no such export", async () => {
  const { subject } = consumer("export async function handel() {}");
  expect(await subject.open()).toMatchObject({ problem: { kind: "no-export" } });
});

describe("never ends", () => {
  test.each([
    ["never resolves", "await new Promise(() => {});"],
    ["loops", "for (;;);"],
    ["loops over promises", "for (;;) await null;"],
  ])("%s", async (_, body) => {
    const { first, again } = await played(handler(`if (m.n) { ${body} }`));
    expect(kinds(first)).toEqual(["timeout"]);
    expect(kinds(await again())).toEqual(["timeout"]);
  });

  test("leaks timers: the play ends, and the next is as the first", async () => {
    const leaking = handler(`setInterval(() => {}, 5); setTimeout(() => {}, 1e9); ${writes}`);
    const { first, again } = await played(leaking);
    expect(first.observation.kv).toMatchObject([{ key: "seen", value: "1" }]);
    expect((await again()).observation).toEqual(first.observation);
  });
});

describe("ends its process", () => {
  test.each(["process.exit(7)", 'process.kill(process.pid, "SIGKILL")', "process.reallyExit(1)"])("%s", async (call) => {
    const { first, again } = await played(handler(`${writes} ${call};`));
    expect(told(first)).toMatch(/exit|abort|kill|ended/i);
    expect(kinds(first).length).toBeGreaterThan(0);
    expect(kinds(await again()).length).toBeGreaterThan(0);
  });

  test("process.abort() is refused by the thread, as an error of the handler", async () => {
    const { first } = await played(handler("process.abort();"));
    expect(told(first)).toMatch(/abort/);
    expect(kinds(first).length + first.observation.deadLetters.length).toBeGreaterThan(0);
  });

  test("does not reach the process of the tool", async () => {
    const { first } = await played(handler('process.kill(process.ppid, "SIGKILL");'));
    expect(kinds(first).length).toBeGreaterThan(0);
  });
});

describe("reaches out", () => {
  test.each([
    ["spawns a shell", 'import { execSync } from "node:child_process";', 'execSync("touch /tmp/spawned-by-consumer");'],
    ["spawns without waiting", 'import { spawn } from "node:child_process";', 'spawn("touch", ["/tmp/spawned-by-consumer"]);'],
    ["forks", 'import { fork } from "node:child_process";', "fork(import.meta.filename);"],
    ["clusters", 'import cluster from "node:cluster";', "cluster.fork();"],
  ])("%s", async (_, head, body) => {
    const { first } = await played(handler(`try { ${body} } catch {}\n${writes}`, head));
    expect(kinds(first)).toContain("unobserved");
    expect(existsSync("/tmp/spawned-by-consumer")).toBe(false);
  });

  test.each([
    ["fetch", "", 'await fetch("http://127.0.0.1:PORT/x").catch(() => {});'],
    ["a GET", 'import http from "node:http";', 'await new Promise((ok) => http.get("http://127.0.0.1:PORT/x", ok).on("error", ok));'],
    [
      "a socket",
      'import net from "node:net";',
      'await new Promise((ok) => net.connect(PORT, "127.0.0.1").on("error", ok).on("connect", ok));',
    ],
  ])("connects: %s", async (_, head, body) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url!);
      response.end();
    });
    server.on("connection", () => seen.push("connection"));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    try {
      const port = String((server.address() as AddressInfo).port);
      await played(handler(`${body.replaceAll("PORT", port)}\n${writes}`, head));
      expect(seen).toEqual([]);
    } finally {
      server.close();
    }
  });

  test("writes outside the root, and into it: nothing arrives", async () => {
    const outside = join(tmpdir(), "written-by-consumer");
    const body = `try { fs.writeFileSync(${JSON.stringify(outside)}, "x"); } catch {}\nfs.appendFileSync("own.txt", "x\\n");\n${writes}`;
    const { root, first } = await played(handler(body, 'import fs from "node:fs";'));
    expect(existsSync(outside)).toBe(false);
    expect(readdirSync(root)).toEqual(["consumer.ts"]);
    expect(kinds(first)).toContain("unobserved");
  });

  test("reads the home folder: it is empty", async () => {
    const secret = join(project(), "secret");
    writeFileSync(secret, "key");
    const body = `const read = (path: string) => { try { return fs.readFileSync(path, "utf8"); } catch (error: any) { return error.code; } };
      await ctx.kv.set("home", read(os.homedir() + "/.aws/credentials"));
      await ctx.kv.set("real", read(os.userInfo().homedir + "/.aws/credentials"));
      await ctx.kv.set("secret", read(${JSON.stringify(secret)}));
      await ctx.kv.set("names", String(process.env.AWS_SECRET_ACCESS_KEY) + String(process.env.XDG_CACHE_HOME));`;
    const { first } = await played(handler(body, 'import fs from "node:fs"; import os from "node:os";'));
    const seen = Object.fromEntries(first.observation.kv.map(({ key, value }) => [key, value]));
    expect(seen["home"]).toMatch(/^E/);
    expect(seen["real"]).toMatch(/^E/);
    expect(seen["secret"]).toMatch(/^E/);
    expect(seen["names"]).toBe("made-upundefined");
    expect(homedir()).not.toBe("");
  });
});

test("floods stdout and stderr", async () => {
  const body = `for (let i = 0; i < 50_000; i++) { console.log("x".repeat(200)); console.error("y"); }\nfs.writeSync(1, "z".repeat(1e6));\n${writes}`;
  const { first, again } = await played(handler(body, 'import fs from "node:fs";'), { patienceMs: 5000 });
  expect(kinds(first).filter((kind) => kind !== "unobserved")).toEqual([]);
  expect((await again()).observation.kv).toEqual(first.observation.kv);
});

test("mutates its input: the next play gets the events as they were", async () => {
  const { first, again } = await played(handler(`${writes} m.n = 99; (m as any).extra = {};`));
  expect(first.observation.kv).toMatchObject([{ value: "1" }]);
  expect((await again()).observation.kv).toMatchObject([{ value: "1" }]);
});

describe("needs a compiler", () => {
  const decorated = `function log(target: unknown) { return target as any; }\n@log class Handler {}\nenum Kind { A }\n${handler("await ctx.kv.set('kind', String(Kind.A));")}`;

  test.each([
    ["an enum", `enum Kind { A }\n${handler(writes)}`],
    ["a parameter property", `class A { constructor(private b: number) {} }\n${handler(writes)}`],
    ["a decorator", `function log(t: unknown) { return t as any; }\n@log class A {}\n${handler(writes)}`],
  ])("%s: UNSUPPORTED, in one sentence that leads to the setting", async (_, source) => {
    const { subject } = consumer(source);
    const error = await subject.open().then(
      (opening) => expect.fail(JSON.stringify(opening)),
      (thrown: { toJSON(): { code: string; message: string; retry: { how: string } } }) => thrown.toJSON(),
    );
    expect(error.code).toBe("UNSUPPORTED");
    expect(error.retry.how).toContain('"run"');
    expect(error.message).not.toMatch(/\n/);
  });

  /** Registers a loader as compilers do; it knows this one file. */
  const runner = {
    "package.json": '{"name":"own-runner","version":"1.0.0","type":"module","exports":"./register.js"}',
    "register.js": `import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => /project-\\w+.consumer\\.ts$/.test(url.split("?")[0])
        ? { format: "module", shortCircuit: true, source: "export async function handle(m, ctx) { await ctx.kv.set('kind', '0'); }" }
        : next(url, context) });`,
  };

  test("the project's own runner compiles it", async () => {
    const root = project({ "consumer.ts": decorated });
    mkdirSync(join(root, "node_modules/own-runner"), { recursive: true });
    for (const [name, text] of Object.entries(runner)) writeFileSync(join(root, "node_modules/own-runner", name), text);
    const subject = handlerSubject(spec(root, { export: "handle", run: "own-runner" }), options());
    open.push(subject);
    expect(await subject.open()).toMatchObject({ opened: {} });
    expect((await subject.play(playOf(1))).observation.kv).toMatchObject([{ key: "kind", value: "0" }]);
  });

  test("a runner that is not installed is named", () => {
    expect(() => handlerSubject(spec(project(), { run: "no-such-runner" }), options())).toThrow(/no-such-runner/);
  });
});

test("linked packages load, and so do those of the folder above", async () => {
  const root = project({
    "consumer.ts": handler(`await ctx.kv.set("seen", above + linked);`, 'import above from "above"; import linked from "linked";'),
  });
  const nested = join(root, "service");
  mkdirSync(join(root, "node_modules/above"), { recursive: true });
  writeFileSync(join(root, "node_modules/above/index.js"), "module.exports = 'above ';");
  mkdirSync(join(nested, "node_modules"), { recursive: true });
  const elsewhere = project({ "package.json": "{}", "index.js": "module.exports = 'linked';" });
  symlinkSync(elsewhere, join(nested, "node_modules/linked"));
  writeFileSync(join(nested, "consumer.ts"), readFileSync(join(root, "consumer.ts")));
  const subject = handlerSubject(spec(nested, { export: "handle" }), options());
  open.push(subject);
  expect(await subject.open()).toMatchObject({ opened: {} });
  expect((await subject.play(playOf(1))).observation.kv).toMatchObject([{ value: "above linked" }]);
});

test("a package with native code loads: the host starts once more and may", async () => {
  const root = project({
    "consumer.mjs": `import Database from "better-sqlite3";
export async function handle(m, ctx) {
  const db = new Database(":memory:");
  await ctx.kv.set("seen", String(db.prepare("SELECT 40 + 2 AS n").get().n));
}`,
  });
  mkdirSync(join(root, "node_modules"));
  symlinkSync(resolve("node_modules/better-sqlite3"), join(root, "node_modules/better-sqlite3"));
  const subject = handlerSubject(spec(root, { file: join(root, "consumer.mjs"), export: "handle", patienceMs: 5000 }), options());
  open.push(subject);
  expect(await subject.open()).toMatchObject({ opened: {} });
  expect((await subject.play(playOf(1))).observation.kv).toMatchObject([{ key: "seen", value: "42" }]);
});
