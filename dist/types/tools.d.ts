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
    domain: import("zod").ZodOptional<import("zod").ZodString>;
    stop: import("zod").ZodOptional<import("zod").ZodLiteral<"user">>;
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
