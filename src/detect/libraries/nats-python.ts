import type { Detector } from "../detector.ts";

/** The nats-py client. */
export const natsPython: Detector = {
  id: "nats-python",
  docs: "https://nats-io.github.io/nats.py/modules.html",
  broker: "nats",
  kind: "subject",
  language: "python",
  modules: ["nats"],
  types: {
    "connect()": "Client",
    "NATS()": "Client",
    "Client()": "Client",
    "Client.jetstream()": "JetStream",
    "JetStreamContext()": "JetStream",
    "Client.subscribe()": "Subscription",
    "JetStream.subscribe()": "Subscription",
    "JetStream.pull_subscribe()": "PullSubscription",
    "JetStream.pull_subscribe_bind()": "PullSubscription",
    "JetStreamContext.PullSubscription()": "PullSubscription",
    "Subscription.messages": "Subscription",
  },
  calls: {
    "Client.publish": {
      does: "produce",
      channel: ["subject", "0"],
      payload: ["payload", "1"],
      correlationId: ["headers", "3"],
      atMostOnce: true,
    },
    "Client.request": { does: "produce", channel: ["subject", "0"], payload: ["payload", "1"], correlationId: ["headers"], replies: true },
    "Client.subscribe": { does: "consume", channel: ["subject", "0"], group: ["queue", "1"], handler: ["cb", "2"], atMostOnce: true },
    "JetStream.publish": { does: "produce", channel: ["subject", "0"], payload: ["payload", "1"], correlationId: ["headers", "4"] },
    "JetStream.subscribe": { does: "consume", channel: ["subject", "0"], group: ["durable", "3", "queue", "1"], handler: ["cb", "2"] },
    "JetStream.pull_subscribe": { does: "consume", channel: ["subject", "0"], group: ["durable", "1"] },
    "JetStream.pull_subscribe_bind": { does: "consume", kind: "stream", channel: ["stream", "1"], group: ["consumer", "0", "durable"] },
    "JetStream.add_stream": { does: "declare", kind: "stream", channel: ["name"] },
    "PullSubscription.fetch": { does: "poll" },
    "Subscription.next_msg": { does: "poll" },
  },
  messageMethods: { acknowledge: ["ack", "ack_sync"], reject: ["nak"], discard: ["term"] },
};
