import type { Tool } from "./tool.ts";
/** THE list of tools. Each face derives its commands, schemas and docs from it. */
export declare const tools: readonly [Tool<import("zod").ZodObject<{}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    shapeVersion: import("zod").ZodLiteral<1>;
    repo: import("zod").ZodString;
    commit: import("zod").ZodString;
    languages: import("zod").ZodArray<import("zod").ZodString>;
    services: import("zod").ZodArray<import("zod").ZodObject<{
        path: import("zod").ZodString;
        name: import("zod").ZodString;
        manifest: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    brokers: import("zod").ZodArray<import("zod").ZodObject<{
        kind: import("zod").ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>;
        name: import("zod").ZodOptional<import("zod").ZodString>;
        role: import("zod").ZodEnum<{
            app: "app";
            dependency: "dependency";
            infra: "infra";
        }>;
        evidence: import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>>;
    clients: import("zod").ZodArray<import("zod").ZodObject<{
        library: import("zod").ZodString;
        manifest: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodArray<import("zod").ZodString>]>;
        broker: import("zod").ZodOptional<import("zod").ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>>;
        line: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strip>>;
    channels: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        broker: import("zod").ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>;
        name: import("zod").ZodString;
        kind: import("zod").ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>;
        deadLetter: import("zod").ZodOptional<import("zod").ZodString>;
        maxReceive: import("zod").ZodOptional<import("zod").ZodNumber>;
        subscribedTo: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
        logicalId: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    producers: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        broker: import("zod").ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>;
        channel: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodArray<import("zod").ZodString>, import("zod").ZodNull]>;
        channelKind: import("zod").ZodOptional<import("zod").ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>>;
        expression: import("zod").ZodOptional<import("zod").ZodString>;
        eventType: import("zod").ZodOptional<import("zod").ZodString>;
        eventTypes: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
        level: import("zod").ZodEnum<{
            direct: "direct";
            indirect: "indirect";
        }>;
        service: import("zod").ZodString;
        confidence: import("zod").ZodDefault<import("zod").ZodEnum<{
            ast: "ast";
            config: "config";
            declared: "declared";
            text: "text";
        }>>;
        wrapper: import("zod").ZodOptional<import("zod").ZodLiteral<true>>;
        via: import("zod").ZodOptional<import("zod").ZodString>;
        routingKey: import("zod").ZodOptional<import("zod").ZodString>;
        replies: import("zod").ZodOptional<import("zod").ZodBoolean>;
        id: import("zod").ZodString;
        correlationId: import("zod").ZodOptional<import("zod").ZodBoolean>;
        key: import("zod").ZodOptional<import("zod").ZodBoolean>;
        payload: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodObject<{
            name: import("zod").ZodString;
            type: import("zod").ZodOptional<import("zod").ZodEnum<{
                boolean: "boolean";
                double: "double";
                long: "long";
                object: "object";
                string: "string";
            }>>;
        }, import("zod/v4/core").$strip>>>;
    }, import("zod/v4/core").$strip>>;
    consumers: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        broker: import("zod").ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>;
        channel: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodArray<import("zod").ZodString>, import("zod").ZodNull]>;
        channelKind: import("zod").ZodOptional<import("zod").ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>>;
        expression: import("zod").ZodOptional<import("zod").ZodString>;
        eventType: import("zod").ZodOptional<import("zod").ZodString>;
        eventTypes: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
        level: import("zod").ZodEnum<{
            direct: "direct";
            indirect: "indirect";
        }>;
        service: import("zod").ZodString;
        confidence: import("zod").ZodDefault<import("zod").ZodEnum<{
            ast: "ast";
            config: "config";
            declared: "declared";
            text: "text";
        }>>;
        wrapper: import("zod").ZodOptional<import("zod").ZodLiteral<true>>;
        via: import("zod").ZodOptional<import("zod").ZodString>;
        routingKey: import("zod").ZodOptional<import("zod").ZodString>;
        replies: import("zod").ZodOptional<import("zod").ZodBoolean>;
        id: import("zod").ZodString;
        group: import("zod").ZodOptional<import("zod").ZodString>;
        handler: import("zod").ZodOptional<import("zod").ZodString>;
        dlq: import("zod").ZodEnum<{
            false: "false";
            true: "true";
            unknown: "unknown";
        }>;
        dlqWhy: import("zod").ZodOptional<import("zod").ZodString>;
        retry: import("zod").ZodOptional<import("zod").ZodBoolean>;
        retryWhy: import("zod").ZodOptional<import("zod").ZodString>;
        idempotent: import("zod").ZodEnum<{
            "dedup-table": "dedup-table";
            "idempotency-key": "idempotency-key";
            natural: "natural";
            none: "none";
            "optimistic-lock": "optimistic-lock";
            unknown: "unknown";
        }>;
        idempotentWhy: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    schemas: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        format: import("zod").ZodEnum<{
            asyncapi: "asyncapi";
            avro: "avro";
            jsonschema: "jsonschema";
            openapi: "openapi";
            protobuf: "protobuf";
            xsd: "xsd";
        }>;
        names: import("zod").ZodArray<import("zod").ZodString>;
        carriesEvents: import("zod").ZodUnion<readonly [import("zod").ZodBoolean, import("zod").ZodLiteral<"unknown">]>;
        error: import("zod").ZodOptional<import("zod").ZodObject<{
            line: import("zod").ZodNumber;
            column: import("zod").ZodNumber;
            message: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>>;
    eventTypes: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        name: import("zod").ZodString;
        aliases: import("zod").ZodDefault<import("zod").ZodArray<import("zod").ZodString>>;
        service: import("zod").ZodOptional<import("zod").ZodString>;
        schema: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    dlq: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        kind: import("zod").ZodEnum<{
            "kafka-dlq-topic": "kafka-dlq-topic";
            "lambda-onfailure": "lambda-onfailure";
            "nats-maxdeliver-term": "nats-maxdeliver-term";
            other: "other";
            "rabbit-dlx": "rabbit-dlx";
            "sns-redrive": "sns-redrive";
            "spring-dlt": "spring-dlt";
            "sqs-redrive": "sqs-redrive";
            "watermill-poison": "watermill-poison";
        }>;
        channel: import("zod").ZodNullable<import("zod").ZodString>;
        source: import("zod").ZodOptional<import("zod").ZodString>;
        maxReceive: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strip>>;
    eventSourcing: import("zod").ZodObject<{
        present: import("zod").ZodBoolean;
        evidence: import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>;
    cqrs: import("zod").ZodObject<{
        present: import("zod").ZodBoolean;
        evidence: import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>;
    outbox: import("zod").ZodObject<{
        present: import("zod").ZodBoolean;
        evidence: import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>;
    notRead: import("zod").ZodArray<import("zod").ZodObject<{
        language: import("zod").ZodString;
        files: import("zod").ZodNumber;
    }, import("zod/v4/core").$strip>>;
    unreadClients: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        library: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    questions: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        question: import("zod").ZodString;
        setting: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    findings: import("zod").ZodArray<import("zod").ZodObject<{
        rule: import("zod").ZodString;
        severity: import("zod").ZodEnum<{
            error: "error";
            info: "info";
            warning: "warning";
        }>;
        at: import("zod").ZodString;
        was: import("zod").ZodOptional<import("zod").ZodString>;
        against: import("zod").ZodOptional<import("zod").ZodString>;
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        column: import("zod").ZodDefault<import("zod").ZodNumber>;
        message: import("zod").ZodString;
        fix: import("zod").ZodString;
        evidence: import("zod").ZodDefault<import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>>;
    }, import("zod/v4/core").$strip>>;
    warnings: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "detect";
}, Tool<import("zod").ZodObject<{
    eventsPerSecond: import("zod").ZodOptional<import("zod").ZodNumber>;
    ordering: import("zod").ZodOptional<import("zod").ZodEnum<{
        global: "global";
        key: "key";
        none: "none";
    }>>;
    replay: import("zod").ZodOptional<import("zod").ZodBoolean>;
    retentionHours: import("zod").ZodOptional<import("zod").ZodNumber>;
    routing: import("zod").ZodOptional<import("zod").ZodBoolean>;
    fanOut: import("zod").ZodOptional<import("zod").ZodNumber>;
    awsNative: import("zod").ZodOptional<import("zod").ZodBoolean>;
    p99LatencyMs: import("zod").ZodOptional<import("zod").ZodNumber>;
    payloadKilobytes: import("zod").ZodOptional<import("zod").ZodNumber>;
}, import("zod/v4/core").$strict>, import("zod").ZodObject<{
    ranking: import("zod").ZodArray<import("zod").ZodObject<{
        place: import("zod").ZodNumber;
        broker: import("zod").ZodEnum<{
            kafka: "kafka";
            nats: "nats";
            rabbitmq: "rabbitmq";
            "sqs-sns": "sqs-sns";
        }>;
        title: import("zod").ZodString;
        fit: import("zod").ZodEnum<{
            "called-for": "called-for";
            possible: "possible";
            undecided: "undecided";
            unsuited: "unsuited";
        }>;
        decidedBy: import("zod").ZodString;
        reasons: import("zod").ZodArray<import("zod").ZodObject<{
            requirement: import("zod").ZodString;
            threshold: import("zod").ZodString;
            effect: import("zod").ZodEnum<{
                against: "against";
                for: "for";
                neutral: "neutral";
            }>;
            because: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
        caveats: import("zod").ZodArray<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    notStated: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "recommend-broker";
}, Tool<import("zod").ZodObject<{
    eventType: import("zod").ZodOptional<import("zod").ZodString>;
    format: import("zod").ZodOptional<import("zod").ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    fields: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodType<import("./schema/field.ts").Field, unknown, import("zod/v4/core").$ZodTypeInternals<import("./schema/field.ts").Field, unknown>>>>;
    sample: import("zod").ZodOptional<import("zod").ZodUnknown>;
    previous: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodObject<{
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        text: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        files: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodString>;
        name: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        git: import("zod").ZodString;
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        registry: import("zod").ZodString;
        version: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strict>]>>;
    cloudEvents: import("zod").ZodOptional<import("zod").ZodBoolean>;
    write: import("zod").ZodOptional<import("zod").ZodString>;
    dryRun: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    format: import("zod").ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>;
    eventType: import("zod").ZodOptional<import("zod").ZodString>;
    eventVersion: import("zod").ZodOptional<import("zod").ZodString>;
    schema: import("zod").ZodString;
    sample: import("zod").ZodOptional<import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodUnknown>>;
    path: import("zod").ZodOptional<import("zod").ZodString>;
    written: import("zod").ZodBoolean;
    notes: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "design-schema";
}, Tool<import("zod").ZodObject<{
    schema: import("zod").ZodUnion<readonly [import("zod").ZodObject<{
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        text: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        files: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodString>;
        name: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        git: import("zod").ZodString;
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        registry: import("zod").ZodString;
        version: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strict>]>;
    against: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodUnion<readonly [import("zod").ZodObject<{
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        text: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        files: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodString>;
        name: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        git: import("zod").ZodString;
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        registry: import("zod").ZodString;
        version: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strict>]>>>;
    format: import("zod").ZodOptional<import("zod").ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    mode: import("zod").ZodOptional<import("zod").ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>>;
    policy: import("zod").ZodOptional<import("zod").ZodEnum<{
        "apache-avro": "apache-avro";
        auto: "auto";
        house: "house";
    }>>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    compatible: import("zod").ZodOptional<import("zod").ZodBoolean>;
    reason: import("zod").ZodOptional<import("zod").ZodString>;
    policy: import("zod").ZodEnum<{
        "apache-avro": "apache-avro";
        auto: "auto";
        house: "house";
    }>;
    mode: import("zod").ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>;
    format: import("zod").ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>;
    subject: import("zod").ZodOptional<import("zod").ZodString>;
    compared: import("zod").ZodArray<import("zod").ZodString>;
    skipped: import("zod").ZodArray<import("zod").ZodObject<{
        name: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    findings: import("zod").ZodArray<import("zod").ZodObject<{
        rule: import("zod").ZodString;
        severity: import("zod").ZodEnum<{
            error: "error";
            info: "info";
            warning: "warning";
        }>;
        at: import("zod").ZodString;
        was: import("zod").ZodOptional<import("zod").ZodString>;
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        column: import("zod").ZodDefault<import("zod").ZodNumber>;
        message: import("zod").ZodString;
        fix: import("zod").ZodString;
        evidence: import("zod").ZodDefault<import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>>;
        against: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    deployFirst: import("zod").ZodOptional<import("zod").ZodEnum<{
        any: "any";
        consumers: "consumers";
        producers: "producers";
        together: "together";
    }>>;
    registered: import("zod").ZodOptional<import("zod").ZodNumber>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "check-compat";
}, Tool<import("zod").ZodObject<{
    schema: import("zod").ZodUnion<readonly [import("zod").ZodObject<{
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        text: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        files: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodString>;
        name: import("zod").ZodOptional<import("zod").ZodString>;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        git: import("zod").ZodString;
        path: import("zod").ZodString;
    }, import("zod/v4/core").$strict>, import("zod").ZodObject<{
        registry: import("zod").ZodString;
        version: import("zod").ZodOptional<import("zod").ZodNumber>;
    }, import("zod/v4/core").$strict>]>;
    subject: import("zod").ZodOptional<import("zod").ZodString>;
    format: import("zod").ZodOptional<import("zod").ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    mode: import("zod").ZodOptional<import("zod").ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    subject: import("zod").ZodString;
    version: import("zod").ZodNumber;
    id: import("zod").ZodString;
    path: import("zod").ZodString;
    created: import("zod").ZodBoolean;
    mode: import("zod").ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>;
    compared: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "register-schema";
}, Tool<import("zod").ZodObject<{
    kind: import("zod").ZodDefault<import("zod").ZodEnum<{
        consumer: "consumer";
    }>>;
    channel: import("zod").ZodOptional<import("zod").ZodString>;
    consumer: import("zod").ZodOptional<import("zod").ZodString>;
    group: import("zod").ZodOptional<import("zod").ZodString>;
    name: import("zod").ZodOptional<import("zod").ZodString>;
    client: import("zod").ZodOptional<import("zod").ZodEnum<{
        "@aws-sdk/client-sqs": "@aws-sdk/client-sqs";
        amqplib: "amqplib";
        kafkajs: "kafkajs";
        nats: "nats";
    }>>;
    out: import("zod").ZodOptional<import("zod").ZodString>;
    dryRun: import("zod").ZodDefault<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    client: import("zod").ZodString;
    why: import("zod").ZodString;
    channel: import("zod").ZodString;
    group: import("zod").ZodString;
    rungs: import("zod").ZodArray<import("zod").ZodString>;
    waitsMs: import("zod").ZodArray<import("zod").ZodNumber>;
    deadLetter: import("zod").ZodString;
    files: import("zod").ZodArray<import("zod").ZodObject<{
        path: import("zod").ZodString;
        action: import("zod").ZodEnum<{
            create: "create";
            differs: "differs";
            same: "same";
        }>;
        lines: import("zod").ZodNumber;
    }, import("zod/v4/core").$strip>>;
    diff: import("zod").ZodString;
    written: import("zod").ZodBoolean;
    notes: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "scaffold";
}, Tool<import("zod").ZodObject<{
    consumer: import("zod").ZodOptional<import("zod").ZodString>;
    environment: import("zod").ZodOptional<import("zod").ZodString>;
    emit: import("zod").ZodOptional<import("zod").ZodEnum<{
        cloudformation: "cloudformation";
        cloudwatch: "cloudwatch";
        prometheus: "prometheus";
        "prometheus-tests": "prometheus-tests";
        "rabbitmq-definitions": "rabbitmq-definitions";
        strimzi: "strimzi";
        terraform: "terraform";
    }>>;
    check: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    plan: import("zod").ZodString;
    broker: import("zod").ZodString;
    actions: import("zod").ZodArray<import("zod").ZodObject<{
        action: import("zod").ZodEnum<{
            adopt: "adopt";
            conflict: "conflict";
            create: "create";
            edit: "edit";
            noop: "noop";
            update: "update";
        }>;
        resource: import("zod").ZodString;
        role: import("zod").ZodEnum<{
            consumer: "consumer";
            "dead-letter": "dead-letter";
            rung: "rung";
            source: "source";
        }>;
        consumers: import("zod").ZodArray<import("zod").ZodString>;
        reason: import("zod").ZodString;
        changes: import("zod").ZodArray<import("zod").ZodObject<{
            key: import("zod").ZodString;
            from: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodNumber, import("zod").ZodBoolean, import("zod").ZodNull]>>;
            to: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodNumber, import("zod").ZodBoolean, import("zod").ZodNull]>;
        }, import("zod/v4/core").$strip>>;
        inverse: import("zod").ZodString;
        pending: import("zod").ZodOptional<import("zod").ZodLiteral<true>>;
    }, import("zod/v4/core").$strip>>;
    fileEdits: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        column: import("zod").ZodNumber;
        before: import("zod").ZodString;
        after: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    connection: import("zod").ZodString;
    drift: import("zod").ZodBoolean;
    consumers: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        imitates: import("zod").ZodString;
        channel: import("zod").ZodString;
        group: import("zod").ZodString;
        waitsMs: import("zod").ZodArray<import("zod").ZodNumber>;
        rungs: import("zod").ZodArray<import("zod").ZodString>;
        deadLetter: import("zod").ZodString;
        ordering: import("zod").ZodEnum<{
            key: "key";
            none: "none";
        }>;
    }, import("zod/v4/core").$strip>>;
    unplanned: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    edits: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        why: import("zod").ZodString;
        fix: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    notes: import("zod").ZodArray<import("zod").ZodString>;
    emitted: import("zod").ZodOptional<import("zod").ZodString>;
    checked: import("zod").ZodBoolean;
}, import("zod/v4/core").$strip>> & {
    readonly name: "plan-dlq";
}, Tool<import("zod").ZodObject<{
    consumer: import("zod").ZodOptional<import("zod").ZodString>;
    environment: import("zod").ZodOptional<import("zod").ZodString>;
    plan: import("zod").ZodOptional<import("zod").ZodString>;
    samples: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodArray<import("zod").ZodUnknown>]>>;
    allowBrokerWrite: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    broker: import("zod").ZodString;
    connection: import("zod").ZodString;
    plan: import("zod").ZodString;
    applied: import("zod").ZodBoolean;
    whyNot: import("zod").ZodOptional<import("zod").ZodString>;
    changed: import("zod").ZodNumber;
    actions: import("zod").ZodArray<import("zod").ZodObject<{
        action: import("zod").ZodEnum<{
            adopt: "adopt";
            conflict: "conflict";
            create: "create";
            edit: "edit";
            noop: "noop";
            update: "update";
        }>;
        resource: import("zod").ZodString;
        role: import("zod").ZodEnum<{
            consumer: "consumer";
            "dead-letter": "dead-letter";
            rung: "rung";
            source: "source";
        }>;
        consumers: import("zod").ZodArray<import("zod").ZodString>;
        reason: import("zod").ZodString;
        changes: import("zod").ZodArray<import("zod").ZodObject<{
            key: import("zod").ZodString;
            from: import("zod").ZodOptional<import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodNumber, import("zod").ZodBoolean, import("zod").ZodNull]>>;
            to: import("zod").ZodUnion<readonly [import("zod").ZodString, import("zod").ZodNumber, import("zod").ZodBoolean, import("zod").ZodNull]>;
        }, import("zod/v4/core").$strip>>;
        inverse: import("zod").ZodString;
        pending: import("zod").ZodOptional<import("zod").ZodLiteral<true>>;
    }, import("zod/v4/core").$strip>>;
    fileEdits: import("zod").ZodArray<import("zod").ZodObject<{
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        column: import("zod").ZodNumber;
        before: import("zod").ZodString;
        after: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    consumers: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        imitates: import("zod").ZodString;
        deadLetter: import("zod").ZodString;
        outcome: import("zod").ZodEnum<{
            denied: "denied";
            inconclusive: "inconclusive";
            proven: "proven";
        }>;
        why: import("zod").ZodString;
        topology: import("zod").ZodObject<{
            outcome: import("zod").ZodEnum<{
                denied: "denied";
                inconclusive: "inconclusive";
                proven: "proven";
            }>;
            why: import("zod").ZodString;
            deliveries: import("zod").ZodNumber;
            gapsMs: import("zod").ZodArray<import("zod").ZodNumber>;
            clock: import("zod").ZodEnum<{
                real: "real";
                virtual: "virtual";
            }>;
            checks: import("zod").ZodArray<import("zod").ZodObject<{
                what: import("zod").ZodString;
                holds: import("zod").ZodBoolean;
                seen: import("zod").ZodString;
            }, import("zod/v4/core").$strip>>;
        }, import("zod/v4/core").$strip>;
        proof: import("zod").ZodObject<{
            outcome: import("zod").ZodEnum<{
                denied: "denied";
                inconclusive: "inconclusive";
                proven: "proven";
            }>;
            why: import("zod").ZodString;
            poisons: import("zod").ZodArray<import("zod").ZodObject<{
                faultClass: import("zod").ZodString;
                outcome: import("zod").ZodEnum<{
                    denied: "denied";
                    inconclusive: "inconclusive";
                    proven: "proven";
                }>;
                why: import("zod").ZodString;
                deliveries: import("zod").ZodNumber;
                gapsMs: import("zod").ZodArray<import("zod").ZodNumber>;
                deadLetters: import("zod").ZodNumber;
                fix: import("zod").ZodOptional<import("zod").ZodString>;
            }, import("zod/v4/core").$strip>>;
            retry: import("zod").ZodObject<{
                holds: import("zod").ZodNullable<import("zod").ZodBoolean>;
                why: import("zod").ZodString;
                gapsMs: import("zod").ZodArray<import("zod").ZodNumber>;
            }, import("zod/v4/core").$strip>;
        }, import("zod/v4/core").$strip>;
        evidence: import("zod").ZodObject<{
            path: import("zod").ZodString;
            signed: import("zod").ZodBoolean;
            note: import("zod").ZodOptional<import("zod").ZodString>;
        }, import("zod/v4/core").$strip>;
    }, import("zod/v4/core").$strip>>;
    notes: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "configure-dlq";
}, Tool<import("zod").ZodObject<{
    consumer: import("zod").ZodOptional<import("zod").ZodString>;
    environment: import("zod").ZodOptional<import("zod").ZodString>;
    metrics: import("zod").ZodOptional<import("zod").ZodBoolean>;
    samples: import("zod").ZodOptional<import("zod").ZodNumber>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    broker: import("zod").ZodString;
    connection: import("zod").ZodString;
    level: import("zod").ZodEnum<{
        P1: "P1";
        alert: "alert";
        none: "none";
        page: "page";
    }>;
    depth: import("zod").ZodNumber;
    deadLetters: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        deadLetter: import("zod").ZodString;
        configured: import("zod").ZodBoolean;
        depth: import("zod").ZodNumber;
        oldestMinutes: import("zod").ZodOptional<import("zod").ZodNumber>;
        level: import("zod").ZodEnum<{
            P1: "P1";
            alert: "alert";
            none: "none";
            page: "page";
        }>;
        causes: import("zod").ZodArray<import("zod").ZodObject<{
            kind: import("zod").ZodString;
            error: import("zod").ZodString;
            message: import("zod").ZodString;
            count: import("zod").ZodNumber;
            thrownAt: import("zod").ZodOptional<import("zod").ZodObject<{
                file: import("zod").ZodString;
                line: import("zod").ZodNumber;
            }, import("zod/v4/core").$strip>>;
            dialect: import("zod").ZodOptional<import("zod").ZodString>;
            first: import("zod").ZodString;
            last: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
        otherCauses: import("zod").ZodNumber;
        returned: import("zod").ZodNumber;
        lag: import("zod").ZodNumber;
        retrying: import("zod").ZodNumber;
        samples: import("zod").ZodArray<import("zod").ZodObject<{
            eventId: import("zod").ZodOptional<import("zod").ZodString>;
            at: import("zod").ZodString;
            cause: import("zod").ZodString;
            payload: import("zod").ZodUnknown;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>>;
    metrics: import("zod").ZodOptional<import("zod").ZodString>;
    unplanned: import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    notes: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "inspect-dlq";
}, Tool<import("zod").ZodObject<{
    consumer: import("zod").ZodString;
    environment: import("zod").ZodOptional<import("zod").ZodString>;
    kind: import("zod").ZodOptional<import("zod").ZodEnum<{
        "crash-loop": "crash-loop";
        exhausted: "exhausted";
        fatal: "fatal";
        undecodable: "undecodable";
    }>>;
    error: import("zod").ZodOptional<import("zod").ZodString>;
    key: import("zod").ZodOptional<import("zod").ZodString>;
    eventIds: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
    until: import("zod").ZodOptional<import("zod").ZodString>;
    returned: import("zod").ZodOptional<import("zod").ZodBoolean>;
    apply: import("zod").ZodOptional<import("zod").ZodNumber>;
    perSecond: import("zod").ZodOptional<import("zod").ZodNumber>;
    atMost: import("zod").ZodOptional<import("zod").ZodNumber>;
    allowBrokerWrite: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    broker: import("zod").ZodString;
    connection: import("zod").ZodString;
    consumer: import("zod").ZodString;
    deadLetter: import("zod").ZodString;
    dryRun: import("zod").ZodBoolean;
    matching: import("zod").ZodNumber;
    loops: import("zod").ZodNumber;
    until: import("zod").ZodOptional<import("zod").ZodString>;
    run: import("zod").ZodOptional<import("zod").ZodString>;
    sent: import("zod").ZodNumber;
    finished: import("zod").ZodNumber;
    stoppedAt: import("zod").ZodOptional<import("zod").ZodString>;
    left: import("zod").ZodNumber;
    notes: import("zod").ZodArray<import("zod").ZodString>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "redrive-dlq";
}, Tool<import("zod").ZodObject<{
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
}, Tool<import("zod").ZodObject<{
    domain: import("zod").ZodOptional<import("zod").ZodString>;
    stop: import("zod").ZodOptional<import("zod").ZodLiteral<"user">>;
    run: import("zod").ZodOptional<import("zod").ZodLiteral<"open">>;
    recheck: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    system: import("zod").ZodString;
    domains: import("zod").ZodArray<import("zod").ZodObject<{
        domain: import("zod").ZodString;
        verdict: import("zod").ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        reasons: import("zod").ZodArray<import("zod").ZodString>;
        rows: import("zod").ZodArray<import("zod").ZodObject<{
            row: import("zod").ZodNumber;
            title: import("zod").ZodString;
            status: import("zod").ZodEnum<{
                fail: "fail";
                pass: "pass";
                unknown: "unknown";
            }>;
            why: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>;
        pattern: import("zod").ZodEnum<{
            "Basic pub/sub": "Basic pub/sub";
            CQRS: "CQRS";
            "Event sourcing": "Event sourcing";
            "Full CQRS/ES": "Full CQRS/ES";
            "No events": "No events";
        }>;
        broker: import("zod").ZodString;
        eventTypes: import("zod").ZodNumber;
        deadLetters: import("zod").ZodEnum<{
            no: "no";
            "not needed": "not needed";
            unknown: "unknown";
            yes: "yes";
        }>;
        idempotency: import("zod").ZodEnum<{
            no: "no";
            "not needed": "not needed";
            unknown: "unknown";
            yes: "yes";
        }>;
        stop: import("zod").ZodObject<{
            a: import("zod").ZodBoolean;
            b: import("zod").ZodBoolean;
            c: import("zod").ZodBoolean;
            d: import("zod").ZodBoolean;
            any: import("zod").ZodBoolean;
            all: import("zod").ZodBoolean;
        }, import("zod/v4/core").$strip>;
        closingLine: import("zod").ZodString;
        assumptions: import("zod").ZodArray<import("zod").ZodString>;
    }, import("zod/v4/core").$strip>>;
    findings: import("zod").ZodArray<import("zod").ZodObject<{
        rule: import("zod").ZodString;
        severity: import("zod").ZodEnum<{
            error: "error";
            info: "info";
            warning: "warning";
        }>;
        at: import("zod").ZodString;
        was: import("zod").ZodOptional<import("zod").ZodString>;
        against: import("zod").ZodOptional<import("zod").ZodString>;
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        column: import("zod").ZodDefault<import("zod").ZodNumber>;
        message: import("zod").ZodString;
        fix: import("zod").ZodString;
        evidence: import("zod").ZodDefault<import("zod").ZodArray<import("zod").ZodObject<{
            file: import("zod").ZodString;
            line: import("zod").ZodNumber;
            what: import("zod").ZodString;
        }, import("zod/v4/core").$strip>>>;
    }, import("zod/v4/core").$strip>>;
    todo: import("zod").ZodArray<import("zod").ZodObject<{
        domain: import("zod").ZodString;
        file: import("zod").ZodString;
        line: import("zod").ZodNumber;
        text: import("zod").ZodString;
        call: import("zod").ZodOptional<import("zod").ZodObject<{
            tool: import("zod").ZodString;
            args: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodUnknown>;
        }, import("zod/v4/core").$strip>>;
    }, import("zod/v4/core").$strip>>;
    stop: import("zod").ZodObject<{
        a: import("zod").ZodBoolean;
        b: import("zod").ZodBoolean;
        c: import("zod").ZodBoolean;
        d: import("zod").ZodBoolean;
        any: import("zod").ZodBoolean;
        all: import("zod").ZodBoolean;
    }, import("zod/v4/core").$strip>;
    stopWhen: import("zod").ZodEnum<{
        all: "all";
        any: "any";
    }>;
    met: import("zod").ZodBoolean;
    unseen: import("zod").ZodArray<import("zod").ZodString>;
    nothing: import("zod").ZodOptional<import("zod").ZodString>;
    rechecked: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodObject<{
        consumer: import("zod").ZodString;
        kind: import("zod").ZodEnum<{
            "dead-letter": "dead-letter";
            idempotency: "idempotency";
        }>;
        claimed: import("zod").ZodString;
        shown: import("zod").ZodString;
        agrees: import("zod").ZodBoolean;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>>;
    next: import("zod").ZodArray<import("zod").ZodObject<{
        tool: import("zod").ZodString;
        args: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodUnknown>;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "validate";
}, Tool<import("zod").ZodObject<{
    domain: import("zod").ZodOptional<import("zod").ZodString>;
    include: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
    force: import("zod").ZodOptional<import("zod").ZodString>;
    discard: import("zod").ZodOptional<import("zod").ZodBoolean>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    outcome: import("zod").ZodEnum<{
        committed: "committed";
        discarded: "discarded";
        refused: "refused";
    }>;
    domains: import("zod").ZodArray<import("zod").ZodObject<{
        domain: import("zod").ZodString;
        verdict: import("zod").ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        reasons: import("zod").ZodArray<import("zod").ZodString>;
        closingLine: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    commit: import("zod").ZodOptional<import("zod").ZodString>;
    message: import("zod").ZodOptional<import("zod").ZodString>;
    paths: import("zod").ZodArray<import("zod").ZodString>;
    left: import("zod").ZodArray<import("zod").ZodString>;
    restored: import("zod").ZodArray<import("zod").ZodString>;
    patch: import("zod").ZodOptional<import("zod").ZodString>;
    why: import("zod").ZodOptional<import("zod").ZodString>;
    next: import("zod").ZodArray<import("zod").ZodObject<{
        tool: import("zod").ZodString;
        args: import("zod").ZodRecord<import("zod").ZodString, import("zod").ZodUnknown>;
        why: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
}, import("zod/v4/core").$strip>> & {
    readonly name: "commit";
}, Tool<import("zod").ZodObject<{
    domain: import("zod").ZodOptional<import("zod").ZodString>;
    formats: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodEnum<{
        markdown: "markdown";
        sarif: "sarif";
    }>>>;
    folder: import("zod").ZodOptional<import("zod").ZodString>;
}, import("zod/v4/core").$strip>, import("zod").ZodObject<{
    paths: import("zod").ZodArray<import("zod").ZodString>;
    domains: import("zod").ZodArray<import("zod").ZodObject<{
        domain: import("zod").ZodString;
        verdict: import("zod").ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        closingLine: import("zod").ZodString;
    }, import("zod/v4/core").$strip>>;
    findings: import("zod").ZodNumber;
}, import("zod/v4/core").$strip>> & {
    readonly name: "report";
}];
