import type { CallRule, Detector } from "../detector.ts";

const add: CallRule = { does: "produce", channel: ["origin:0", "injected:0"], eventType: ["0"], payload: ["1"] };

/** Queues of jobs in Redis. A job that fails for good stays in the queue's failed set. */
export const bullmq: Detector = {
  id: "bullmq",
  docs: "https://docs.bullmq.io/guide/queues",
  broker: "bullmq",
  kind: "queue",
  language: "javascript",
  modules: ["bullmq"],
  types: {
    "Queue()": "Queue",
    "FlowProducer()": "FlowProducer",
    "Worker()": "Worker",
  },
  calls: {
    "Queue.add": add,
    "Queue.addBulk": { does: "produce", channel: ["origin:0", "injected:0"], eventType: ["0/*/name"], payload: ["0/*/data"] },
    "FlowProducer.add": { does: "produce", channel: ["0/queueName"], eventType: ["0/name"], payload: ["0/data"] },
    Worker: { does: "consume", channel: ["0"], handler: ["1"] },
  },
};
