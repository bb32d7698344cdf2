import type { Broker } from "../broker.ts";
/** SQS, and SNS where a topic feeds queues. The clients are loaded when it is opened. */
export declare const sqs: Broker;
