import type { Consumer } from "../../model/system.ts";

/** A function behind a DynamoDB or Kinesis stream or a Kafka topic, bound by infrastructure. */
export function isStreamHandler({ broker, confidence }: Pick<Consumer, "broker" | "confidence">): boolean {
  return confidence === "config" && (broker === "dynamodb-streams" || broker === "kinesis" || broker === "kafka");
}
