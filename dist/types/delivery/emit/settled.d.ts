import type { Resource } from "../../model/delivery.ts";
/** How a queue is read is set on the queue itself: one thing here, in the order in which they are made. */
export declare function settledQueues(resources: readonly Resource[]): Resource[];
export declare function listOf(setting: Resource["config"][string] | undefined): string[];
/** Topic and queue of a subscription. */
export declare function endsOf(name: string): {
    topic: string;
    queue: string;
};
/** `sns:orders` is the topic `orders`. An ARN stays one. */
export declare function topicName(channel: string): string;
