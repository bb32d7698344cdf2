import type { CallRule, Detector } from "../detector.ts";

const channel = ["origin:0", "injected:0"];
const process: CallRule = { does: "consume", channel, handler: ["2", "1", "0"] };

/** Queues of jobs in Redis, before BullMQ. A job that fails for good stays in the queue's failed set. */
export const bull: Detector = {
  id: "bull",
  docs: "https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md",
  broker: "bullmq",
  kind: "queue",
  language: "javascript",
  modules: ["bull"],
  types: { "()": "Queue", "Queue()": "Queue" },
  calls: {
    "Queue.add": { does: "produce", channel, payload: ["0"] },
    "Queue.add(*)": { does: "produce", channel, eventType: ["0"], payload: ["1"] },
    "Queue.process": process,
    "Queue.process(*)": { ...process, eventType: ["0"] },
  },
};
