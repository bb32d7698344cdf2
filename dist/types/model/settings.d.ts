import * as z from "zod";
export declare const Policy: z.ZodEnum<{
    "apache-avro": "apache-avro";
    auto: "auto";
    buf: "buf";
    "buf:file": "buf:file";
    "buf:package": "buf:package";
    "buf:wire": "buf:wire";
    "buf:wire-json": "buf:wire-json";
    confluent: "confluent";
    "confluent:lenient": "confluent:lenient";
    house: "house";
}>;
export type Policy = z.infer<typeof Policy>;
export declare const Connection: z.ZodObject<{
    kind: z.ZodEnum<{
        axon: "axon";
        bullmq: "bullmq";
        "dynamodb-streams": "dynamodb-streams";
        embedded: "embedded";
        eventbridge: "eventbridge";
        eventstore: "eventstore";
        "in-process": "in-process";
        kafka: "kafka";
        kinesis: "kinesis";
        nats: "nats";
        other: "other";
        postgres: "postgres";
        pubsub: "pubsub";
        rabbitmq: "rabbitmq";
        "redis-pubsub": "redis-pubsub";
        "redis-streams": "redis-streams";
        servicebus: "servicebus";
        sns: "sns";
        sqs: "sqs";
    }>;
    url: z.ZodOptional<z.ZodString>;
    management: z.ZodOptional<z.ZodString>;
    user: z.ZodOptional<z.ZodString>;
    password: z.ZodOptional<z.ZodString>;
    mechanism: z.ZodOptional<z.ZodEnum<{
        plain: "plain";
        "scram-sha-256": "scram-sha-256";
        "scram-sha-512": "scram-sha-512";
    }>>;
    credentials: z.ZodOptional<z.ZodString>;
    region: z.ZodOptional<z.ZodString>;
    tls: z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, z.ZodObject<{
        ca: z.ZodOptional<z.ZodString>;
        cert: z.ZodOptional<z.ZodString>;
        key: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>]>>;
    environment: z.ZodOptional<z.ZodString>;
    managed: z.ZodOptional<z.ZodEnum<{
        direct: "direct";
        iac: "iac";
    }>>;
}, z.core.$strict>;
export type Connection = z.infer<typeof Connection>;
export declare const Environment: z.ZodObject<{
    prefix: z.ZodOptional<z.ZodString>;
    production: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strict>;
export declare const Subject: z.ZodObject<{
    path: z.ZodString;
    format: z.ZodOptional<z.ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    mode: z.ZodOptional<z.ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>>;
    eventType: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
export declare const Domain: z.ZodObject<{
    services: z.ZodOptional<z.ZodArray<z.ZodString>>;
    channels: z.ZodOptional<z.ZodArray<z.ZodString>>;
}, z.core.$strict>;
export declare const Ignore: z.ZodObject<{
    rule: z.ZodString;
    path: z.ZodOptional<z.ZodString>;
    at: z.ZodOptional<z.ZodString>;
    reason: z.ZodString;
    expires: z.ZodOptional<z.ZodISODate>;
}, z.core.$strict>;
/** `.godmode/event.json`. Everything is optional. */
export declare const Settings: z.ZodObject<{
    $schema: z.ZodOptional<z.ZodString>;
    system: z.ZodOptional<z.ZodString>;
    connections: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodObject<{
        kind: z.ZodEnum<{
            axon: "axon";
            bullmq: "bullmq";
            "dynamodb-streams": "dynamodb-streams";
            embedded: "embedded";
            eventbridge: "eventbridge";
            eventstore: "eventstore";
            "in-process": "in-process";
            kafka: "kafka";
            kinesis: "kinesis";
            nats: "nats";
            other: "other";
            postgres: "postgres";
            pubsub: "pubsub";
            rabbitmq: "rabbitmq";
            "redis-pubsub": "redis-pubsub";
            "redis-streams": "redis-streams";
            servicebus: "servicebus";
            sns: "sns";
            sqs: "sqs";
        }>;
        url: z.ZodOptional<z.ZodString>;
        management: z.ZodOptional<z.ZodString>;
        user: z.ZodOptional<z.ZodString>;
        password: z.ZodOptional<z.ZodString>;
        mechanism: z.ZodOptional<z.ZodEnum<{
            plain: "plain";
            "scram-sha-256": "scram-sha-256";
            "scram-sha-512": "scram-sha-512";
        }>>;
        credentials: z.ZodOptional<z.ZodString>;
        region: z.ZodOptional<z.ZodString>;
        tls: z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, z.ZodObject<{
            ca: z.ZodOptional<z.ZodString>;
            cert: z.ZodOptional<z.ZodString>;
            key: z.ZodOptional<z.ZodString>;
        }, z.core.$strict>]>>;
        environment: z.ZodOptional<z.ZodString>;
        managed: z.ZodOptional<z.ZodEnum<{
            direct: "direct";
            iac: "iac";
        }>>;
    }, z.core.$strict>>>;
    environments: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodObject<{
        prefix: z.ZodOptional<z.ZodString>;
        production: z.ZodOptional<z.ZodBoolean>;
    }, z.core.$strict>>>;
    registry: z.ZodOptional<z.ZodObject<{
        kind: z.ZodEnum<{
            confluent: "confluent";
            files: "files";
        }>;
        folder: z.ZodOptional<z.ZodString>;
        url: z.ZodOptional<z.ZodString>;
        mode: z.ZodOptional<z.ZodEnum<{
            BACKWARD: "BACKWARD";
            BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
            FORWARD: "FORWARD";
            FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
            FULL: "FULL";
            FULL_TRANSITIVE: "FULL_TRANSITIVE";
            NONE: "NONE";
        }>>;
        policy: z.ZodOptional<z.ZodEnum<{
            "apache-avro": "apache-avro";
            auto: "auto";
            buf: "buf";
            "buf:file": "buf:file";
            "buf:package": "buf:package";
            "buf:wire": "buf:wire";
            "buf:wire-json": "buf:wire-json";
            confluent: "confluent";
            "confluent:lenient": "confluent:lenient";
            house: "house";
        }>>;
    }, z.core.$strict>>;
    subjects: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodObject<{
        path: z.ZodString;
        format: z.ZodOptional<z.ZodEnum<{
            avro: "avro";
            "json-schema": "json-schema";
            protobuf: "protobuf";
        }>>;
        mode: z.ZodOptional<z.ZodEnum<{
            BACKWARD: "BACKWARD";
            BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
            FORWARD: "FORWARD";
            FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
            FULL: "FULL";
            FULL_TRANSITIVE: "FULL_TRANSITIVE";
            NONE: "NONE";
        }>>;
        eventType: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>>>;
    domains: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodObject<{
        services: z.ZodOptional<z.ZodArray<z.ZodString>>;
        channels: z.ZodOptional<z.ZodArray<z.ZodString>>;
    }, z.core.$strict>>>;
    channels: z.ZodOptional<z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        expression: z.ZodString;
        channel: z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]>;
    }, z.core.$strict>>>;
    consumers: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodObject<{
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
        deadLetter: z.ZodOptional<z.ZodString>;
        ordering: z.ZodOptional<z.ZodEnum<{
            key: "key";
            none: "none";
        }>>;
        group: z.ZodOptional<z.ZodString>;
        connection: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>>>;
    envelope: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodString>>;
    policy: z.ZodOptional<z.ZodObject<{
        stopWhen: z.ZodOptional<z.ZodEnum<{
            all: "all";
            any: "any";
        }>>;
        compatibility: z.ZodOptional<z.ZodEnum<{
            "apache-avro": "apache-avro";
            auto: "auto";
            buf: "buf";
            "buf:file": "buf:file";
            "buf:package": "buf:package";
            "buf:wire": "buf:wire";
            "buf:wire-json": "buf:wire-json";
            confluent: "confluent";
            "confluent:lenient": "confluent:lenient";
            house: "house";
        }>>;
        mode: z.ZodOptional<z.ZodEnum<{
            BACKWARD: "BACKWARD";
            BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
            FORWARD: "FORWARD";
            FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
            FULL: "FULL";
            FULL_TRANSITIVE: "FULL_TRANSITIVE";
            NONE: "NONE";
        }>>;
    }, z.core.$strict>>;
    ignores: z.ZodOptional<z.ZodArray<z.ZodObject<{
        rule: z.ZodString;
        path: z.ZodOptional<z.ZodString>;
        at: z.ZodOptional<z.ZodString>;
        reason: z.ZodString;
        expires: z.ZodOptional<z.ZodISODate>;
    }, z.core.$strict>>>;
    allowHosts: z.ZodOptional<z.ZodArray<z.ZodString>>;
}, z.core.$strict>;
export type Settings = z.infer<typeof Settings>;
