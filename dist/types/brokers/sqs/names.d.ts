import type { Configuration } from "../../model/delivery.ts";
/** A channel is a queue, or a topic that copies each message to every group's own queue. */
export interface Channel {
    readonly kind: "queue" | "topic";
    readonly name: string;
    readonly fifo: boolean;
    /** As it was given: a topic may belong to another account. */
    readonly arn?: string;
}
/**
 * `sns:NAME` and ARNs of SNS are topics, ARNs and urls of SQS are queues; a bare name is what was found under it, else a queue.
 */
export declare function channelOf(text: string, source?: Configuration): Channel;
/** How a channel is spelled so that it is read the same again. */
export declare function spelled({ kind, name, arn }: Channel): string;
/** The queue that a group reads: the channel itself, or its own copy of a topic. */
export declare function queueOf(channel: Channel, group: string): string;
/** `orders-billing-dlq`, with `.fifo` where the channel has it, in letters that AWS allows and not longer than it allows. */
export declare function derived({ name, fifo }: Pick<Channel, "name" | "fifo">, ...parts: readonly string[]): string;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queues.html#sqs-queue-names */
export declare function checkName(kind: "queue" | "topic", name: string): void;
