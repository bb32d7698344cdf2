import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { has, node, verify } from "./rig.ts";

/** Short only for those that never do what is waited for: the others have the time that a busy machine takes. */
const patience = { stopMs: 500, watchMs: 300 };
const own: Record<string, object> = {
  "never-connects": { startMs: 2500 },
  "loops-for-ever": { workMs: 1500 },
  // All that it does comes after its acknowledgement.
  "acks-first": { watchMs: 1500 },
};
const slow = { timeout: 60_000 };
const outside = mkdtempSync(join(tmpdir(), "outside-"));
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const verdictOf = async (command: readonly string[], env = {}) =>
  (await verify(command, ["F1"], { patience: { ...patience, ...own[command.at(-1)!] }, env }, { budget: { plays: 8, seconds: 60 } }))
    .verification;
const odd = (way: string) => node("odd.mjs", way);

test.concurrent.each([
  ["a command that is not there", ["no-such-program-here"], /cannot be played: it ended .*(ENOENT|not found|No such file|code 127)/i],
  [
    "one that ends at once, with its last words and without its secrets",
    odd("exits-at-once"),
    /ended with code 3 before it connected; it said: password=\*\*\*/,
  ],
  ["one that never connects", odd("never-connects"), /did not connect within 2.5 s/],
  ["one that speaks something else", odd("nonsense"), /which is no line of the line transport|ended/],
  ["one that never settles", odd("loops-for-ever"), /neither acknowledged nor refused m0 for 1.5 s/],
  ["one without any effect", odd("nothing"), /no effect/],
  ["one that dies on a message each time", odd("dies-on-third"), /without any fault: message 2 was crashed|ended \d+ times by itself/],
  ["one that depends on chance", odd("coin-flip"), /Undisturbed runs differ|depends on chance/],
])("%s is inconclusive", slow, async (_, command, why) => {
  expect(await verdictOf(command)).toMatchObject({ verdict: "inconclusive", why: expect.stringMatching(why) });
});

test.concurrent.each([["floods"], ["ignores-sigterm"], ["acks-first"]])("one that %s is played all the same", slow, async (way) => {
  const verification = await verdictOf(odd(way));
  expect(verification).toMatchObject({ verdict: "not-idempotent", counterexample: { faultClass: expect.stringMatching(/^F1/) } });
});

test.runIf(process.platform === "linux").concurrent("what leaves the process group ends with it", slow, async () => {
  const pids = mkdtempSync(join(outside, "pids-"));
  expect(await verdictOf(odd("forks"), { PIDS: pids })).toMatchObject({ verdict: "not-idempotent" });
  const started = readdirSync(pids);
  expect(started.length).toBeGreaterThan(3);
  expect(started.filter(runs)).toEqual([]);
});

describe.runIf(has("strace"))("effects that no probe sees", () => {
  test.concurrent.each([
    ["writes-elsewhere", /the file .*log\.txt, outside of its state folder/],
    ["calls-out", /a connection to 192\.0\.2\.1:9/],
    ["calls-a-socket", /a connection to the socket .*peer\.sock/],
    ["sends-a-datagram", /a connection to 127\.0\.0\.1:8125/],
    ["writes-at-home", /the file ledger\.csv in its home/],
    ["keeps-temporary-files", /the temporary file ledger\.csv/],
    ["tells-duplicates-elsewhere", /the file .*again\.txt, outside of its state folder/],
  ])("one that %s is told", slow, async (way, what) => {
    const elsewhere = mkdtempSync(join(outside, "elsewhere-"));
    const verification = await verdictOf(odd(way), { ELSEWHERE: elsewhere });
    expect(JSON.stringify(verification)).toMatch(what);
  });
});

test.runIf(has("strace"))("one that talks to itself tells nobody else", slow, async () => {
  const verification = await verdictOf(odd("talks-to-itself"));
  expect(verification).toMatchObject({ verdict: "not-idempotent" });
  expect(JSON.stringify(verification)).not.toMatch(/a connection to/);
});

function runs(pid: string): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}
