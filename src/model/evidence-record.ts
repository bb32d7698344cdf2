import * as z from "zod";
import { DeliveryModel, IdempotencyVerdict } from "./verification.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(4000);

/**
 * What a record depended on: path relative to the root, or a glob, to the git blob id of the file, or the digest of all files
 * that the glob names; `absent` where nothing stood there.
 */
export const Digests = z.record(z.string().min(1).max(1000), z.string().regex(/^(absent|unreadable|[0-9a-f]{40}|list:[0-9a-f]{64})$/));
export type Digests = z.infer<typeof Digests>;

const common = {
  version: z.literal(1),
  consumer: z.string().min(1).max(1000).describe("Its id."),
  why: text,
  /** The call that runs it again, without its root. */
  input: z.record(z.string(), z.unknown()),
  depends: Digests,
  /** Digest of the settings that say how this consumer is run. */
  settings: sha256,
  tool: z.string().max(100).describe("Version of this program."),
  time: z.iso.datetime(),
};

/** A run of a consumer under faults. */
export const IdempotencyRecord = z.strictObject({
  ...common,
  kind: z.literal("idempotency"),
  verdict: IdempotencyVerdict,
  model: DeliveryModel,
  byModel: z.strictObject({ rewind: IdempotencyVerdict, individual: IdempotencyVerdict }),
  orderSafe: z.boolean().optional(),
  losesOnCrash: z.boolean(),
  assumptions: z.array(text).max(100),
  seeds: z.array(z.number().int()).max(1000),
  plays: z.number().int().nonnegative(),
  /** Was every single fault of the stream run? */
  exhaustiveSingles: z.boolean(),
  /** Digest of what the undisturbed run left behind. */
  effects: sha256.optional(),
  /** Digest of the fault classes that this version knows. */
  faults: sha256,
  counterexample: z
    .strictObject({ faultClass: z.string().max(100), schedule: text, fix: text, file: z.string().max(1000).optional() })
    .optional(),
});
export type IdempotencyRecord = z.infer<typeof IdempotencyRecord>;

/** A run that sent poison to a consumer (proof consumer) or through its ladder (proof topology). */
export const DeadLetterRecord = z.strictObject({
  ...common,
  kind: z.literal("dead-letter"),
  proof: z.enum(["consumer", "topology"]),
  outcome: z.enum(["proven", "denied", "inconclusive"]),
  /** Row 6. `holds` null: could not be told. */
  retry: z.strictObject({ holds: z.boolean().nullable(), why: text, gapsMs: z.array(z.number()).max(1000) }),
  ladder: z.enum(["blocking", "non-blocking", "none"]),
  redrive: z.boolean(),
  broker: z.string().max(100),
  imitates: z.string().max(100).optional(),
  plan: z.string().max(200).describe("Id of the plan that was applied."),
  observed: z.unknown().describe("The configuration that was observed."),
  details: z.record(z.string(), z.unknown()).optional(),
  maxAgeHours: z.number().positive().max(720),
});
export type DeadLetterRecord = z.infer<typeof DeadLetterRecord>;

/** `.godmode/event/evidence/<name>.json` without its MAC: a record of a run that can be run again. */
export const EvidenceRecord = z.discriminatedUnion("kind", [IdempotencyRecord, DeadLetterRecord]);
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;
