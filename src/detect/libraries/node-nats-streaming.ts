import type { Detector } from "../detector.ts";

/** NATS Streaming, the predecessor of JetStream. */
export const nodeNatsStreaming: Detector = {
  id: "node-nats-streaming",
  docs: "https://github.com/nats-io/stan.js#basic-usage",
  broker: "nats",
  kind: "subject",
  language: "javascript",
  modules: ["node-nats-streaming", "@nats-io/stan"],
  types: {
    "connect()": "Stan",
    "Stan.subscribe()": "Subscription",
  },
  calls: {
    "Stan.publish": { does: "produce", channel: ["0"], payload: ["1"] },
    "Stan.subscribe": { does: "consume", channel: ["0"], group: ["1"] },
    "Subscription.on(message)": { does: "handle", handler: ["1"] },
  },
  messageMethods: { acknowledge: ["ack"], reject: [], discard: [] },
};
