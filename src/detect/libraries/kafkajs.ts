import type { Detector } from "../detector.ts";

export const kafkajs: Detector = {
  id: "kafkajs",
  docs: "https://kafka.js.org/docs/consuming",
  broker: "kafka",
  kind: "topic",
  language: "javascript",
  modules: ["kafkajs", "@confluentinc/kafka-javascript"],
  types: {
    "Kafka()": "Kafka",
    "KafkaJS.Kafka()": "Kafka",
    "Kafka.producer()": "Producer",
    "Kafka.consumer()": "Consumer",
    "Producer.transaction()": "Producer",
  },
  calls: {
    "Producer.send": {
      does: "produce",
      channel: ["0/topic"],
      key: ["0/messages/*/key"],
      keyed: true,
      payload: ["0/messages/*/value"],
      correlationId: ["0/messages/*/headers"],
    },
    "Producer.sendBatch": {
      does: "produce",
      channel: ["0/topicMessages/*/topic"],
      key: ["0/topicMessages/*/messages/*/key"],
      keyed: true,
      payload: ["0/topicMessages/*/messages/*/value"],
      correlationId: ["0/topicMessages/*/messages/*/headers"],
    },
    "Consumer.subscribe": {
      does: "consume",
      channel: ["0/topics/*", "0/topics", "0/topic"],
      group: ["origin:0/groupId", "origin:0/kafkaJS/groupId"],
    },
    "Consumer.run": { does: "handle", handler: ["0/eachMessage", "0/eachBatch"] },
    "Consumer.commitOffsets": { does: "acknowledge" },
  },
};
