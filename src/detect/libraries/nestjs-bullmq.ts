import type { Detector } from "../detector.ts";

/** Job handlers of Nest over BullMQ: a class that extends WorkerHost. Its injected queues are those of BullMQ. */
export const nestjsBullmq: Detector = {
  id: "nestjs-bullmq",
  docs: "https://docs.nestjs.com/techniques/queues",
  broker: "bullmq",
  kind: "queue",
  language: "javascript",
  modules: ["@nestjs/bullmq"],
  types: {},
  calls: { "@Processor": { does: "consume", channel: ["0/name", "0"], method: "process" } },
};
