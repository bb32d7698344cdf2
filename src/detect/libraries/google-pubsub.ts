import type { CallRule, Detector } from "../detector.ts";
import { pubsubName } from "./pubsub-name.ts";

const publish: CallRule = {
  does: "produce",
  channel: ["origin:0"],
  payload: ["0/json", "0/data"],
  key: ["0/orderingKey"],
  eventType: ["0/attributes/eventType", "0/attributes/event_type", "0/attributes/type"],
  correlationId: ["0/attributes"],
};
const older: CallRule = { does: "produce", channel: ["origin:0"], payload: ["0"], correlationId: ["1"] };
const subscription: CallRule = {
  does: "declare",
  kind: "queue",
  channel: ["1"],
  subscribedTo: ["0"],
  deadLetter: ["2/deadLetterPolicy/deadLetterTopic"],
  maxReceive: ["2/deadLetterPolicy/maxDeliveryAttempts"],
};

/** Google Cloud Pub/Sub. A consumer's channel is its subscription. */
export const googlePubsub: Detector = {
  id: "google-pubsub",
  docs: "https://cloud.google.com/nodejs/docs/reference/pubsub/latest",
  broker: "pubsub",
  kind: "topic",
  language: "javascript",
  modules: ["@google-cloud/pubsub"],
  types: {
    "PubSub()": "PubSub",
    "PubSub.topic()": "Topic",
    "PubSub.subscription()": "Subscription",
    "Topic.subscription()": "Subscription",
  },
  calls: {
    "Topic.publishMessage": publish,
    "Topic.publish": older,
    "Topic.publishJSON": older,
    "Subscription.on(message)": { does: "consume", kind: "queue", channel: ["origin:0"], handler: ["1"] },
    "PubSub.createTopic": { does: "declare", channel: ["0"] },
    "PubSub.createSubscription": subscription,
    "Topic.createSubscription": {
      ...subscription,
      channel: ["0"],
      subscribedTo: ["origin:0"],
      deadLetter: ["1/deadLetterPolicy/deadLetterTopic"],
      maxReceive: ["1/deadLetterPolicy/maxDeliveryAttempts"],
    },
  },
  messageMethods: { acknowledge: ["ack", "ackWithResponse"], reject: ["nack", "nackWithResponse"], discard: [] },
  channelName: pubsubName,
};
