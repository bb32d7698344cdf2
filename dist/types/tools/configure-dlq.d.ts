import * as z from "zod";
export declare const configureDlq: import("../tool.ts").Tool<z.ZodObject<{
    consumer: z.ZodOptional<z.ZodString>;
    environment: z.ZodOptional<z.ZodString>;
    plan: z.ZodOptional<z.ZodString>;
    samples: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodUnknown>]>>;
    allowBrokerWrite: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    broker: z.ZodString;
    connection: z.ZodString;
    plan: z.ZodString;
    applied: z.ZodBoolean;
    whyNot: z.ZodOptional<z.ZodString>;
    changed: z.ZodNumber;
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
    consumers: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        imitates: z.ZodString;
        deadLetter: z.ZodString;
        outcome: z.ZodEnum<{
            denied: "denied";
            inconclusive: "inconclusive";
            proven: "proven";
        }>;
        why: z.ZodString;
        topology: z.ZodObject<{
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
        proof: z.ZodObject<{
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
        evidence: z.ZodObject<{
            path: z.ZodString;
            signed: z.ZodBoolean;
            note: z.ZodOptional<z.ZodString>;
        }, z.core.$strip>;
    }, z.core.$strip>>;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "configure-dlq";
};
