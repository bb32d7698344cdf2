import type { Detector } from "../detector.ts";

/** SQS for Nest over sqs-consumer. A channel is the name that the module's options give to a queue. */
export const nestjsSqs: Detector = {
  id: "nestjs-sqs",
  docs: "https://github.com/ssut/nestjs-sqs#readme",
  broker: "sqs",
  kind: "queue",
  language: "javascript",
  modules: ["@ssut/nestjs-sqs"],
  types: { "SqsService()": "SqsService" },
  calls: {
    "@SqsMessageHandler": { does: "consume", channel: ["0"] },
    "SqsService.send": { does: "produce", channel: ["0"], payload: ["1/body", "1/*/body"], key: ["1/groupId"] },
  },
};
