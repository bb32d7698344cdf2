import type { CallRule, Detector } from "../detector.ts";

const emit: CallRule = { does: "produce", channel: ["0/cmd", "0"], payload: ["1"] };
const send: CallRule = { ...emit, replies: true };

/** Message patterns. Which broker carries them is what the application's transport says. */
export const nestjsMicroservices: Detector = {
  id: "nestjs-microservices",
  docs: "https://docs.nestjs.com/microservices/basics",
  broker: "other",
  kind: "topic",
  language: "javascript",
  modules: ["@nestjs/microservices"],
  types: {
    "ClientProxy()": "ClientProxy",
    "ClientKafka()": "ClientProxy",
    "ClientKafkaProxy()": "ClientProxy",
    "ClientRMQ()": "ClientProxy",
    "ClientNats()": "ClientProxy",
    "ClientRedis()": "ClientProxy",
    "ClientProxyFactory.create()": "ClientProxy",
    "KafkaContext()": "Context",
    "RmqContext()": "Context",
    "RmqContext.getChannelRef()": "Channel",
    "Context.getChannelRef()": "Channel",
  },
  calls: {
    "@EventPattern": { does: "consume", channel: ["0/cmd", "0"] },
    "@MessagePattern": { does: "consume", channel: ["0/cmd", "0"], replies: true },
    "ClientProxy.emit": emit,
    "ClientProxy.send": send,
    "Channel.ack": { does: "acknowledge" },
    "Channel.nack": { does: "reject", requeue: ["2"], requeueDefault: true },
    "Channel.reject": { does: "reject", requeue: ["1"], requeueDefault: true },
  },
  transports: {
    KAFKA: { broker: "kafka", kind: "topic", group: "options/consumer/groupId", groupSuffix: "-server" },
    // https://docs.nestjs.com/microservices/rabbitmq#message-acknowledgement
    RMQ: { broker: "rabbitmq", kind: "queue", queue: "options/queue", autoAck: { at: "options/noAck", otherwise: true } },
    NATS: { broker: "nats", kind: "subject", group: "options/queue" },
    REDIS: { broker: "redis-pubsub", kind: "topic" },
  },
};
