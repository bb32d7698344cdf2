import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { depot, good, verify } from "./parcels.ts";

const consumer = (body: string, head = "") =>
  depot({ "load.js": `${head}\n${good.replace("await ctx.db.tx", `${body}\nawait ctx.db.tx`)}` });
/** Processes that this one has started and that still live. */
const children = () => {
  const out = execFileSync("ps", ["-o", "pid=,ppid=,args=", "-A"], { encoding: "utf8" });
  return out.split("\n").filter((line) => line.trim().split(/\s+/)[1] === String(process.pid) && line.includes("host.ts"));
};
const folders = () => readdirSync(tmpdir()).filter((name) => /^godmode-event-\w{6}$/.test(name));

describe("a consumer that cannot be judged is inconclusive, with the reason", () => {
  test.each([
    ["throws at import", depot({ "load.js": 'throw new Error("no settings here");' }), /no settings here/],
    ["has no such export", depot({ "load.js": "export const handel = 1;" }), /handle/],
    ["exits the process", consumer("process.exit(3);"), /exit/],
    ["always throws", consumer('throw new Error("refused");'), /refused|dead letter/i],
    ["decides by chance", consumer("if (Math.random() < 0.5) return;"), /nondeterministic|differ|not the same/i],
  ])("%s", async (_, root, why) => {
    const answer = await verify(root);
    expect(answer).toMatchObject({ status: "inconclusive", verdict: "inconclusive" });
    expect(answer.why).toMatch(why);
    expect(answer.summary.length).toBeLessThanOrEqual(200);
    expect(children()).toEqual([]);
    expect(folders()).toEqual([]);
  });

  test("never resolves, or loops: told soon", async () => {
    for (const body of ["await new Promise(() => {});", "for (;;);"]) {
      const started = performance.now();
      const answer = await verify(consumer(body));
      expect(answer).toMatchObject({ verdict: "inconclusive", why: expect.stringMatching(/never resolve|busy/) });
      expect(performance.now() - started).toBeLessThan(25_000);
    }
  }, 60_000);

  test("reaches what nobody watches", async () => {
    const answer = await verify(consumer('try { execSync("true"); } catch {}', 'import { execSync } from "node:child_process";'));
    expect(answer).toMatchObject({ verdict: "inconclusive", why: expect.stringMatching(/process|execSync|observ/i) });
  });
});

describe("what does no harm does not count", () => {
  test.each([
    ["leaks timers", consumer("setInterval(() => {}, 10);")],
    ["floods its output", consumer('for (let i = 0; i < 2000; i++) console.log("x".repeat(100));')],
    ["mutates its input", consumer("const { data } = m; m = { ...m, data: { ...data } }; data.extra = 1;")],
  ])("%s", async (_, root) => {
    expect(await verify(root)).toMatchObject({ verdict: "idempotent" });
  });
});

test("enums without a runner: UNSUPPORTED, one sentence that names the setting, and a record", async () => {
  const root = depot({ "load.ts": `enum Depot { North }\n${good}` });
  const error = await verify(root, { consumer: { handler: "load.ts#handle" } }).then(
    () => expect.fail("no error"),
    (thrown: { toJSON(): Record<string, unknown> }) => thrown.toJSON(),
  );
  expect(error).toMatchObject({ code: "UNSUPPORTED", retry: { how: expect.stringContaining('"run": "tsx"') } });
  expect(error["message"]).toMatch(/^Node\.js alone cannot load the consumer \([^\n]+enum[^\n]+"run"\.$/);
  const [record] = readdirSync(join(root, ".godmode/event/evidence"));
  expect(readFileSync(join(root, ".godmode/event/evidence", record!), "utf8")).toContain('"inconclusive"');
});

test("two runs at once: the second waits, then says who is running", async () => {
  const root = consumer("for (;;);");
  const first = verify(root);
  await expect(verify(root)).rejects.toMatchObject({ code: "TIMEOUT", message: expect.stringContaining("is doing the same here") });
  await first;
}, 40_000);

test("cancelled in the middle: no process and no folder is left, and the next run begins at once", async () => {
  const root = consumer("for (;;);");
  const stop = new AbortController();
  const running = verify(root, {}, { signal: stop.signal });
  while (children().length === 0) await new Promise((soon) => setTimeout(soon, 20));
  await new Promise((soon) => setTimeout(soon, 300));
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: "CANCELLED" });
  await expect.poll(children).toEqual([]);
  expect(folders()).toEqual([]);
  expect(existsSync(join(root, ".godmode/event/runs/verify.lock"))).toBe(false);
});
