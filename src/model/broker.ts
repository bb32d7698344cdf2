import * as z from "zod";

/** Brokers and streams that detection can name. The first five are the ones the other tools act on. */
export const BrokerKind = z.enum([
  "kafka",
  "rabbitmq",
  "sqs",
  "sns",
  "nats",
  "redis-streams",
  "redis-pubsub",
  "bullmq",
  "eventbridge",
  "pubsub",
  "kinesis",
  "servicebus",
  "eventstore",
  "axon",
  "dynamodb-streams",
  "in-process",
  "other",
]);
export type BrokerKind = z.infer<typeof BrokerKind>;

export const ChannelKind = z.enum(["topic", "queue", "exchange", "subject", "stream", "bus"]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** The four systems that `recommend-broker` ranks. */
export const RankedBroker = z.enum(["kafka", "rabbitmq", "sqs-sns", "nats"]);
export type RankedBroker = z.infer<typeof RankedBroker>;
