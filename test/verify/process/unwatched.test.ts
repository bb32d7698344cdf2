import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { portsOf, unfenced } from "../../../src/verify/subjects/process/fence.ts";
import { processSubject } from "../../../src/verify/subjects/process/subject.ts";
import { lineWire } from "../../../src/verify/subjects/process/wire/line.ts";
import { folder, node, verify } from "./rig.ts";

// Nothing but Node.js is found there: no strace, no unshare.
const programs = mkdtempSync(join(tmpdir(), "programs-"));
symlinkSync(process.execPath, join(programs, "node"));
process.env["PATH"] = programs;
afterAll(() => rmSync(programs, { recursive: true, force: true }));
const slow = { timeout: 120_000 };

test("without strace and without namespaces nothing is called idempotent, and what to do is said", slow, async () => {
  const { verification } = await verify(node("stock.mjs", "mark-first"));
  expect(verification).toMatchObject({ verdict: "inconclusive", violations: [] });
  expect(verification.coverage.notCovered).toContainEqual(expect.objectContaining({ faultClass: "F7" }));
  expect(verification.why).toMatch(/files and connections were not watched: (strace is not installed|only Linux)/);
  expect(verification.why).toMatch(/it was not kept.*allowHosts: \["\*"\]/);
});

test("an open network is accepted by a star alone", () => {
  const why = { why: "unshare is not installed" };
  expect(unfenced(why, ["db.example.org"])).toHaveLength(1);
  expect(unfenced(why, ["*"])).toEqual([]);
  expect(portsOf(["*"])).toEqual({ ports: [], others: ["*"] });
});

test("a channel that is taken is a problem of the opening", slow, async () => {
  const wire = { ...lineWire, begin: () => Promise.reject(new Error("the queue orders is there already")) };
  const subject = processSubject(
    { root: folder, command: node("odd.mjs", "nothing"), env: {}, events: [{}], ids: ["a"], keys: ["a"], allowHosts: ["*"], setup: [] },
    { wire, signal: new AbortController().signal, env: process.env, files: [] },
  );
  expect(await subject.open()).toMatchObject({ problem: { message: "the queue orders is there already" } });
  await subject.close();
});
