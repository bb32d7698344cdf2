import type { FindingContext } from "../finding-rule.ts";
/** Queues that the repository declares, with who consumes them and whether they are dead letters themselves. */
export declare function declaredQueues({ facts, map }: FindingContext): {
    queue: {
        fact: "channel";
    } & {
        file: string;
        line: number;
        broker: "axon" | "bullmq" | "dynamodb-streams" | "eventbridge" | "eventstore" | "in-process" | "kafka" | "kinesis" | "nats" | "other" | "pubsub" | "rabbitmq" | "redis-pubsub" | "redis-streams" | "servicebus" | "sns" | "sqs";
        name: string;
        kind: "bus" | "exchange" | "queue" | "stream" | "subject" | "topic";
        deadLetter?: string | undefined;
        maxReceive?: number | undefined;
        subscribedTo?: string[] | undefined;
        logicalId?: string | undefined;
    } & import("../fact.ts").ChannelSettings;
    /** Whoever names it elsewhere cannot be joined to it. */
    isOpen: boolean;
    isTarget: boolean;
    /** Its name says that it is a dead letter. */
    looksDead: boolean;
    isConsumed: boolean;
    isFilled: boolean;
}[];
/** Somewhere a consumer of this broker has a channel that did not resolve, so that no absence can be claimed. */
export declare function hasOpenConsumer({ map }: FindingContext, broker: string): boolean;
/** Code of some language or client was not read, so that its producers and consumers are unknown. */
export declare function hasUnreadCode({ map }: FindingContext): boolean;
/** A name that says dead letter. */
export declare function looksDead(name: string): boolean;
