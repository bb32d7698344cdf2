import { free, pascal } from "../owners/names.ts";
import { type Value, verbatim, yamlMap } from "../value.ts";
import { thresholds as usual, type Thresholds } from "./thresholds.ts";
import { type Watched, watchesOf } from "./watch.ts";

/**
 * Alarms of CloudWatch for the dead letters and queues of SQS consumers, as a CloudFormation template. One period of 60 seconds
 * decides: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function cloudwatchAlarms(watched: readonly Watched[], thresholds: Thresholds = usual): string {
  const queues = watched.filter(({ broker }) => broker === "sqs");
  const resources: Record<string, Value> = {};
  const add = (queue: string, what: string, properties: Readonly<Record<string, Value>>) => {
    const id = free(pascal(`${queue}-${what}`), (name) => Object.hasOwn(resources, name));
    resources[id] = { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmName: `${queue}-${what}`, ...properties } };
  };
  for (const { queue, consumer } of watchesOf(queues))
    for (const [what, alarm] of deadLetterAlarms(queue, consumer, thresholds)) add(queue, what, alarm);
  for (const [queue, consumer] of sourcesOf(queues)) add(queue, "lag-growing", lagAlarm(queue, consumer, thresholds));
  return `${yamlMap({ ...head, Resources: resources }, "", "  ")}\n`;
}

const topic = (why: string): Value => ({ Type: "String", AllowedPattern: "^arn:[a-z-]+:sns:.+$", Description: why });

const head = {
  AWSTemplateFormatVersion: "2010-09-09",
  Description:
    "Dead letters of SQS consumers: people are told within minutes of the first. A queue without any calls for six hours is inactive and its metrics come late: run godmode-event inspect-dlq every hour, which keeps it active.",
  Parameters: {
    AlertTopic: topic("SNS topic of those who look at dead letters."),
    PageTopic: topic("SNS topic that wakes somebody."),
  },
} satisfies Record<string, Value>;

function deadLetterAlarms(
  queue: string,
  consumer: string,
  { page, oldestSeconds }: Thresholds,
): (readonly [string, Record<string, Value>])[] {
  const visible = metric(queue, "ApproximateNumberOfMessagesVisible");
  return [
    ["not-empty", { ...above(0, "AlertTopic"), ...visible, AlarmDescription: `${consumer} has dead letters in ${queue}.` }],
    [
      "depth-page",
      { ...above(page, "PageTopic"), ...visible, AlarmDescription: `${consumer} has more than ${page} dead letters in ${queue}.` },
    ],
    [
      "oldest-p1",
      {
        ...above(oldestSeconds, "PageTopic"),
        ...metric(queue, "ApproximateAgeOfOldestMessage"),
        AlarmDescription: `P1: the oldest dead letter of ${consumer} is older than a day. Blind to messages that were received three times.`,
      },
    ],
  ];
}

/** What is not measured is no alarm: an empty queue that nobody calls has no metrics. */
function above(threshold: number, to: string): Record<string, Value> {
  return {
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: threshold,
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    TreatMissingData: "notBreaching",
    AlarmActions: [verbatim(`!Ref ${to}`)],
    OKActions: [verbatim(`!Ref ${to}`)],
  };
}

function metric(queue: string, name: string): Record<string, Value> {
  return { Namespace: "AWS/SQS", MetricName: name, Dimensions: [{ Name: "QueueName", Value: queue }], Statistic: "Maximum", Period: 60 };
}

/** More than so many wait, and for five minutes there were more each minute. */
function lagAlarm(queue: string, consumer: string, { lag }: Thresholds): Record<string, Value> {
  const { Namespace, MetricName, Dimensions } = metric(queue, "ApproximateNumberOfMessagesVisible");
  return {
    AlarmDescription: `More and more messages wait for ${consumer} in ${queue}: add consumers.`,
    ...above(0, "AlertTopic"),
    EvaluationPeriods: 5,
    DatapointsToAlarm: 5,
    Metrics: [
      {
        Id: "growing",
        Expression: `IF(waiting > ${lag} AND RATE(waiting) > 0, 1, 0)`,
        Label: "More than that wait, and more come",
        ReturnData: true,
      },
      {
        Id: "waiting",
        MetricStat: { Metric: { Namespace: Namespace!, MetricName: MetricName!, Dimensions: Dimensions! }, Period: 60, Stat: "Maximum" },
        ReturnData: false,
      },
    ],
  };
}

/** Queues that are read, with whoever reads them. */
function sourcesOf(watched: readonly Watched[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { consumer, topology } of watched) {
    const queue = topology.resources.find(({ kind }) => kind === "reader")?.name ?? topology.reader.channel;
    found.set(queue, found.has(queue) ? `${found.get(queue)!}, ${consumer}` : consumer);
  }
  return found;
}
