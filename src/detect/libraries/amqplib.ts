import type { CallRule, Detector } from "../detector.ts";

const publish: CallRule = {
  does: "produce",
  kind: "exchange",
  channel: ["0"],
  otherwise: ["1"],
  routingKey: ["1"],
  payload: ["2"],
  correlationId: ["3/correlationId", "3/headers"],
};
const sendToQueue: CallRule = {
  does: "produce",
  kind: "queue",
  channel: ["0"],
  payload: ["1"],
  correlationId: ["2/correlationId", "2/headers"],
};
const consume: CallRule = { does: "consume", kind: "queue", channel: ["0"], handler: ["1"], autoAck: ["2/noAck"] };
const declareQueue: CallRule = {
  does: "declare",
  kind: "queue",
  channel: ["0"],
  deadLetter: ["1/deadLetterExchange", "1/arguments/x-dead-letter-exchange"],
  deadLetterKey: ["1/deadLetterRoutingKey", "1/arguments/x-dead-letter-routing-key"],
};

export const amqplib: Detector = {
  id: "amqplib",
  docs: "https://amqp-node.github.io/amqplib/channel_api.html",
  broker: "rabbitmq",
  kind: "queue",
  language: "javascript",
  modules: ["amqplib", "amqp-connection-manager"],
  types: {
    "connect()": "Connection",
    "ChannelModel()": "Connection",
    "AmqpConnectionManager()": "Connection",
    "Connection.createChannel()": "Channel",
    "Connection.createConfirmChannel()": "Channel",
    "ConfirmChannel()": "Channel",
    "ChannelWrapper()": "Channel",
    "Channel.assertQueue()": "AssertedQueue",
  },
  callbacks: {
    connect: ["", "Connection"],
    "Connection.createChannel": ["", "Channel"],
    "Connection.createConfirmChannel": ["", "Channel"],
    "Channel.assertQueue": ["", "AssertedQueue"],
    "Channel.addSetup": ["Channel"],
    "Connection.createChannel/setup": ["Channel"],
  },
  calls: {
    "Channel.publish": publish,
    "Channel.sendToQueue": sendToQueue,
    "Channel.consume": consume,
    "Channel.get": { does: "consume", kind: "queue", channel: ["0"], autoAck: ["1/noAck"] },
    "Channel.assertQueue": declareQueue,
    "Channel.assertExchange": { does: "declare", kind: "exchange", channel: ["0"] },
    "Channel.bindQueue": { does: "bind", kind: "queue", channel: ["0"], otherwise: ["1"], subscribedTo: ["1"], routingKey: ["2"] },
    "Channel.ack": { does: "acknowledge" },
    "Channel.ackAll": { does: "acknowledge" },
    "Channel.nack": { does: "reject", requeue: ["2"], requeueDefault: true },
    "Channel.nackAll": { does: "reject", requeue: ["0"], requeueDefault: true },
    "Channel.reject": { does: "reject", requeue: ["1"], requeueDefault: true },
  },
  values: { "AssertedQueue.queue": "origin:0" },
};
