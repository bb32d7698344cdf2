import type { Desired } from "../../../src/delivery/plan.ts";
import { queueWithDeadLetter, rabbitLadder, topicLadder, topicToQueue } from "./wanted.ts";

interface Case {
  /** Folder below test/fixtures/iac, with `before` and `after`. */
  readonly name: string;
  readonly desired: Desired;
  /** Resources that belong to the files. */
  readonly owned: readonly string[];
}

function queues(name: string, queue: string, deadLetter: string): Case {
  return {
    name,
    desired: queueWithDeadLetter(queue, deadLetter),
    owned: [`sqs:queue:${deadLetter}`, `sqs:queue:${queue}`, `sqs:reader:${queue}`],
  };
}

const topics = [
  "orders.billing.dlq",
  "orders.billing.retry.0s",
  "orders.billing.retry.1s",
  "orders.billing.retry.5s",
  "orders.billing.retry.30s",
  "orders",
];
const kafka = (name: string): Case => ({ name, desired: topicLadder(), owned: topics.map((topic) => `kafka:topic:${topic}`) });

const subscription = (name: string): Case => ({
  name,
  desired: topicToQueue(),
  owned: [
    "sns:subscription:events/events-billing",
    "sns:topic:events",
    "sqs:queue:events-billing",
    "sqs:queue:events-billing-dlq",
    "sqs:queue:events-billing-undelivered",
    "sqs:reader:events-billing",
  ],
});

export const cases: readonly Case[] = [
  queues("cloudformation-queue", "orders", "orders-billing-dlq"),
  queues("cloudformation-json", "orders", "orders-billing-dlq"),
  queues("cloudformation-existing", "orders", "orders-dead"),
  queues("sam-substituted", "orders-${Stage}.fifo", "orders-${Stage}-billing-dlq.fifo"),
  queues("serverless-resources", "orders", "orders-billing-dlq"),
  queues("terraform-queue", "shop-orders", "shop-orders-billing-dlq"),
  queues("terraform-existing", "orders", "orders-dead"),
  queues("terraform-separate", "orders", "orders-dead"),
  queues("terraform-module", "orders", "orders-billing-dlq"),
  subscription("cloudformation-subscription"),
  subscription("terraform-subscription"),
  kafka("strimzi-topic"),
  kafka("strimzi-dead-letter"),
  kafka("terraform-topic"),
  kafka("compose-topics"),
  kafka("shell-topics"),
  {
    name: "rabbitmq-definitions",
    desired: rabbitLadder(),
    owned: [
      "rabbitmq:policy:orders",
      ...["orders", "orders.billing.dlq", "orders.billing.retry.1s", "orders.billing.retry.30s", "orders.billing.retry.5s"].map(
        (queue) => `rabbitmq:queue:${queue}`,
      ),
    ],
  },
];
