import * as z from "zod";
export declare const IdempotencyVerdict: z.ZodEnum<{
    idempotent: "idempotent";
    inconclusive: "inconclusive";
    "not-idempotent": "not-idempotent";
}>;
export type IdempotencyVerdict = z.infer<typeof IdempotencyVerdict>;
export declare const DeliveryModel: z.ZodEnum<{
    individual: "individual";
    rewind: "rewind";
}>;
export type DeliveryModel = z.infer<typeof DeliveryModel>;
/** How a consumer is run. Given in a call or under `consumers` in the settings. */
export declare const HowToRun: z.ZodObject<{
    handler: z.ZodOptional<z.ZodString>;
    command: z.ZodOptional<z.ZodArray<z.ZodString>>;
    transport: z.ZodOptional<z.ZodEnum<{
        kafka: "kafka";
        line: "line";
        nats: "nats";
        rabbitmq: "rabbitmq";
        sqs: "sqs";
    }>>;
    broker: z.ZodOptional<z.ZodString>;
    batch: z.ZodOptional<z.ZodBoolean>;
    shape: z.ZodOptional<z.ZodEnum<{
        amqplib: "amqplib";
        event: "event";
        eventbridge: "eventbridge";
        kafkajs: "kafkajs";
        "lambda-sns": "lambda-sns";
        "lambda-sqs": "lambda-sqs";
        nats: "nats";
        sns: "sns";
        sqs: "sqs";
    }>>;
    run: z.ZodOptional<z.ZodString>;
    setup: z.ZodOptional<z.ZodArray<z.ZodString>>;
    database: z.ZodOptional<z.ZodString>;
    env: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodString>>;
    samples: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
export type HowToRun = z.infer<typeof HowToRun>;
/** One difference between a disturbed and the undisturbed run. */
export declare const Difference: z.ZodObject<{
    sink: z.ZodString;
    what: z.ZodString;
    column: z.ZodOptional<z.ZodString>;
    sign: z.ZodEnum<{
        changed: "changed";
        missing: "missing";
        surplus: "surplus";
    }>;
    text: z.ZodString;
}, z.core.$strip>;
export type Difference = z.infer<typeof Difference>;
export declare const Counterexample: z.ZodObject<{
    faultClass: z.ZodString;
    schedule: z.ZodString;
    timeline: z.ZodArray<z.ZodString>;
    difference: z.ZodArray<z.ZodObject<{
        sink: z.ZodString;
        what: z.ZodString;
        column: z.ZodOptional<z.ZodString>;
        sign: z.ZodEnum<{
            changed: "changed";
            missing: "missing";
            surplus: "surplus";
        }>;
        text: z.ZodString;
    }, z.core.$strip>>;
    reproduced: z.ZodString;
    replay: z.ZodString;
    file: z.ZodOptional<z.ZodString>;
    fix: z.ZodString;
}, z.core.$strip>;
export type Counterexample = z.infer<typeof Counterexample>;
export declare const Violation: z.ZodObject<{
    faultClass: z.ZodString;
    difference: z.ZodString;
    plays: z.ZodNumber;
}, z.core.$strip>;
export declare const Coverage: z.ZodObject<{
    schedules: z.ZodNumber;
    classes: z.ZodArray<z.ZodObject<{
        faultClass: z.ZodString;
        title: z.ZodString;
        plays: z.ZodNumber;
        failed: z.ZodNumber;
    }, z.core.$strip>>;
    notCovered: z.ZodArray<z.ZodObject<{
        faultClass: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
    points: z.ZodObject<{
        hit: z.ZodNumber;
        total: z.ZodNumber;
    }, z.core.$strip>;
    interleavings: z.ZodOptional<z.ZodObject<{
        run: z.ZodNumber;
        possible: z.ZodNullable<z.ZodNumber>;
    }, z.core.$strip>>;
    sinks: z.ZodArray<z.ZodObject<{
        sink: z.ZodString;
        compared: z.ZodNumber;
        seen: z.ZodNumber;
    }, z.core.$strip>>;
    exhaustiveSingles: z.ZodBoolean;
}, z.core.$strip>;
export type Coverage = z.infer<typeof Coverage>;
/** What a verification says. */
export declare const Verification: z.ZodObject<{
    consumer: z.ZodString;
    verdict: z.ZodEnum<{
        idempotent: "idempotent";
        inconclusive: "inconclusive";
        "not-idempotent": "not-idempotent";
    }>;
    why: z.ZodString;
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
    }, z.core.$strip>;
    orderSafe: z.ZodOptional<z.ZodBoolean>;
    losesOnCrash: z.ZodBoolean;
    violations: z.ZodArray<z.ZodObject<{
        faultClass: z.ZodString;
        difference: z.ZodString;
        plays: z.ZodNumber;
    }, z.core.$strip>>;
    counterexample: z.ZodOptional<z.ZodObject<{
        faultClass: z.ZodString;
        schedule: z.ZodString;
        timeline: z.ZodArray<z.ZodString>;
        difference: z.ZodArray<z.ZodObject<{
            sink: z.ZodString;
            what: z.ZodString;
            column: z.ZodOptional<z.ZodString>;
            sign: z.ZodEnum<{
                changed: "changed";
                missing: "missing";
                surplus: "surplus";
            }>;
            text: z.ZodString;
        }, z.core.$strip>>;
        reproduced: z.ZodString;
        replay: z.ZodString;
        file: z.ZodOptional<z.ZodString>;
        fix: z.ZodString;
    }, z.core.$strip>>;
    coverage: z.ZodObject<{
        schedules: z.ZodNumber;
        classes: z.ZodArray<z.ZodObject<{
            faultClass: z.ZodString;
            title: z.ZodString;
            plays: z.ZodNumber;
            failed: z.ZodNumber;
        }, z.core.$strip>>;
        notCovered: z.ZodArray<z.ZodObject<{
            faultClass: z.ZodString;
            why: z.ZodString;
        }, z.core.$strip>>;
        points: z.ZodObject<{
            hit: z.ZodNumber;
            total: z.ZodNumber;
        }, z.core.$strip>;
        interleavings: z.ZodOptional<z.ZodObject<{
            run: z.ZodNumber;
            possible: z.ZodNullable<z.ZodNumber>;
        }, z.core.$strip>>;
        sinks: z.ZodArray<z.ZodObject<{
            sink: z.ZodString;
            compared: z.ZodNumber;
            seen: z.ZodNumber;
        }, z.core.$strip>>;
        exhaustiveSingles: z.ZodBoolean;
    }, z.core.$strip>;
    assumptions: z.ZodArray<z.ZodString>;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>;
export type Verification = z.infer<typeof Verification>;
