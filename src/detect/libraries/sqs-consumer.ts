import type { Detector } from "../detector.ts";
import { awsChannelName } from "./aws-channel-name.ts";

/** The polling loop around the AWS SDK, and its sending twin. A message is deleted when its handler returns. */
export const sqsConsumer: Detector = {
  id: "sqs-consumer",
  docs: "https://bbc.github.io/sqs-consumer/",
  broker: "sqs",
  kind: "queue",
  language: "javascript",
  modules: ["sqs-consumer", "sqs-producer"],
  types: { "Producer.create()": "Producer" },
  calls: {
    "Consumer.create": { does: "consume", channel: ["0/queueUrl"], handler: ["0/handleMessage", "0/handleMessageBatch"] },
    "Producer.send": { does: "produce", channel: ["origin:0/queueUrl"], payload: ["0/body", "0/*/body", "0"] },
  },
  channelName: awsChannelName,
};
