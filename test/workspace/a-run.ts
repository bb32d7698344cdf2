import { faultListDigest } from "../../src/verify/schedules.ts";
import type { Verification } from "../../src/model/verification.ts";
import type { ToolContext } from "../../src/tool.ts";
import { createContext } from "../../src/workspace/context.ts";
import type { DeadLetterRun, IdempotencyRun } from "../../src/workspace/proofs.ts";
import { join } from "node:path";
import { newFolder } from "./hostile-repository.ts";

/** A context whose user has a cache folder of their own. */
export function contextOf(root: string, part: { cache?: string; now?: Date; env?: Record<string, string> } = {}): ToolContext {
  const { cache = process.env["XDG_CACHE_HOME"] ?? newFolder(), now = new Date("2026-11-24T12:00:00Z"), env = {} } = part;
  const context = createContext({
    entry: new URL("../../src/bin.ts", import.meta.url).href,
    env: { ...env, XDG_CACHE_HOME: cache },
    signal: new AbortController().signal,
  });
  return { ...context, root, now: () => now };
}

export const newCache = () => join(newFolder(), "cache");

export function verification(part: Partial<Verification> = {}): Verification {
  return {
    consumer: "billing/read.ts#orders",
    verdict: "idempotent",
    why: "No violation in 120 plays.",
    model: "individual",
    byModel: { rewind: "idempotent", individual: "idempotent" },
    losesOnCrash: false,
    violations: [],
    coverage: { schedules: 120, classes: [], notCovered: [], points: { hit: 10, total: 10 }, sinks: [], exhaustiveSingles: true },
    assumptions: [],
    notes: [],
    ...part,
  };
}

export function denial(part: Partial<Verification> = {}): Verification {
  const counterexample = {
    faultClass: "F1:redelivery",
    schedule: "m0@A m0'@A",
    timeline: [],
    difference: [],
    reproduced: "3 of 3",
    replay: "godmode-event replay x.json",
    fix: "Mark the event in the transaction of its effect.",
  };
  return verification({ verdict: "not-idempotent", why: "F1: the balance was added twice.", counterexample, ...part });
}

export function idempotencyRun(verified: Verification, part: Partial<IdempotencyRun> = {}): IdempotencyRun {
  return {
    kind: "idempotency",
    verification: verified,
    input: { consumer: verified.consumer },
    seeds: [1, 2, 3],
    faultList: faultListDigest(),
    depends: { files: ["billing/read.ts"] },
    ...part,
  };
}

export function deadLetterRun(part: Partial<DeadLetterRun> = {}): DeadLetterRun {
  return {
    kind: "dead-letter",
    consumer: "billing/read.ts#orders",
    proof: "consumer",
    outcome: "proven",
    why: "Four deliveries, then its dead letter.",
    retry: { holds: true, why: "waits of 1, 5 and 30 s", gapsMs: [1000, 5000, 30_000] },
    ladder: "non-blocking",
    redrive: true,
    broker: "embedded",
    plan: "p1",
    observed: { retry: ["1s", "5s", "30s"] },
    input: { consumer: "billing/read.ts#orders" },
    depends: { files: ["billing/read.ts"] },
    ...part,
  };
}
