import type { Value } from "../../value.ts";
import { type Edits, type Job } from "../format.ts";
import type { Cannot } from "../opened.ts";
export declare function declaresSubscription(job: Job): boolean;
export declare function updateSubscription(job: Job): Edits | Cannot;
/** A queue that SNS sends to must let it in: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export declare function sendingPolicy(job: Job, queueId: string, topic: string): Value;
