import * as z from "zod";
/** Waits before the second, third and fourth delivery; what fails then is a dead letter. */
export declare const ladderMs: readonly number[];
/** How failed deliveries of one consumer are tried again. */
export interface RetryPolicy {
    readonly rungsMs: readonly number[];
    /** key: later events of the same key wait until the failed one is settled; none: they overtake it. */
    readonly ordering: "none" | "key";
    /** Milliseconds that a handler may take before the broker may deliver the message again. */
    readonly handlerTimeoutMs: number;
}
export declare const defaultRetry: RetryPolicy;
export declare const Setting: z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>;
export type Setting = z.infer<typeof Setting>;
export declare const Configuration: z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>>;
export type Configuration = z.infer<typeof Configuration>;
/** In the order in which they are made: nothing is wired to what is not there yet. */
export declare const roles: readonly ["dead-letter", "rung", "source", "consumer"];
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
export declare const Change: z.ZodObject<{
    key: z.ZodString;
    from: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>>;
    to: z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>;
}, z.core.$strip>;
export type Change = z.infer<typeof Change>;
export declare const Action: z.ZodObject<{
    action: z.ZodEnum<{
        adopt: "adopt";
        conflict: "conflict";
        create: "create";
        edit: "edit";
        noop: "noop";
        update: "update";
    }>;
    resource: z.ZodString;
    role: z.ZodEnum<{
        consumer: "consumer";
        "dead-letter": "dead-letter";
        rung: "rung";
        source: "source";
    }>;
    consumers: z.ZodArray<z.ZodString>;
    reason: z.ZodString;
    changes: z.ZodArray<z.ZodObject<{
        key: z.ZodString;
        from: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>>;
        to: z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>;
    }, z.core.$strip>>;
    inverse: z.ZodString;
    pending: z.ZodOptional<z.ZodLiteral<true>>;
}, z.core.$strip>;
export type Action = z.infer<typeof Action>;
export declare const Plan: z.ZodObject<{
    plan: z.ZodString;
    broker: z.ZodString;
    actions: z.ZodArray<z.ZodObject<{
        action: z.ZodEnum<{
            adopt: "adopt";
            conflict: "conflict";
            create: "create";
            edit: "edit";
            noop: "noop";
            update: "update";
        }>;
        resource: z.ZodString;
        role: z.ZodEnum<{
            consumer: "consumer";
            "dead-letter": "dead-letter";
            rung: "rung";
            source: "source";
        }>;
        consumers: z.ZodArray<z.ZodString>;
        reason: z.ZodString;
        changes: z.ZodArray<z.ZodObject<{
            key: z.ZodString;
            from: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>>;
            to: z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>;
        }, z.core.$strip>>;
        inverse: z.ZodString;
        pending: z.ZodOptional<z.ZodLiteral<true>>;
    }, z.core.$strip>>;
    fileEdits: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        column: z.ZodNumber;
        before: z.ZodString;
        after: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type Plan = z.infer<typeof Plan>;
export declare const ProofCheck: z.ZodObject<{
    what: z.ZodString;
    holds: z.ZodBoolean;
    seen: z.ZodString;
}, z.core.$strip>;
export type ProofCheck = z.infer<typeof ProofCheck>;
export declare const TopologyProof: z.ZodObject<{
    outcome: z.ZodEnum<{
        denied: "denied";
        inconclusive: "inconclusive";
        proven: "proven";
    }>;
    why: z.ZodString;
    deliveries: z.ZodNumber;
    gapsMs: z.ZodArray<z.ZodNumber>;
    clock: z.ZodEnum<{
        real: "real";
        virtual: "virtual";
    }>;
    checks: z.ZodArray<z.ZodObject<{
        what: z.ZodString;
        holds: z.ZodBoolean;
        seen: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type TopologyProof = z.infer<typeof TopologyProof>;
export declare const PoisonResult: z.ZodObject<{
    faultClass: z.ZodString;
    outcome: z.ZodEnum<{
        denied: "denied";
        inconclusive: "inconclusive";
        proven: "proven";
    }>;
    why: z.ZodString;
    deliveries: z.ZodNumber;
    gapsMs: z.ZodArray<z.ZodNumber>;
    deadLetters: z.ZodNumber;
    fix: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type PoisonResult = z.infer<typeof PoisonResult>;
export declare const ConsumerProof: z.ZodObject<{
    outcome: z.ZodEnum<{
        denied: "denied";
        inconclusive: "inconclusive";
        proven: "proven";
    }>;
    why: z.ZodString;
    poisons: z.ZodArray<z.ZodObject<{
        faultClass: z.ZodString;
        outcome: z.ZodEnum<{
            denied: "denied";
            inconclusive: "inconclusive";
            proven: "proven";
        }>;
        why: z.ZodString;
        deliveries: z.ZodNumber;
        gapsMs: z.ZodArray<z.ZodNumber>;
        deadLetters: z.ZodNumber;
        fix: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    retry: z.ZodObject<{
        holds: z.ZodNullable<z.ZodBoolean>;
        why: z.ZodString;
        gapsMs: z.ZodArray<z.ZodNumber>;
    }, z.core.$strip>;
}, z.core.$strip>;
export type ConsumerProof = z.infer<typeof ConsumerProof>;
