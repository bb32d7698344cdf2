import type { Delivered } from "../../effects/gate.ts";
import { bytesOf, deliveredHeaders } from "../../effects/payload.ts";
import { createSettlement, oneByOne } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** The consumer callback of amqplib: `(message, channel)`. A handler that never touches the channel acknowledges by returning. */
export const amqplib: Shape = {
  name: "amqplib",
  docs: "https://amqp-node.github.io/amqplib/channel_api.html#channel_consume",
  async hand(handler, messages, { acked, assume }) {
    const settlement = createSettlement(messages.length, acked);
    return oneByOne(settlement, messages.length, (position) =>
      handler(amqpMessage(messages[position]!, position + 1, "consumer"), {
        ack: () => settlement.ack(position),
        ackAll: () => settlement.ack(position),
        nack: (_message: unknown, _allUpTo?: boolean, requeue = true) => refuse(position, requeue),
        nackAll: (requeue = true) => refuse(position, requeue),
        reject: (_message: unknown, requeue = true) => refuse(position, requeue),
      }),
    );

    function refuse(position: number, requeue: boolean): void {
      if (!requeue) assume(throughDeadLetter);
      settlement.refuse(position);
    }
  },
};

export const throughDeadLetter = "A message rejected without requeue comes back through its dead-letter exchange.";

const unset = ["contentEncoding", "correlationId", "replyTo", "expiration", "type", "userId", "appId", "clusterId", "priority"] as const;

export function amqpMessage(delivered: Delivered, deliveryTag: number, consumerTag: string) {
  const { event, id, topic, key, redelivered, deliveryCount, timestampMs } = delivered;
  return {
    fields: { consumerTag, deliveryTag, redelivered, exchange: "", routingKey: topic },
    properties: {
      ...Object.fromEntries(unset.map((name) => [name, undefined])),
      contentType: "application/json",
      deliveryMode: 2,
      messageId: id,
      timestamp: Math.floor(timestampMs / 1000),
      headers: {
        ...deliveredHeaders(delivered),
        // Quorum queues count earlier deliveries. https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
        ...(deliveryCount > 1 && { "x-delivery-count": deliveryCount - 1 }),
        ...(key !== "" && { "x-partition-key": key }),
      },
    },
    content: bytesOf(event),
  };
}
