import type { Detector } from "../detector.ts";

/** Job handlers of Nest over Bull; its injected queues are those of Bull. */
export const nestjsBull: Detector = {
  id: "nestjs-bull",
  docs: "https://docs.nestjs.com/techniques/queues",
  broker: "bullmq",
  kind: "queue",
  language: "javascript",
  modules: ["@nestjs/bull"],
  types: {},
  calls: {
    "@Process": { does: "consume", channel: ["class:Processor/0/name", "class:Processor/0"], eventType: ["0/name", "0"] },
  },
};
