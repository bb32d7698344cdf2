import type { Detector } from "../detector.ts";

/** kafka-python and aiokafka, which share their shapes. */
export const kafkaPython: Detector = {
  id: "kafka-python",
  docs: "https://kafka-python.readthedocs.io/en/master/apidoc/modules.html",
  broker: "kafka",
  kind: "topic",
  language: "python",
  modules: ["kafka", "aiokafka"],
  types: {
    "KafkaProducer()": "Producer",
    "KafkaConsumer()": "Consumer",
    "AIOKafkaProducer()": "Producer",
    "AIOKafkaConsumer()": "Consumer",
  },
  calls: {
    "Producer.send": {
      does: "produce",
      channel: ["topic", "0"],
      key: ["key", "2"],
      keyed: true,
      payload: ["value", "1"],
      correlationId: ["headers", "3"],
    },
    "Producer.send_and_wait": {
      does: "produce",
      channel: ["topic", "0"],
      key: ["key", "2"],
      keyed: true,
      payload: ["value", "1"],
      correlationId: ["headers", "5"],
    },
    KafkaConsumer: { does: "consume", channel: ["0"], group: ["group_id"], autoAck: ["enable_auto_commit"], optional: true },
    AIOKafkaConsumer: { does: "consume", channel: ["0"], group: ["group_id"], autoAck: ["enable_auto_commit"], optional: true },
    "Consumer.subscribe": {
      does: "consume",
      channel: ["topics", "0", "pattern"],
      group: ["origin:group_id"],
      autoAck: ["origin:enable_auto_commit"],
    },
    "Consumer.poll": { does: "poll" },
    "Consumer.getone": { does: "poll" },
    "Consumer.getmany": { does: "poll" },
    "Consumer.commit": { does: "acknowledge" },
  },
};
