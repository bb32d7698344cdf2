import type { CallRule, Detector } from "../detector.ts";
import { pubsubName } from "./pubsub-name.ts";

/** `publisher.topic_path(project, name)` stands for the name. */
const path = (kind: "topic" | "queue", keyword: string): CallRule => ({
  does: "declare",
  kind,
  channel: ["1", keyword],
  logicalId: ["1", keyword],
  optional: true,
});

/** Google Cloud Pub/Sub. A consumer's channel is its subscription. */
export const googlePubsubPython: Detector = {
  id: "google-pubsub-python",
  docs: "https://cloud.google.com/python/docs/reference/pubsub/latest",
  broker: "pubsub",
  kind: "topic",
  language: "python",
  modules: ["google.cloud"],
  types: { "PublisherClient()": "Publisher", "SubscriberClient()": "Subscriber" },
  calls: {
    "Publisher.publish": {
      does: "produce",
      channel: ["topic", "0"],
      payload: ["data", "1"],
      key: ["ordering_key"],
      eventType: ["event_type", "eventType"],
    },
    "Subscriber.subscribe": { does: "consume", kind: "queue", channel: ["subscription", "0"], handler: ["callback", "1"] },
    "Subscriber.pull": { does: "consume", kind: "queue", channel: ["request/subscription", "0/subscription", "subscription"] },
    "Subscriber.acknowledge": { does: "acknowledge" },
    "Publisher.topic_path": path("topic", "topic"),
    "Subscriber.topic_path": path("topic", "topic"),
    "Subscriber.subscription_path": path("queue", "subscription"),
  },
  messageMethods: { acknowledge: ["ack"], reject: ["nack"], discard: [] },
  channelName: pubsubName,
};
