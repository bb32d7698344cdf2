import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { evidencePath, readEvidenceFiles } from "../../src/workspace/evidence-file.ts";
import { readProofs, storeProof } from "../../src/workspace/proofs.ts";
import { contextOf, idempotencyRun, newCache, verification } from "./a-run.ts";
import { newFolder, put } from "./hostile-repository.ts";

const consumer = "billing/read.ts#orders";
const path = evidencePath({ kind: "idempotency", consumer });
const noKey = { why: "none here" };

function folderWith(text: string | Record<string, unknown>, at = path): string {
  const root = newFolder();
  put(root, { [at]: typeof text === "string" ? text : JSON.stringify(text) });
  return root;
}

function record(part: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: 1,
    kind: "idempotency",
    consumer,
    verdict: "idempotent",
    why: "I say so.",
    input: {},
    depends: {},
    settings: "0".repeat(64),
    tool: "0.1.0",
    time: "2026-11-24T12:00:00Z",
    model: "individual",
    byModel: { rewind: "idempotent", individual: "idempotent" },
    losesOnCrash: false,
    assumptions: [],
    seeds: [],
    plays: 1,
    exhaustiveSingles: true,
    faults: "0".repeat(64),
    ...part,
  };
}

describe("evidence files", () => {
  it("have one name for each consumer, whatever it is called", () => {
    expect(path).toMatch(/^\.godmode\/event\/evidence\/idempotency-billing-read-ts-orders-[0-9a-f]{12}\.json$/);
    const nasty = ["../../etc/passwd", "a/b", "a-b", "", "…", "x".repeat(1000)].map((id) =>
      evidencePath({ kind: "dead-letter", consumer: id }),
    );
    expect(new Set(nasty).size).toBe(nasty.length);
    for (const name of nasty) expect(name).toMatch(/^\.godmode\/event\/evidence\/dead-letter-[A-Za-z0-9-]{12,80}\.json$/);
  });

  it("that look right and bear no MAC are read, and are not ours", () => {
    const { kept, warnings } = readEvidenceFiles(folderWith(record()), noKey);
    expect(warnings).toEqual([]);
    expect(kept).toMatchObject([{ path, foreign: expect.stringContaining("no MAC") }]);
    expect(readEvidenceFiles(folderWith(record({ mac: "0".repeat(64) })), noKey).kept[0]!.foreign).toContain("none here");
    for (const mac of [null, 1, "zz", ["0".repeat(64)], "f".repeat(64)])
      expect(readEvidenceFiles(folderWith(record({ mac })), { key: Buffer.alloc(32) }).kept[0]!.foreign).toContain("not of this machine");
  });

  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const refused: [string, string | Record<string, unknown>, string?][] = [
    ["no JSON", "{"],
    ["no object", "[]"],
    ["nothing", ""],
    ["other keys", record({ extra: 1 })],
    ["a verdict of its own", record({ verdict: "perfect" })],
    ["an array for a text", record({ why: ["x"] })],
    ["a cycle of names", record({ depends: { "a.ts": "a.ts" } })],
    ["numbers for digests", record({ depends: { "a.ts": 1 } })],
    ["a time of its own", record({ time: "soon" })],
    ["another consumer's name", record({ consumer: "other" })],
    ["depth", `{"version":1,"kind":"dead-letter","observed":${deep}}`],
    ["a date for a version", record({ version: 2 })],
    ["a prototype", `{"__proto__": {"kind": "idempotency"}}`],
  ];
  it.each(refused)("are refused with a warning: %s", (_, text) => {
    const { kept, warnings } = readEvidenceFiles(folderWith(text), noKey);
    expect(kept).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`${path}: not taken as evidence, `)]);
  });

  it("are refused when they are symlinks, folders or far too large", () => {
    const root = folderWith(record(), "elsewhere.json");
    mkdirSync(join(root, dirname(path)), { recursive: true });
    const warningsOf = (make: () => void) => {
      make();
      const { kept, warnings } = readEvidenceFiles(root, noKey);
      rmSync(join(root, path), { recursive: true });
      return { kept: kept.length, warning: warnings[0] };
    };
    expect(warningsOf(() => symlinkSync(join(root, "elsewhere.json"), join(root, path)))).toMatchObject({
      kept: 0,
      warning: expect.stringContaining("no plain file"),
    });
    expect(warningsOf(() => mkdirSync(join(root, path)))).toMatchObject({ kept: 0, warning: expect.stringContaining("no plain file") });
    const huge = () => {
      writeFileSync(join(root, path), "");
      truncateSync(join(root, path), 100 * 1024 * 1024);
    };
    expect(warningsOf(huge)).toMatchObject({ kept: 0, warning: expect.stringContaining("102400 KB") });
  });

  it("in a folder that leads out of the root are not seen, and nothing is written there", () => {
    const [root, outside] = [newFolder(), newFolder()];
    put(outside, { [path.split("/").at(-1)!]: JSON.stringify(record()) });
    mkdirSync(join(root, ".godmode/event"), { recursive: true });
    symlinkSync(outside, join(root, ".godmode/event/evidence"));
    expect(readEvidenceFiles(root, noKey)).toEqual({ kept: [], warnings: [] });
    const context = contextOf(root, { cache: newCache() });
    expect(() => storeProof(context, idempotencyRun(verification()))).toThrow("outside the root");
    expect(readProofs(context, {}, "").proofs).toEqual([]);
  });
});
