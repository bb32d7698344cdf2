import type { BrokerKind } from "../fact.ts";
import type { FindingRule } from "../finding-rule.ts";
import { namesOf } from "../link/names.ts";
import { declaredQueues, looksDead } from "./queues.ts";
import { isStreamHandler } from "./stream-handler.ts";

const fixes: Partial<Record<BrokerKind, string>> = {
  kafka: "Catch what the handler throws, publish the message to <topic>.dlq after the last attempt, and only then commit the offset.",
  rabbitmq:
    "Declare the queue with x-dead-letter-exchange and x-dead-letter-routing-key, and nack without requeue when the attempts are used up.",
  sqs: "Give the queue a redrive policy with maxReceiveCount 4 and a dead-letter queue.",
  nats: "Set max_deliver on a JetStream consumer and publish the message to a dead-letter subject on the last delivery.",
  sns: "Give the function a DeadLetterQueue or an OnFailure destination, or put an SQS queue with a redrive policy between topic and function.",
  eventbridge: "Give the function an OnFailure destination (EventInvokeConfig.DestinationConfig) that points at a queue.",
};

export const consumerWithoutDeadLetter: FindingRule = {
  id: "CONSUMER_WITHOUT_DEAD_LETTER",
  severity: "error",
  purpose: "What a consumer cannot handle is lost or blocks the rest, because nothing leads it to a dead letter.",
  *find(context) {
    const { map } = context;
    const dead = new Set(declaredQueues(context).flatMap(({ queue, isTarget }) => (isTarget ? [queue.name, queue.logicalId] : [])));
    for (const consumer of map.consumers) {
      const { broker, dlq, dlqWhy, level, id, file, line, channel } = consumer;
      const fix = fixes[broker];
      if (dlq !== "false" || dlqWhy === undefined || level !== "direct" || fix === undefined || isStreamHandler(consumer)) continue;
      // What reads dead letters is the end of the line.
      if (namesOf(channel).some((name) => dead.has(name) || looksDead(name))) continue;
      const name = channel === null ? "" : ` of ${Array.isArray(channel) ? channel.join(", ") : channel}`;
      yield {
        at: id,
        file,
        line,
        message: `This consumer${name} has no dead letter: ${dlqWhy}. A message that it cannot handle is lost, or holds up those behind it.`,
        fix,
      };
    }
  },
};
