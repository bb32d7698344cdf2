export declare const verifyIdempotency: import("../tool.ts").Tool<import("zod").ZodObject<{
    consumer: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodObject<{
        handler: import("zod").ZodOptional<import("zod").ZodString>;
        command: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
        transport: import("zod").ZodOptional<import("zod").ZodEnum<{
            kafka: "kafka";
            line: "line";
            nats: "nats";
            rabbitmq: "rabbitmq";
            sqs: "sqs";
        }>>;
        broker: import("zod").ZodOptional<import("zod").ZodString>;
        batch: import("zod").ZodOptional<import("zod").ZodBoolean>;
        shape: import("zod").ZodOptional<import("zod").ZodEnum<{
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
        run: import("zod").ZodOptional<import("zod").ZodString>;
        setup: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
        database: import("zod").ZodOptional<import("zod").ZodString>;
        env: import("zod").ZodOptional<import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodString>>;
    }, import("zod/v4/core").$strict>]>;
    samples: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodArray<import("zod").ZodUnknown>]>>;
    faults: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
    seeds: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodNumber>>;
    budget: import("zod").ZodOptional<import("zod").ZodObject<{
        plays: import("zod").ZodOptional<import("zod").ZodNumber>;
        seconds: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strict>>;
    invariants: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodObject<{
        sql: import("zod").ZodString;
        equals: import("zod").ZodString;
    }, import("zod/v4/core").$strict>>>;
    ignore: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
    allowHosts: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
    emitTest: import("zod").ZodOptional<import("zod").ZodString>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    consumer: import("zod").ZodString;
    verdict: import("zod").ZodEnum<{
        idempotent: "idempotent";
        inconclusive: "inconclusive";
        "not-idempotent": "not-idempotent";
    }>;
    why: import("zod").ZodString;
    model: import("zod").ZodEnum<{
        individual: "individual";
        rewind: "rewind";
    }>;
    byModel: import("zod").ZodObject<{
        rewind: import("zod").ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
        individual: import("zod").ZodEnum<{
            idempotent: "idempotent";
            inconclusive: "inconclusive";
            "not-idempotent": "not-idempotent";
        }>;
    }, import("zod/v4/core").$strip>;
    orderSafe: import("zod").ZodOptional<import("zod").ZodBoolean>;
    losesOnCrash: import("zod").ZodBoolean;
    violations: import("zod").ZodArray<import("zod").ZodObject<{
        faultClass: import("zod").ZodString;
        difference: import("zod").ZodString;
        plays: import("zod").ZodNumber;
    }, import("zod/v4/core").$strip>>;
    counterexample: import("zod").ZodOptional<import("zod").ZodObject<{
        faultClass: import("zod").ZodString;
        schedule: import("zod").ZodString;
        timeline: import("zod").ZodArray<import("zod").ZodString>;
        difference: import("zod").ZodArray<import("zod").ZodObject<{
            sink: import("zod").ZodString;
            what: import("zod").ZodString;
            column: import("zod").ZodOptional<import("zod").ZodString>;
            sign: import("zod").ZodEnum<{
                changed: "changed";
                missing: "missing";
                surplus: "surplus";
            }>;
            text: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
        reproduced: import("zod").ZodString;
        replay: import("zod").ZodString;
        file: import("zod").ZodOptional<import("zod").ZodString>;
        fix: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    coverage: import("zod").ZodObject<{
        schedules: import("zod").ZodNumber;
        classes: import("zod").ZodArray<import("zod").ZodObject<{
            faultClass: import("zod").ZodString;
            title: import("zod").ZodString;
            plays: import("zod").ZodNumber;
            failed: import("zod").ZodNumber;
        }, import("zod/v4/core").$strip>>;
        notCovered: import("zod").ZodArray<import("zod").ZodObject<{
            faultClass: import("zod").ZodString;
            why: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
        points: import("zod").ZodObject<{
            hit: import("zod").ZodNumber;
            total: import("zod").ZodNumber;
        }, import("zod/v4/core").$strip>;
        interleavings: import("zod").ZodOptional<import("zod").ZodObject<{
            run: import("zod").ZodNumber;
            possible: import("zod").ZodNullable<import("zod").ZodNumber>;
        }, import("zod/v4/core").$strip>>;
        sinks: import("zod").ZodArray<import("zod").ZodObject<{
            sink: import("zod").ZodString;
            compared: import("zod").ZodNumber;
            seen: import("zod").ZodNumber;
        }, import("zod/v4/core").$strip>>;
        exhaustiveSingles: import("zod").ZodBoolean;
    }, import("zod/v4/core").$strip>;
    assumptions: import("zod").ZodArray<import("zod").ZodString>;
    notes: import("zod").ZodArray<import("zod").ZodString>;
    evidence: import("zod").ZodOptional<import("zod").ZodObject<{
        path: import("zod").ZodString;
        signed: import("zod").ZodBoolean;
        note: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    test: import("zod").ZodOptional<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "verify-idempotency";
};
