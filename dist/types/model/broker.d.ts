import * as z from "zod";
/** Brokers and streams that detection can name. The first five are the ones the other tools act on. */
export declare const BrokerKind: z.ZodEnum<{
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
export type BrokerKind = z.infer<typeof BrokerKind>;
export declare const ChannelKind: z.ZodEnum<{
    bus: "bus";
    exchange: "exchange";
    queue: "queue";
    stream: "stream";
    subject: "subject";
    topic: "topic";
}>;
export type ChannelKind = z.infer<typeof ChannelKind>;
/** The four systems that `recommend-broker` ranks. */
export declare const RankedBroker: z.ZodEnum<{
    kafka: "kafka";
    nats: "nats";
    rabbitmq: "rabbitmq";
    "sqs-sns": "sqs-sns";
}>;
export type RankedBroker = z.infer<typeof RankedBroker>;
