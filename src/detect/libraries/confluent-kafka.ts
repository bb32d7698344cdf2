import type { CallRule, Detector } from "../detector.ts";

const produce: CallRule = {
  does: "produce",
  channel: ["topic", "0"],
  key: ["key", "2"],
  keyed: true,
  payload: ["value", "1"],
  correlationId: ["headers"],
};
const group = ["origin:0/group.id", "origin:group.id"];

export const confluentKafka: Detector = {
  id: "confluent-kafka",
  docs: "https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html",
  broker: "kafka",
  kind: "topic",
  language: "python",
  modules: ["confluent_kafka"],
  types: {
    "Producer()": "Producer",
    "SerializingProducer()": "Producer",
    "AvroProducer()": "Producer",
    "AIOProducer()": "Producer",
    "Consumer()": "Consumer",
    "DeserializingConsumer()": "Consumer",
    "AvroConsumer()": "Consumer",
    "AIOConsumer()": "Consumer",
    "SerializationContext()": "SerializationContext",
  },
  calls: {
    "Producer.produce": produce,
    "Consumer.subscribe": { does: "consume", channel: ["topics", "0"], group, autoAck: ["origin:0/enable.auto.commit"] },
    "Consumer.poll": { does: "poll" },
    "Consumer.consume": { does: "poll" },
    "Consumer.commit": { does: "acknowledge" },
    "Consumer.store_offsets": { does: "acknowledge" },
  },
};
