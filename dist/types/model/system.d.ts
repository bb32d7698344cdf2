import * as z from "zod";
/** One name, several names, or null when the code alone does not settle it (then `expression` holds what stands there). */
export declare const ChannelName: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>, z.ZodNull]>;
export declare const Level: z.ZodEnum<{
    direct: "direct";
    indirect: "indirect";
}>;
export declare const Broker: z.ZodObject<{
    kind: z.ZodEnum<{
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
    name: z.ZodOptional<z.ZodString>;
    role: z.ZodEnum<{
        app: "app";
        dependency: "dependency";
        infra: "infra";
    }>;
    evidence: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        what: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export declare const Client: z.ZodObject<{
    library: z.ZodString;
    manifest: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    broker: z.ZodOptional<z.ZodEnum<{
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
    line: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>;
export declare const Producer: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    broker: z.ZodEnum<{
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
    channel: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>, z.ZodNull]>;
    channelKind: z.ZodOptional<z.ZodEnum<{
        bus: "bus";
        exchange: "exchange";
        queue: "queue";
        stream: "stream";
        subject: "subject";
        topic: "topic";
    }>>;
    expression: z.ZodOptional<z.ZodString>;
    eventType: z.ZodOptional<z.ZodString>;
    eventTypes: z.ZodOptional<z.ZodArray<z.ZodString>>;
    level: z.ZodEnum<{
        direct: "direct";
        indirect: "indirect";
    }>;
    service: z.ZodString;
    confidence: z.ZodDefault<z.ZodEnum<{
        ast: "ast";
        config: "config";
        declared: "declared";
        text: "text";
    }>>;
    wrapper: z.ZodOptional<z.ZodLiteral<true>>;
    via: z.ZodOptional<z.ZodString>;
    routingKey: z.ZodOptional<z.ZodString>;
    replies: z.ZodOptional<z.ZodBoolean>;
    id: z.ZodString;
    correlationId: z.ZodOptional<z.ZodBoolean>;
    key: z.ZodOptional<z.ZodBoolean>;
    payload: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        type: z.ZodOptional<z.ZodEnum<{
            boolean: "boolean";
            double: "double";
            long: "long";
            object: "object";
            string: "string";
        }>>;
    }, z.core.$strip>>>;
}, z.core.$strip>;
export type Producer = z.infer<typeof Producer>;
export declare const Idempotence: z.ZodEnum<{
    "dedup-table": "dedup-table";
    "idempotency-key": "idempotency-key";
    natural: "natural";
    none: "none";
    "optimistic-lock": "optimistic-lock";
    unknown: "unknown";
}>;
export declare const Consumer: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    broker: z.ZodEnum<{
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
    channel: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>, z.ZodNull]>;
    channelKind: z.ZodOptional<z.ZodEnum<{
        bus: "bus";
        exchange: "exchange";
        queue: "queue";
        stream: "stream";
        subject: "subject";
        topic: "topic";
    }>>;
    expression: z.ZodOptional<z.ZodString>;
    eventType: z.ZodOptional<z.ZodString>;
    eventTypes: z.ZodOptional<z.ZodArray<z.ZodString>>;
    level: z.ZodEnum<{
        direct: "direct";
        indirect: "indirect";
    }>;
    service: z.ZodString;
    confidence: z.ZodDefault<z.ZodEnum<{
        ast: "ast";
        config: "config";
        declared: "declared";
        text: "text";
    }>>;
    wrapper: z.ZodOptional<z.ZodLiteral<true>>;
    via: z.ZodOptional<z.ZodString>;
    routingKey: z.ZodOptional<z.ZodString>;
    replies: z.ZodOptional<z.ZodBoolean>;
    id: z.ZodString;
    group: z.ZodOptional<z.ZodString>;
    handler: z.ZodOptional<z.ZodString>;
    dlq: z.ZodEnum<{
        false: "false";
        true: "true";
        unknown: "unknown";
    }>;
    dlqWhy: z.ZodOptional<z.ZodString>;
    retry: z.ZodOptional<z.ZodBoolean>;
    retryWhy: z.ZodOptional<z.ZodString>;
    idempotent: z.ZodEnum<{
        "dedup-table": "dedup-table";
        "idempotency-key": "idempotency-key";
        natural: "natural";
        none: "none";
        "optimistic-lock": "optimistic-lock";
        unknown: "unknown";
    }>;
    idempotentWhy: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type Consumer = z.infer<typeof Consumer>;
export declare const SchemaFormat: z.ZodEnum<{
    asyncapi: "asyncapi";
    avro: "avro";
    jsonschema: "jsonschema";
    openapi: "openapi";
    protobuf: "protobuf";
    xsd: "xsd";
}>;
export declare const SchemaFile: z.ZodObject<{
    file: z.ZodString;
    format: z.ZodEnum<{
        asyncapi: "asyncapi";
        avro: "avro";
        jsonschema: "jsonschema";
        openapi: "openapi";
        protobuf: "protobuf";
        xsd: "xsd";
    }>;
    names: z.ZodArray<z.ZodString>;
    carriesEvents: z.ZodUnion<readonly [z.ZodBoolean, z.ZodLiteral<"unknown">]>;
    error: z.ZodOptional<z.ZodObject<{
        line: z.ZodNumber;
        column: z.ZodNumber;
        message: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type SchemaFile = z.infer<typeof SchemaFile>;
export declare const EventType: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    name: z.ZodString;
    aliases: z.ZodDefault<z.ZodArray<z.ZodString>>;
    service: z.ZodOptional<z.ZodString>;
    schema: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type EventType = z.infer<typeof EventType>;
export declare const DeadLetter: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    kind: z.ZodEnum<{
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
    channel: z.ZodNullable<z.ZodString>;
    source: z.ZodOptional<z.ZodString>;
    maxReceive: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>;
export type DeadLetter = z.infer<typeof DeadLetter>;
export declare const Channel: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    broker: z.ZodEnum<{
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
    name: z.ZodString;
    kind: z.ZodEnum<{
        bus: "bus";
        exchange: "exchange";
        queue: "queue";
        stream: "stream";
        subject: "subject";
        topic: "topic";
    }>;
    deadLetter: z.ZodOptional<z.ZodString>;
    maxReceive: z.ZodOptional<z.ZodNumber>;
    subscribedTo: z.ZodOptional<z.ZodArray<z.ZodString>>;
    logicalId: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type Channel = z.infer<typeof Channel>;
export declare const Sign: z.ZodObject<{
    present: z.ZodBoolean;
    evidence: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        what: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
/** What the code alone did not settle, and the setting that would answer it. */
export declare const Question: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    question: z.ZodString;
    setting: z.ZodString;
}, z.core.$strip>;
export type Question = z.infer<typeof Question>;
/** The event architecture of one repository. Shape version 1. */
export declare const SystemMap: z.ZodObject<{
    shapeVersion: z.ZodLiteral<1>;
    repo: z.ZodString;
    commit: z.ZodString;
    languages: z.ZodArray<z.ZodString>;
    services: z.ZodArray<z.ZodObject<{
        path: z.ZodString;
        name: z.ZodString;
        manifest: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    brokers: z.ZodArray<z.ZodObject<{
        kind: z.ZodEnum<{
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
        name: z.ZodOptional<z.ZodString>;
        role: z.ZodEnum<{
            app: "app";
            dependency: "dependency";
            infra: "infra";
        }>;
        evidence: z.ZodArray<z.ZodObject<{
            file: z.ZodString;
            line: z.ZodNumber;
            what: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
    clients: z.ZodArray<z.ZodObject<{
        library: z.ZodString;
        manifest: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
        broker: z.ZodOptional<z.ZodEnum<{
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
        line: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strip>>;
    channels: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        broker: z.ZodEnum<{
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
        name: z.ZodString;
        kind: z.ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>;
        deadLetter: z.ZodOptional<z.ZodString>;
        maxReceive: z.ZodOptional<z.ZodNumber>;
        subscribedTo: z.ZodOptional<z.ZodArray<z.ZodString>>;
        logicalId: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    producers: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        broker: z.ZodEnum<{
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
        channel: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>, z.ZodNull]>;
        channelKind: z.ZodOptional<z.ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>>;
        expression: z.ZodOptional<z.ZodString>;
        eventType: z.ZodOptional<z.ZodString>;
        eventTypes: z.ZodOptional<z.ZodArray<z.ZodString>>;
        level: z.ZodEnum<{
            direct: "direct";
            indirect: "indirect";
        }>;
        service: z.ZodString;
        confidence: z.ZodDefault<z.ZodEnum<{
            ast: "ast";
            config: "config";
            declared: "declared";
            text: "text";
        }>>;
        wrapper: z.ZodOptional<z.ZodLiteral<true>>;
        via: z.ZodOptional<z.ZodString>;
        routingKey: z.ZodOptional<z.ZodString>;
        replies: z.ZodOptional<z.ZodBoolean>;
        id: z.ZodString;
        correlationId: z.ZodOptional<z.ZodBoolean>;
        key: z.ZodOptional<z.ZodBoolean>;
        payload: z.ZodOptional<z.ZodArray<z.ZodObject<{
            name: z.ZodString;
            type: z.ZodOptional<z.ZodEnum<{
                boolean: "boolean";
                double: "double";
                long: "long";
                object: "object";
                string: "string";
            }>>;
        }, z.core.$strip>>>;
    }, z.core.$strip>>;
    consumers: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        broker: z.ZodEnum<{
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
        channel: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>, z.ZodNull]>;
        channelKind: z.ZodOptional<z.ZodEnum<{
            bus: "bus";
            exchange: "exchange";
            queue: "queue";
            stream: "stream";
            subject: "subject";
            topic: "topic";
        }>>;
        expression: z.ZodOptional<z.ZodString>;
        eventType: z.ZodOptional<z.ZodString>;
        eventTypes: z.ZodOptional<z.ZodArray<z.ZodString>>;
        level: z.ZodEnum<{
            direct: "direct";
            indirect: "indirect";
        }>;
        service: z.ZodString;
        confidence: z.ZodDefault<z.ZodEnum<{
            ast: "ast";
            config: "config";
            declared: "declared";
            text: "text";
        }>>;
        wrapper: z.ZodOptional<z.ZodLiteral<true>>;
        via: z.ZodOptional<z.ZodString>;
        routingKey: z.ZodOptional<z.ZodString>;
        replies: z.ZodOptional<z.ZodBoolean>;
        id: z.ZodString;
        group: z.ZodOptional<z.ZodString>;
        handler: z.ZodOptional<z.ZodString>;
        dlq: z.ZodEnum<{
            false: "false";
            true: "true";
            unknown: "unknown";
        }>;
        dlqWhy: z.ZodOptional<z.ZodString>;
        retry: z.ZodOptional<z.ZodBoolean>;
        retryWhy: z.ZodOptional<z.ZodString>;
        idempotent: z.ZodEnum<{
            "dedup-table": "dedup-table";
            "idempotency-key": "idempotency-key";
            natural: "natural";
            none: "none";
            "optimistic-lock": "optimistic-lock";
            unknown: "unknown";
        }>;
        idempotentWhy: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    schemas: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        format: z.ZodEnum<{
            asyncapi: "asyncapi";
            avro: "avro";
            jsonschema: "jsonschema";
            openapi: "openapi";
            protobuf: "protobuf";
            xsd: "xsd";
        }>;
        names: z.ZodArray<z.ZodString>;
        carriesEvents: z.ZodUnion<readonly [z.ZodBoolean, z.ZodLiteral<"unknown">]>;
        error: z.ZodOptional<z.ZodObject<{
            line: z.ZodNumber;
            column: z.ZodNumber;
            message: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
    eventTypes: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        name: z.ZodString;
        aliases: z.ZodDefault<z.ZodArray<z.ZodString>>;
        service: z.ZodOptional<z.ZodString>;
        schema: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    dlq: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        kind: z.ZodEnum<{
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
        channel: z.ZodNullable<z.ZodString>;
        source: z.ZodOptional<z.ZodString>;
        maxReceive: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strip>>;
    eventSourcing: z.ZodObject<{
        present: z.ZodBoolean;
        evidence: z.ZodArray<z.ZodObject<{
            file: z.ZodString;
            line: z.ZodNumber;
            what: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>;
    cqrs: z.ZodObject<{
        present: z.ZodBoolean;
        evidence: z.ZodArray<z.ZodObject<{
            file: z.ZodString;
            line: z.ZodNumber;
            what: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>;
    outbox: z.ZodObject<{
        present: z.ZodBoolean;
        evidence: z.ZodArray<z.ZodObject<{
            file: z.ZodString;
            line: z.ZodNumber;
            what: z.ZodString;
        }, z.core.$strip>>;
    }, z.core.$strip>;
    notRead: z.ZodArray<z.ZodObject<{
        language: z.ZodString;
        files: z.ZodNumber;
    }, z.core.$strip>>;
    unreadClients: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        library: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
    questions: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        question: z.ZodString;
        setting: z.ZodString;
    }, z.core.$strip>>;
    findings: z.ZodArray<z.ZodObject<{
        rule: z.ZodString;
        severity: z.ZodEnum<{
            error: "error";
            info: "info";
            warning: "warning";
        }>;
        at: z.ZodString;
        was: z.ZodOptional<z.ZodString>;
        against: z.ZodOptional<z.ZodString>;
        file: z.ZodString;
        line: z.ZodNumber;
        column: z.ZodDefault<z.ZodNumber>;
        message: z.ZodString;
        fix: z.ZodString;
        evidence: z.ZodDefault<z.ZodArray<z.ZodObject<{
            file: z.ZodString;
            line: z.ZodNumber;
            what: z.ZodString;
        }, z.core.$strip>>>;
    }, z.core.$strip>>;
    warnings: z.ZodArray<z.ZodString>;
}, z.core.$strip>;
export type SystemMap = z.infer<typeof SystemMap>;
