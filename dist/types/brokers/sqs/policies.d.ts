import { type Attributes } from "./queues.ts";
/** The ARN of a topic that a channel names; without account it is the queue's own. */
export declare function topicArnOf(channel: string, queueArn: string): string;
/** Does a queue's policy let SNS send to it for this topic? https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export declare function letsIn({ Policy }: Attributes, topicArn: string): boolean;
/** The same policy with one statement more. */
export declare function lettingIn({ Policy, QueueArn }: Attributes, topicArn: string): string;
