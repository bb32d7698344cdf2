import { withoutDeadLetter } from "../../model/dead-letter-text.ts";
import type { BrokerKind } from "../fact.ts";
import type { FindingRule } from "../finding-rule.ts";
import { namesOf } from "../link/names.ts";
import { isOwn } from "./judged.ts";
import { declaredQueues, looksDead } from "./queues.ts";
import { isStreamHandler } from "./stream-handler.ts";

/** Brokers that can have one; a consumer of the others has findings of its own. */
const brokers: ReadonlySet<BrokerKind> = new Set(["kafka", "rabbitmq", "sqs", "nats", "sns", "eventbridge"]);

export const consumerWithoutDeadLetter: FindingRule = {
  id: "CONSUMER_WITHOUT_DEAD_LETTER",
  severity: "error",
  purpose: "What a consumer cannot handle is lost or blocks the rest, because nothing leads it to a dead letter.",
  *find(context) {
    const { map } = context;
    const dead = new Set(declaredQueues(context).flatMap(({ queue, isTarget }) => (isTarget ? [queue.name, queue.logicalId] : [])));
    for (const consumer of map.consumers) {
      const { broker, dlq, dlqWhy, id, file, line, channel } = consumer;
      if (dlq !== "false" || dlqWhy === undefined || !isOwn(consumer, map) || !brokers.has(broker) || isStreamHandler(consumer)) continue;
      // What reads dead letters is the end of the line.
      if (namesOf(channel).some((name) => dead.has(name) || looksDead(name))) continue;
      yield { at: id, file, line, ...withoutDeadLetter(consumer) };
    }
  },
};
