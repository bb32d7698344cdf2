import { EvidenceRecord, type IdempotencyRecord } from "../model/evidence-record.ts";
import { redacted } from "../model/redact.ts";
import type { Settings } from "../model/settings.ts";
import type { ToolContext } from "../tool.ts";
import { changedDigests } from "./digests.ts";
import { writeRecorded } from "./evidence.ts";
import { evidencePath, evidenceText, type Kept, readEvidence, readEvidenceFiles } from "./evidence-file.ts";
import { macKey } from "./mac.ts";
import { type DeadLetterRun, type IdempotencyRun, recordOf, settingsDigest } from "./run-record.ts";
import { loadSettings } from "./settings.ts";

export type { DeadLetterRun, IdempotencyRun };

export interface Stored {
  path: string;
  /** Does it count as evidence here? */
  signed: boolean;
  /** Why it does not, or why an older record stays in its place. */
  note?: string;
}

/** Keeps the record of a run, whatever its outcome, as a file that `commit` takes along. */
export function storeProof(context: ToolContext, run: IdempotencyRun | DeadLetterRun): Stored {
  const { root, env } = context;
  const settings = loadSettings(root);
  const record = EvidenceRecord.parse(redacted(recordOf(context, run, settings)));
  const path = evidencePath(record);
  const key = macKey(root, env, true);
  const old = readEvidence(root, path, key);
  if ("record" in old && outweighs(root, old, record)) {
    const text = `The record of ${old.record.time.slice(0, 10)} stays: ${old.record.why} It stands until something that it depends on changes.`;
    return { path, signed: true, note: text };
  }
  writeRecorded(root, path, evidenceText(record, key));
  return "key" in key ? { path, signed: true } : { path, signed: false, note: `The record counts on no machine: ${key.why}.` };
}

/**
 * A counterexample is true as long as nothing changes, whatever another run leaves out; and a run that could not tell does not
 * undo one that could.
 */
function outweighs(root: string, { record: old, foreign }: Kept, fresh: EvidenceRecord): boolean {
  if (old.kind !== "idempotency" || fresh.kind !== "idempotency" || foreign !== undefined) return false;
  // Another version of this program, other fault classes, another topology: another question.
  const asked = (["tool", "faults", "model", "settings"] as const).every((key) => old[key] === fresh[key]);
  if (!asked) return false;
  return weight(old) > weight(fresh) && changedDigests(root, old.depends).length === 0;
}

function weight(record: IdempotencyRecord): number {
  if (record.verdict === "not-idempotent") return 2;
  return record.verdict === "idempotent" && partOf(record) === undefined ? 1 : 0;
}

/** Did the caller have only a part run? Then the record shows no more than that; said as a clause. */
export function partOf({ input, exhaustiveSingles, plays }: IdempotencyRecord): string | undefined {
  const { faults, budget } = input;
  if (Array.isArray(faults) && faults.length > 0) return `only some fault classes were run: ${faults.slice(0, 20).map(String).join(", ")}`;
  return budget !== undefined && !exhaustiveSingles ? `only ${plays} plays were run, as its budget said, and more are possible` : undefined;
}

/** A record, and whether it still speaks of what stands there. */
export interface ReadProof {
  record: EvidenceRecord;
  path: string;
  /** unproven: not written by this user on this machine; stale: written here, and something changed since. */
  state: "fresh" | "stale" | "unproven";
  /** Why it is not fresh, as a clause. */
  why?: string;
}

/** All records of the repository, without running or asking anything. `faultList`: digest of the classes known now. */
export function readProofs(context: Pick<ToolContext, "root" | "env" | "now">, settings: Settings, faultList: string) {
  const { kept, warnings } = readEvidenceFiles(context.root, macKey(context.root, context.env));
  const seen = new Map<string, string>();
  const proofs = kept.map(({ record, path, foreign }): ReadProof => {
    const old = staleness(context, record, { settings, faultList, seen });
    if (old !== undefined) return { record, path, state: "stale", why: old };
    return foreign === undefined ? { record, path, state: "fresh" } : { record, path, state: "unproven", why: foreign };
  });
  return { proofs, warnings };
}

function staleness(
  { root, now }: Pick<ToolContext, "root" | "now">,
  record: EvidenceRecord,
  { settings, faultList, seen }: { settings: Settings; faultList: string; seen: Map<string, string> },
): string | undefined {
  const day = record.time.slice(0, 10);
  const changed = changedDigests(root, record.depends, seen);
  if (changed.length > 0) {
    const more = changed.length > 1 ? ` and ${changed.length - 1} more` : "";
    return `${changed[0]}${more} changed since the run of ${day}`;
  }
  if (record.settings !== settingsDigest(settings, record.consumer)) return `the settings of how it is run changed since the run of ${day}`;
  if (record.kind === "idempotency")
    return record.faults === faultList ? undefined : `the fault classes are not those of the run of ${day} any more`;
  const age = now().getTime() - Date.parse(record.time);
  if (age < -24 * 3_600_000) return `the run is dated ${day}, which is still to come`;
  return age > record.maxAgeHours * 3_600_000 ? `the run of ${day} is older than ${Math.round(record.maxAgeHours / 24)} days` : undefined;
}
