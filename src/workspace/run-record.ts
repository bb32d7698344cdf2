import { digestOf } from "../model/digest.ts";
import type { DeadLetterRecord, Digests, EvidenceRecord } from "../model/evidence-record.ts";
import type { Settings } from "../model/settings.ts";
import { HowToRun, type Verification } from "../model/verification.ts";
import type { ToolContext } from "../tool.ts";
import { type Depends, installedDigests, takeDigests } from "./digests.ts";

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

const defaultAgeHours = 30 * 24;

/** What is put on record of a run. */
export function recordOf(context: ToolContext, run: IdempotencyRun | DeadLetterRun, settings: Settings): EvidenceRecord {
  return run.kind === "idempotency" ? fromVerification(context, run, settings) : fromPoison(context, run, settings);
}

/** `undecided`: what is installed may have been the reason, and decides nothing where the lockfile is the same. */
function common(context: ToolContext, { input, depends, before }: Run, consumer: string, settings: Settings, undecided: boolean) {
  const installed = undecided ? installedDigests(context.root, depends.files[0]) : {};
  return {
    version: 1,
    consumer,
    input: plainInput(input),
    depends: { ...takeDigests(context.root, depends), ...installed, ...before },
    settings: settingsDigest(settings, consumer),
    tool: context.version,
    time: context.now().toISOString(),
  } as const;
}

/** Records are committed: the events that a call gave stay out of them, and a recheck plays those of the settings or schemas. */
function plainInput(input: Record<string, unknown>): Record<string, unknown> {
  const { samples, ...rest } = input;
  const given = Array.isArray(samples) ? samples.filter((sample) => typeof sample !== "string").length : 0;
  return JSON.parse(JSON.stringify(given === 0 ? input : { ...rest, samplesGiven: given })) as Record<string, unknown>;
}

/** What differed, without values of the events. */
function withoutValues({ verdict, why, counterexample }: Verification): string {
  if (verdict !== "not-idempotent" || counterexample === undefined || counterexample.difference.length === 0) return why;
  const places = counterexample.difference.map(({ sink, what, column, sign }) => {
    const named = what === sink || valued.test(sink) ? "" : ` ${what}`;
    return `${sign} in ${sink}${named}${column === undefined ? "" : `, column ${column}`}`;
  });
  return `${counterexample.faultClass} leaves other effects: ${[...new Set(places)].slice(0, 3).join("; ")}.`;
}

/** Sinks whose keys, paths and addresses may hold values themselves. */
const valued = /^(kv|redis|files|fs|http)\b/;

function fromVerification(context: ToolContext, run: IdempotencyRun, settings: Settings): EvidenceRecord {
  const { consumer, verdict, model, byModel, orderSafe, losesOnCrash, assumptions, coverage, counterexample } = run.verification;
  return {
    ...common(context, run, consumer, settings, verdict === "inconclusive"),
    kind: "idempotency",
    verdict,
    why: cut(withoutValues(run.verification)),
    model,
    byModel,
    ...(orderSafe !== undefined && { orderSafe }),
    losesOnCrash,
    assumptions: assumptions.slice(0, 100).map(cut),
    seeds: [...run.seeds],
    plays: coverage.schedules,
    exhaustiveSingles: coverage.exhaustiveSingles,
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
    ...common(context, run, consumer, settings, outcome === "inconclusive"),
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
    observed: observedOf(observed),
    ...(details !== undefined && { details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> }),
    maxAgeHours: Math.min(run.maxAgeHours ?? defaultAgeHours, defaultAgeHours),
  };
}

/** So large a configuration is kept as its digest alone. */
const maxObserved = 64 * 1024;

function observedOf(observed: unknown): unknown {
  const text = JSON.stringify(observed ?? null);
  return text.length > maxObserved ? { digest: digestOf(observed) } : (JSON.parse(text) as unknown);
}

const cut = (text: string) => (text.length <= 4000 ? text : `${text.slice(0, 3999)}…`);

/** What the settings say of how this consumer is run: other settings leave its evidence alone. */
export function settingsDigest({ consumers, connections, allowHosts = [] }: Settings, id: string): string {
  const stated = consumers?.[id];
  const how = Object.keys(HowToRun.shape).map((key) => [key, stated?.[key as keyof HowToRun] ?? null]);
  return digestOf({ how, connection: connections?.[stated?.database ?? ""] ?? null, allowHosts });
}
