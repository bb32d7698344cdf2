import { topologyOf as kafka } from "../../../src/brokers/kafka/topology.ts";
import { topologyOf as rabbitmq } from "../../../src/brokers/rabbitmq/topology.ts";
import { topologyOf as sqs } from "../../../src/brokers/sqs/topology.ts";
import type { Desired } from "../../../src/delivery/plan.ts";
import { type Configuration, defaultRetry, type Resource } from "../../../src/model/delivery.ts";

export function resource(
  broker: string,
  kind: string,
  role: Resource["role"],
  name: string,
  config: Configuration,
  atLeast: readonly string[] = [],
): Resource {
  return { id: `${broker}:${kind}:${name}`, role, kind, name, config, immutable: [], atLeast };
}

/** What billing wants of `orders` on SQS. */
export function queueWithDeadLetter(name = "orders", deadLetter = "orders-billing-dlq", visibility = 60): Desired {
  const fifo = name.endsWith(".fifo") ? { FifoQueue: true } : {};
  return {
    consumer: "billing/src/on-order.ts#handle",
    resources: [
      resource("sqs", "queue", "dead-letter", deadLetter, { ...fifo, MessageRetentionPeriod: 1_209_600 }, ["MessageRetentionPeriod"]),
      resource("sqs", "queue", "source", name, fifo),
      resource("sqs", "reader", "consumer", name, { VisibilityTimeout: visibility, deadLetter, maxReceiveCount: 8 }, [
        "VisibilityTimeout",
        "maxReceiveCount",
      ]),
    ],
  };
}

const billing = { consumer: "billing/src/on-order.ts#handle", channel: "orders", group: "billing", retry: defaultRetry };

export function topicLadder(): Desired {
  return { consumer: billing.consumer, resources: kafka(billing).resources };
}

export function rabbitLadder(): Desired {
  return { consumer: billing.consumer, resources: rabbitmq(billing).resources };
}

export function topicToQueue(): Desired {
  return { consumer: billing.consumer, resources: sqs({ ...billing, channel: "sns:events" }).resources };
}
