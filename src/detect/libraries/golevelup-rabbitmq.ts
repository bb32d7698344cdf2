import type { CallRule, Detector } from "../detector.ts";

const subscribe: CallRule = {
  does: "consume",
  channel: ["0/queue", "0/exchange"],
  routingKey: ["0/routingKey"],
  deadLetter: ["0/queueOptions/deadLetterExchange", "0/queueOptions/arguments/x-dead-letter-exchange"],
};

/** RabbitMQ for Nest by decorators. */
export const golevelupRabbitmq: Detector = {
  id: "golevelup-rabbitmq",
  docs: "https://golevelup.github.io/nestjs/modules/rabbitmq.html",
  broker: "rabbitmq",
  kind: "queue",
  language: "javascript",
  modules: ["@golevelup/nestjs-rabbitmq"],
  types: { "AmqpConnection()": "AmqpConnection" },
  calls: {
    "@RabbitSubscribe": subscribe,
    "@RabbitRPC": { ...subscribe, replies: true },
    "AmqpConnection.publish": {
      does: "produce",
      kind: "exchange",
      channel: ["0"],
      otherwise: ["1"],
      routingKey: ["1"],
      payload: ["2"],
      correlationId: ["3/correlationId", "3/headers"],
    },
    "AmqpConnection.request": {
      does: "produce",
      kind: "exchange",
      channel: ["0/exchange"],
      routingKey: ["0/routingKey"],
      payload: ["0/payload"],
      correlationId: ["0/correlationId", "0/headers"],
      replies: true,
    },
  },
};
