import * as z from "zod";
/**
 * What a record depended on: path relative to the root, or a glob, to the git blob id of the file, or the digest of all files
 * that the glob names; `absent` where nothing stood there.
 */
export declare const Digests: z.ZodRecord<z.ZodString, z.ZodString>;
export type Digests = z.infer<typeof Digests>;
/** A run of a consumer under faults. */
export declare const IdempotencyRecord: z.ZodObject<{
    version: z.ZodLiteral<1>;
    consumer: z.ZodString;
    why: z.ZodString;
    input: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    depends: z.ZodRecord<z.ZodString, z.ZodString>;
    settings: z.ZodString;
    tool: z.ZodString;
    time: z.ZodISODateTime;
    kind: z.ZodLiteral<"idempotency">;
    verdict: z.ZodEnum<{
        idempotent: "idempotent";
        inconclusive: "inconclusive";
        "not-idempotent": "not-idempotent";
    }>;
    model: z.ZodEnum<{
        individual: "individual";
        rewind: "rewind";
    }>;
    byModel: z.ZodObject<{
        rewind: z.ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
        individual: z.ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
    }, z.core.$strict>;
    orderSafe: z.ZodOptional<z.ZodBoolean>;
    losesOnCrash: z.ZodBoolean;
    assumptions: z.ZodArray<z.ZodString>;
    seeds: z.ZodArray<z.ZodNumber>;
    plays: z.ZodNumber;
    exhaustiveSingles: z.ZodBoolean;
    effects: z.ZodOptional<z.ZodString>;
    faults: z.ZodString;
    counterexample: z.ZodOptional<z.ZodObject<{
        faultClass: z.ZodString;
        schedule: z.ZodString;
        fix: z.ZodString;
        file: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>>;
}, z.core.$strict>;
export type IdempotencyRecord = z.infer<typeof IdempotencyRecord>;
/** A run that sent poison to a consumer (proof consumer) or through its ladder (proof topology). */
export declare const DeadLetterRecord: z.ZodObject<{
    version: z.ZodLiteral<1>;
    consumer: z.ZodString;
    why: z.ZodString;
    input: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    depends: z.ZodRecord<z.ZodString, z.ZodString>;
    settings: z.ZodString;
    tool: z.ZodString;
    time: z.ZodISODateTime;
    kind: z.ZodLiteral<"dead-letter">;
    proof: z.ZodEnum<{
        consumer: "consumer";
        topology: "topology";
    }>;
    outcome: z.ZodEnum<{
        denied: "denied";
        inconclusive: "inconclusive";
        proven: "proven";
    }>;
    retry: z.ZodObject<{
        holds: z.ZodNullable<z.ZodBoolean>;
        why: z.ZodString;
        gapsMs: z.ZodArray<z.ZodNumber>;
    }, z.core.$strict>;
    ladder: z.ZodEnum<{
        blocking: "blocking";
        "non-blocking": "non-blocking";
        none: "none";
    }>;
    redrive: z.ZodBoolean;
    broker: z.ZodString;
    imitates: z.ZodOptional<z.ZodString>;
    plan: z.ZodString;
    observed: z.ZodUnknown;
    details: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
    maxAgeHours: z.ZodNumber;
}, z.core.$strict>;
export type DeadLetterRecord = z.infer<typeof DeadLetterRecord>;
/** `.godmode/event/evidence/<name>.json` without its MAC: a record of a run that can be run again. */
export declare const EvidenceRecord: z.ZodDiscriminatedUnion<[z.ZodObject<{
    version: z.ZodLiteral<1>;
    consumer: z.ZodString;
    why: z.ZodString;
    input: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    depends: z.ZodRecord<z.ZodString, z.ZodString>;
    settings: z.ZodString;
    tool: z.ZodString;
    time: z.ZodISODateTime;
    kind: z.ZodLiteral<"idempotency">;
    verdict: z.ZodEnum<{
        idempotent: "idempotent";
        inconclusive: "inconclusive";
        "not-idempotent": "not-idempotent";
    }>;
    model: z.ZodEnum<{
        individual: "individual";
        rewind: "rewind";
    }>;
    byModel: z.ZodObject<{
        rewind: z.ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
        individual: z.ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
    }, z.core.$strict>;
    orderSafe: z.ZodOptional<z.ZodBoolean>;
    losesOnCrash: z.ZodBoolean;
    assumptions: z.ZodArray<z.ZodString>;
    seeds: z.ZodArray<z.ZodNumber>;
    plays: z.ZodNumber;
    exhaustiveSingles: z.ZodBoolean;
    effects: z.ZodOptional<z.ZodString>;
    faults: z.ZodString;
    counterexample: z.ZodOptional<z.ZodObject<{
        faultClass: z.ZodString;
        schedule: z.ZodString;
        fix: z.ZodString;
        file: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>>;
}, z.core.$strict>, z.ZodObject<{
    version: z.ZodLiteral<1>;
    consumer: z.ZodString;
    why: z.ZodString;
    input: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    depends: z.ZodRecord<z.ZodString, z.ZodString>;
    settings: z.ZodString;
    tool: z.ZodString;
    time: z.ZodISODateTime;
    kind: z.ZodLiteral<"dead-letter">;
    proof: z.ZodEnum<{
        consumer: "consumer";
        topology: "topology";
    }>;
    outcome: z.ZodEnum<{
        denied: "denied";
        inconclusive: "inconclusive";
        proven: "proven";
    }>;
    retry: z.ZodObject<{
        holds: z.ZodNullable<z.ZodBoolean>;
        why: z.ZodString;
        gapsMs: z.ZodArray<z.ZodNumber>;
    }, z.core.$strict>;
    ladder: z.ZodEnum<{
        blocking: "blocking";
        "non-blocking": "non-blocking";
        none: "none";
    }>;
    redrive: z.ZodBoolean;
    broker: z.ZodString;
    imitates: z.ZodOptional<z.ZodString>;
    plan: z.ZodString;
    observed: z.ZodUnknown;
    details: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
    maxAgeHours: z.ZodNumber;
}, z.core.$strict>], "kind">;
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;
