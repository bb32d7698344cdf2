import type { CallRule, Detector } from "../detector.ts";
import { awsChannelName } from "./aws-channel-name.ts";

const declaring = (name: string, rest: Partial<CallRule>): CallRule => ({
  does: "declare",
  channel: [`2/${name}`],
  logicalId: ["1"],
  ...rest,
});

const queue = declaring("queueName", {
  broker: "sqs",
  kind: "queue",
  deadLetter: ["2/deadLetterQueue/queue"],
  maxReceive: ["2/deadLetterQueue/maxReceiveCount"],
});
const topic = declaring("topicName", { broker: "sns", kind: "topic" });
const bus = declaring("eventBusName", { broker: "eventbridge", kind: "bus" });
const table = declaring("tableName", { broker: "dynamodb-streams", kind: "stream", optional: true });
const queueSource: CallRule = {
  does: "consume",
  broker: "sqs",
  kind: "queue",
  channel: ["0"],
  runs: ["around:"],
  partialBatch: ["1/reportBatchItemFailures"],
};
const topicSource: CallRule = { does: "consume", broker: "sns", kind: "topic", channel: ["0"], runs: ["around:"] };
const streamSource: CallRule = {
  does: "consume",
  broker: "dynamodb-streams",
  kind: "stream",
  channel: ["0"],
  runs: ["around:"],
  deadLetter: ["1/onFailure/0"],
};
const rule: CallRule = {
  does: "consume",
  broker: "eventbridge",
  kind: "bus",
  channel: ["2/eventBus"],
  absent: "default",
  eventType: ["2/eventPattern/detailType/*"],
  runs: ["2/targets/*/0"],
  requires: ["2/eventPattern"],
};
/** `rule.addTarget(new targets.LambdaFunction(fn))`; a rule on a schedule has no pattern and consumes nothing. */
const targetOf = (from: CallRule): CallRule => ({
  ...from,
  channel: from.channel!.map((selector) => `origin:${selector}`),
  eventType: from.eventType!.map((selector) => `origin:${selector}`),
  requires: from.requires!.map((selector) => `origin:${selector}`),
  runs: ["0/0"],
});

const shared = {
  broker: "sqs",
  kind: "queue",
  types: {
    "Queue()": "Queue",
    "Topic()": "Topic",
    "EventBus()": "EventBus",
    "Table()": "Table",
    "Function()": "Function",
    "Rule()": "Rule",
  },
  channelName: awsChannelName,
  delivery: { onError: "redelivers" },
} as const;
const docs = "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html";

/** Infrastructure written as TypeScript. */
export const awsCdk: Detector = {
  ...shared,
  id: "aws-cdk",
  docs,
  language: "javascript",
  modules: ["aws-cdk-lib", "@aws-cdk"],
  calls: {
    Queue: queue,
    Topic: topic,
    EventBus: bus,
    Table: table,
    SqsEventSource: queueSource,
    SnsEventSource: topicSource,
    DynamoEventSource: streamSource,
    Rule: rule,
    "Rule.addTarget": targetOf(rule),
  },
};
