import type { Digests, EvidenceRecord, DeadLetterRecord } from "../model/evidence-record.ts";
import { digestOf } from "../model/digest.ts";
import { redacted } from "../model/redact.ts";
import type { Settings } from "../model/settings.ts";
import { HowToRun, type Verification } from "../model/verification.ts";
import type { ToolContext } from "../tool.ts";
import { changedDigests, type Depends, takeDigests } from "./digests.ts";
import { writeRecorded } from "./evidence.ts";
import { evidencePath, evidenceText, type Kept, readEvidence, readEvidenceFiles } from "./evidence-file.ts";
import { macKey } from "./mac.ts";
import { loadSettings } from "./settings.ts";

interface Run {
  /** The call's input without its root. */
  readonly input: Record<string, unknown>;
  readonly depends: Depends;
  /** Taken when the run began: what was edited meanwhile then makes the record stale at once. */
  readonly before?: Digests;
}

export interface IdempotencyRun extends Run {
  readonly kind: "idempotency";
  readonly verification: Verification;
  readonly seeds: readonly number[];
  /** Digest of what the undisturbed run left behind. */
  readonly effects?: string | undefined;
  /** Digest of the fault classes that this version knows. */
  readonly faultList: string;
}

export interface DeadLetterRun
  extends
    Run,
    Pick<DeadLetterRecord, "kind" | "consumer" | "proof" | "outcome" | "why" | "retry" | "ladder" | "redrive" | "broker" | "plan"> {
  readonly imitates?: string | undefined;
  /** The configuration that was observed, as JSON has it. */
  readonly observed: unknown;
  readonly details?: Record<string, unknown>;
  /** Default and most: 30 days. */
  readonly maxAgeHours?: number;
}

export interface Stored {
  path: string;
  /** Does it count as evidence here? */
  signed: boolean;
  /** Why it does not, or why an older record stays in its place. */
  note?: string;
}

const defaultAgeHours = 30 * 24;

/** Keeps the record of a run, whatever its outcome, as a file that `commit` takes along. */
export function storeProof(context: ToolContext, run: IdempotencyRun | DeadLetterRun): Stored {
  const { root, env } = context;
  const settings = loadSettings(root);
  const record = redacted(run.kind === "idempotency" ? fromVerification(context, run, settings) : fromPoison(context, run, settings));
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
  if (old.model !== fresh.model || old.faults !== fresh.faults || old.settings !== fresh.settings) return false;
  return weight(old) > weight(fresh) && changedDigests(root, old.depends).length === 0;
}

function weight(record: Extract<EvidenceRecord, { kind: "idempotency" }>): number {
  if (record.verdict === "not-idempotent") return 2;
  return record.verdict === "idempotent" && !isPartial(record) ? 1 : 0;
}

/** Did the caller choose among the fault classes? Then the run shows no more than those. */
export function isPartial({ input }: Pick<EvidenceRecord, "input">): boolean {
  return Array.isArray(input["faults"]) && input["faults"].length > 0;
}

function common(context: ToolContext, { input, depends, before }: Run, consumer: string, settings: Settings) {
  return {
    version: 1,
    consumer,
    input: plainInput(input),
    depends: { ...takeDigests(context.root, depends), ...before },
    settings: settingsDigest(settings, consumer),
    tool: context.version,
    time: context.now().toISOString(),
  } as const;
}

/** Events that were given in the call stay with the record unless they would fill it: then a recheck makes its own. */
const maxInput = 128 * 1024;

function plainInput(input: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(input);
  const { samples: _samples, ...rest } = input;
  return JSON.parse(text.length > maxInput ? JSON.stringify(rest) : text) as Record<string, unknown>;
}

function fromVerification(context: ToolContext, run: IdempotencyRun, settings: Settings): EvidenceRecord {
  const { consumer, verdict, why, model, byModel, orderSafe, losesOnCrash, assumptions, coverage, counterexample } = run.verification;
  return {
    ...common(context, run, consumer, settings),
    kind: "idempotency",
    verdict,
    why: cut(why),
    model,
    byModel,
    ...(orderSafe !== undefined && { orderSafe }),
    losesOnCrash,
    assumptions: assumptions.slice(0, 100).map(cut),
    seeds: [...run.seeds],
    plays: coverage.schedules,
    ...(run.effects !== undefined && { effects: run.effects }),
    faults: run.faultList,
    ...(counterexample !== undefined && {
      counterexample: {
        faultClass: counterexample.faultClass,
        schedule: cut(counterexample.schedule),
        fix: cut(counterexample.fix),
        ...(counterexample.file !== undefined && { file: counterexample.file }),
      },
    }),
  };
}

function fromPoison(context: ToolContext, run: DeadLetterRun, settings: Settings): EvidenceRecord {
  const { kind, consumer, proof, outcome, why, retry, ladder, redrive, broker, imitates, plan, observed, details } = run;
  return {
    ...common(context, run, consumer, settings),
    kind,
    proof,
    outcome,
    ladder,
    redrive,
    broker,
    plan,
    why: cut(why),
    retry: { ...retry, why: cut(retry.why) },
    ...(imitates !== undefined && { imitates }),
    observed: JSON.parse(JSON.stringify(observed ?? null)) as unknown,
    ...(details !== undefined && { details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }),
    maxAgeHours: Math.min(run.maxAgeHours ?? defaultAgeHours, defaultAgeHours),
  };
}

const cut = (text: string) => (text.length <= 4000 ? text : `${text.slice(0, 3999)}…`);

/** What the settings say of how this consumer is run: other settings leave its evidence alone. */
export function settingsDigest({ consumers, connections, allowHosts = [] }: Settings, id: string): string {
  const stated = consumers?.[id];
  const how = Object.keys(HowToRun.shape).map((key) => [key, stated?.[key as keyof HowToRun] ?? null]);
  return digestOf({ how, connection: connections?.[stated?.database ?? ""] ?? null, allowHosts });
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
  const proofs = kept.map(({ record, path, foreign }): ReadProof => {
    const old = staleness(context, record, settings, faultList);
    if (old !== undefined) return { record, path, state: "stale", why: old };
    return foreign === undefined ? { record, path, state: "fresh" } : { record, path, state: "unproven", why: foreign };
  });
  return { proofs, warnings };
}

function staleness(
  { root, now }: Pick<ToolContext, "root" | "now">,
  record: EvidenceRecord,
  settings: Settings,
  faultList: string,
): string | undefined {
  const day = record.time.slice(0, 10);
  const changed = changedDigests(root, record.depends);
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
