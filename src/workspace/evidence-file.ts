import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import { EvidenceRecord } from "../model/evidence-record.ts";
import { confine } from "./files.ts";
import { isMacOf, macOf, type MacKey } from "./mac.ts";
import { ownFolder } from "./run-folder.ts";

export const evidenceFolder = `${ownFolder}/evidence`;

const maxFiles = 2000;
const maxBytes = 256 * 1024;

const Mac = z.string().regex(/^[0-9a-f]{64}$/);

/** A record as it lies in its file. */
export interface Kept {
  record: EvidenceRecord;
  path: string;
  /** Why it does not count as written here; undefined: its MAC is ours. */
  foreign?: string;
}

/** The one file that holds the records of this kind about this consumer. */
export function evidencePath(record: Pick<EvidenceRecord, "kind" | "consumer"> & { proof?: "consumer" | "topology" }): string {
  const { kind, consumer, proof } = record;
  const words = consumer
    .replaceAll(/[^A-Za-z0-9]{1,200}/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(-60)
    .replace(/^-/, "");
  const hash = createHash("sha256").update(consumer).digest("hex").slice(0, 12);
  return `${evidenceFolder}/${kind}${proof === "topology" ? "-topology" : ""}-${words === "" ? "" : `${words}-`}${hash}.json`;
}

/** The text of an evidence file. Without a key it bears no MAC. */
export function evidenceText(record: EvidenceRecord, key: MacKey): string {
  return `${JSON.stringify({ ...record, ...("key" in key && { mac: macOf(key.key, record) }) }, null, 2)}\n`;
}

/** Every evidence file that can be read, and a sentence for each that cannot. Follows no symlink. */
export function readEvidenceFiles(root: string, key: MacKey): { kept: Kept[]; warnings: string[] } {
  const names = namesIn(root);
  const warnings = names.length > maxFiles ? [`${evidenceFolder}: only ${maxFiles} of its ${names.length} files were read.`] : [];
  const kept = names.slice(0, maxFiles).flatMap((name) => {
    const read = readEvidence(root, `${evidenceFolder}/${name}`, key);
    if ("record" in read) return [read];
    warnings.push(`${evidenceFolder}/${name}: not taken as evidence, ${read.problem}.`);
    return [];
  });
  return { kept, warnings };
}

function namesIn(root: string): string[] {
  try {
    const real = confine(root, evidenceFolder);
    return readdirSync(real)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

/** One file. `problem`: it is none, or holds no record. */
export function readEvidence(root: string, path: string, key: MacKey): Kept | { problem: string } {
  try {
    const real = `${confine(root, evidenceFolder)}/${path.slice(evidenceFolder.length + 1)}`;
    const stat = lstatSync(real);
    if (!stat.isFile()) return { problem: "it is no plain file" };
    if (stat.size > maxBytes) return { problem: `${Math.ceil(stat.size / 1024)} KB is more than a record has` };
    const { mac, ...rest } = z.looseObject({ mac: z.unknown().optional() }).parse(JSON.parse(readFileSync(real, "utf8")));
    const parsed = EvidenceRecord.safeParse(rest);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { problem: `it is no record of a run (${issue!.path.join(".") || "its form"}: ${issue!.message})` };
    }
    const record = parsed.data;
    if (evidencePath(record) !== path) return { problem: `its name does not fit what it says: ${evidencePath(record)}` };
    const foreign = foreignTo(record, mac, key);
    return { record, path, ...(foreign !== undefined && { foreign }) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { problem: "it holds no JSON object" };
    return { problem: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).name})` };
  }
}

function foreignTo(record: EvidenceRecord, mac: unknown, key: MacKey): string | undefined {
  if (mac === undefined) return "it bears no MAC, as if written by hand";
  if ("why" in key) return `it cannot be told who wrote it: ${key.why}`;
  const own = Mac.safeParse(mac).success && isMacOf(key.key, record, mac as string);
  return own ? undefined : "its MAC is not of this machine, or what it says was changed";
}
