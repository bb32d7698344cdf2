import type { FindingRule } from "../finding-rule.ts";
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export declare const fifoDeadLetterTypeMismatch: FindingRule;
