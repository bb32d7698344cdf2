import type { Consumer } from "../../model/system.ts";
/** A function behind a DynamoDB or Kinesis stream or a Kafka topic, bound by infrastructure. */
export declare function isStreamHandler({ broker, confidence }: Pick<Consumer, "broker" | "confidence">): boolean;
