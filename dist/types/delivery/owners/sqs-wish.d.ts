import type { Resource } from "../../model/delivery.ts";
/** What a plan wants of an SQS queue, attribute by attribute. */
export interface QueueWish {
    readonly fifo: boolean;
    readonly attributes: readonly {
        readonly key: "VisibilityTimeout" | "MessageRetentionPeriod" | "DelaySeconds";
        readonly value: number;
        readonly atLeast: boolean;
    }[];
    readonly redrive?: {
        readonly target: string;
        readonly maxReceiveCount: number;
        readonly atLeast: boolean;
    };
}
/** What AWS sets where nothing is written: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export declare const queueDefaults: {
    readonly VisibilityTimeout: 30;
    readonly MessageRetentionPeriod: 345600;
    readonly DelaySeconds: 0;
};
export declare function queueWish({ config, atLeast }: Resource): QueueWish;
/** Is what stands there fine already? */
export declare function suffices(found: number, wanted: number, atLeast: boolean): boolean;
