import type { Resource } from "../../../model/delivery.ts";
import { type Hcl } from "../hcl.ts";
import { type Labels } from "./block.ts";
export declare function queueBlocks({ name, config }: Resource, labels: Labels): string[];
/** Lets a topic send to a queue: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export declare function queuePolicy(queue: Hcl, topic: Hcl): Hcl;
export declare function topicBlock({ name, config }: Resource, labels: Labels): string[];
export declare function subscriptionBlock({ name, config }: Resource, labels: Labels): string[];
