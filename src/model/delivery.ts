import * as z from "zod";

/** Waits before the second, third and fourth delivery; what fails then is a dead letter. */
export const ladderMs: readonly number[] = [1000, 5000, 30_000];

/** How failed deliveries of one consumer are tried again. */
export interface RetryPolicy {
  readonly rungsMs: readonly number[];
  /** key: later events of the same key wait until the failed one is settled; none: they overtake it. */
  readonly ordering: "none" | "key";
  /** Milliseconds that a handler may take before the broker may deliver the message again. */
  readonly handlerTimeoutMs: number;
}

export const defaultRetry: RetryPolicy = { rungsMs: ladderMs, ordering: "none", handlerTimeoutMs: 30_000 };

export const Setting = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Setting = z.infer<typeof Setting>;

export const Configuration = z.record(z.string(), Setting);
export type Configuration = z.infer<typeof Configuration>;

/** In the order in which they are made: nothing is wired to what is not there yet. */
export const roles = ["dead-letter", "rung", "source", "consumer"] as const;

/** Something that a broker keeps for one consumer, as it shall be. */
export interface Resource {
  /** `<broker>:<kind>:<name>`, such as `rabbitmq:queue:/:orders.retry.5s`. */
  readonly id: string;
  readonly role: (typeof roles)[number];
  readonly kind: string;
  readonly name: string;
  /** Only what must be so; other settings are left as they are found. */
  readonly config: Configuration;
  /** Keys that cannot be changed once it is there. */
  readonly immutable: readonly string[];
  /** Numeric keys of which more is fine as well. */
  readonly atLeast: readonly string[];
}

/** The same as it was found. */
export interface Observed {
  readonly id: string;
  readonly config: Configuration;
  /** The mark of the run that made it; absent: somebody else did. */
  readonly mark?: string;
  /** Keys that cannot be changed as they were found, beside those that never can. */
  readonly fixed?: readonly string[];
}

export const Change = z.object({ key: z.string(), from: Setting.optional(), to: Setting });
export type Change = z.infer<typeof Change>;

export const Action = z.object({
  action: z
    .enum(["create", "update", "adopt", "noop", "edit", "conflict"])
    .describe("edit: in the file that declares it, never on the broker."),
  resource: z.string().describe("<broker>:<kind>:<name>"),
  role: z.enum(roles),
  consumers: z.array(z.string()).describe("Ids of the consumers that need it."),
  reason: z.string(),
  changes: z.array(Change),
  inverse: z.string().describe("What undoes it."),
  pending: z.literal(true).optional().describe("Its file is right (or will be), and the broker does not have it so yet."),
});
export type Action = z.infer<typeof Action>;

export const Plan = z.object({
  plan: z.string().describe("Hash of desired and observed configuration and of the files that it changes."),
  broker: z.string(),
  actions: z.array(Action).describe("In the order in which they are applied."),
  fileEdits: z
    .array(
      z.object({
        file: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        before: z.string(),
        after: z.string(),
        why: z.string(),
      }),
    )
    .describe("In the infrastructure files that declare what has to change."),
});
export type Plan = z.infer<typeof Plan>;

export const ProofCheck = z.object({ what: z.string(), holds: z.boolean(), seen: z.string() });
export type ProofCheck = z.infer<typeof ProofCheck>;

export const TopologyProof = z.object({
  outcome: z.enum(["proven", "denied", "inconclusive"]),
  why: z.string(),
  deliveries: z.number().int().describe("Times that the canary was delivered."),
  gapsMs: z.array(z.number()).describe("Between its deliveries."),
  clock: z.enum(["virtual", "real"]),
  checks: z.array(ProofCheck),
});
export type TopologyProof = z.infer<typeof TopologyProof>;

export const PoisonResult = z.object({
  faultClass: z.string().describe("F17 with the kind of poison behind a colon."),
  outcome: z.enum(["proven", "denied", "inconclusive"]),
  why: z.string(),
  deliveries: z.number().int(),
  gapsMs: z.array(z.number()),
  deadLetters: z.number().int(),
  fix: z.string().optional().describe("The edit that mends what was denied."),
});
export type PoisonResult = z.infer<typeof PoisonResult>;

export const ConsumerProof = z.object({
  outcome: z.enum(["proven", "denied", "inconclusive"]),
  why: z.string(),
  poisons: z.array(PoisonResult),
  retry: z.object({ holds: z.boolean().nullable(), why: z.string(), gapsMs: z.array(z.number()) }),
});
export type ConsumerProof = z.infer<typeof ConsumerProof>;
