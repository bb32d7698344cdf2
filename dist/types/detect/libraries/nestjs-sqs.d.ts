import type { Detector } from "../detector.ts";
/** SQS for Nest over sqs-consumer. A channel is the name that the module's options give to a queue. */
export declare const nestjsSqs: Detector;
