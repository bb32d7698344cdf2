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
const stream = declaring("streamName", { broker: "kinesis", kind: "stream", optional: true });
const queueSource: CallRule = {
  does: "consume",
  broker: "sqs",
  kind: "queue",
  channel: ["0"],
  runs: ["around:addEventSource"],
};
const topicSource: CallRule = { does: "consume", broker: "sns", kind: "topic", channel: ["0"], runs: ["around:addEventSource"] };
const streamSource: CallRule = {
  does: "consume",
  broker: "dynamodb-streams",
  kind: "stream",
  channel: ["0"],
  runs: ["around:addEventSource"],
  deadLetter: ["1/onFailure/0"],
};
/** `fn.addEventSourceMapping(id, { eventSourceArn })` and the construct of the same name. */
const mapping: CallRule = {
  ...queueSource,
  byType: {
    Queue: { broker: "sqs", kind: "queue" },
    Table: { broker: "dynamodb-streams", kind: "stream" },
    Stream: { broker: "kinesis", kind: "stream" },
  },
};
const subscription: CallRule = { does: "bind", broker: "sqs", kind: "queue", channel: ["0"], subscribedTo: ["around:addSubscription"] };
const notification = (broker: "sns" | "sqs", kind: "topic" | "queue"): CallRule => ({ does: "produce", broker, kind, channel: ["0"] });
const deployment: CallRule = { does: "deploy", variables: "2/environment", runs: ["self:"] };
const functions = ["Function", "NodejsFunction", "PythonFunction", "GoFunction", "DockerImageFunction"];
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
    "Stream()": "Stream",
    ...Object.fromEntries([...functions, "Alias"].map((name) => [`${name}()`, "Function"])),
    "Rule()": "Rule",
  },
  channelName: awsChannelName,
  values: {
    "Queue.queueArn": "origin:",
    "Queue.queueUrl": "origin:",
    "Queue.queueName": "origin:",
    "Topic.topicArn": "origin:",
    "Topic.topicName": "origin:",
    "EventBus.eventBusName": "origin:",
    "EventBus.eventBusArn": "origin:",
    "Table.tableStreamArn": "origin:",
    "Stream.streamArn": "origin:",
  },
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
    ...Object.fromEntries(functions.map((name) => [name, deployment])),
    "Function.addEnvironment": { does: "deploy", variable: "0", channel: ["1"], runs: ["receiver:"] },
    SqsEventSource: queueSource,
    SnsEventSource: topicSource,
    DynamoEventSource: streamSource,
    KinesisEventSource: { ...streamSource, broker: "kinesis" },
    Stream: stream,
    EventSourceMapping: { ...mapping, channel: ["2/eventSourceArn"], runs: ["2/target"] },
    "Function.addEventSourceMapping": { ...mapping, channel: ["1/eventSourceArn"], runs: ["receiver:"] },
    LambdaSubscription: { ...topicSource, channel: ["around:addSubscription"], runs: ["0"] },
    SqsSubscription: subscription,
    SnsDestination: notification("sns", "topic"),
    SqsDestination: notification("sqs", "queue"),
    Rule: rule,
    "Rule.addTarget": targetOf(rule),
  },
};
