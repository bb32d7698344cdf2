import type { CallRule, Detector } from "../detector.ts";

const produce: CallRule = { does: "produce", channel: ["0"], payload: ["2"], key: ["3"], keyed: true, correlationId: ["6", "5"] };

/** librdkafka for Node. */
export const nodeRdkafka: Detector = {
  id: "node-rdkafka",
  docs: "https://blizzard.github.io/node-rdkafka/current/",
  broker: "kafka",
  kind: "topic",
  language: "javascript",
  modules: ["node-rdkafka"],
  types: {
    "Producer()": "Producer",
    "HighLevelProducer()": "Producer",
    "KafkaConsumer()": "KafkaConsumer",
    "createReadStream()": "ReadStream",
    "KafkaConsumer.createReadStream()": "ReadStream",
    "createWriteStream()": "WriteStream",
    "Producer.createWriteStream()": "WriteStream",
  },
  calls: {
    "Producer.produce": produce,
    "WriteStream.write": { does: "produce", channel: ["origin:2/topic"], payload: ["0"] },
    "KafkaConsumer.subscribe": {
      does: "consume",
      channel: ["0"],
      group: ["origin:0/group.id"],
      autoAck: ["origin:0/enable.auto.commit"],
    },
    "KafkaConsumer.createReadStream": { does: "consume", channel: ["2/topics"], group: ["0/group.id"], autoAck: ["0/enable.auto.commit"] },
    createReadStream: { does: "consume", channel: ["2/topics"], group: ["0/group.id"], autoAck: ["0/enable.auto.commit"] },
    "KafkaConsumer.on(data)": { does: "handle", handler: ["1"] },
    "ReadStream.on(data)": { does: "handle", handler: ["1"] },
    "KafkaConsumer.consume": { does: "poll" },
    "KafkaConsumer.commit": { does: "acknowledge" },
    "KafkaConsumer.commitMessage": { does: "acknowledge" },
    "KafkaConsumer.commitSync": { does: "acknowledge" },
  },
};
