import type { Resource } from "../../../model/delivery.ts";
import { type Hcl, hclObject, hclText, hclValue } from "../hcl.ts";
import { endsOf, listOf, topicName } from "../settled.ts";
import { type Attributes, block, type Labels } from "./block.ts";

const queueAttributes: readonly (readonly [string, string])[] = [
  ["FifoQueue", "fifo_queue"],
  ["VisibilityTimeout", "visibility_timeout_seconds"],
  ["MessageRetentionPeriod", "message_retention_seconds"],
  ["DelaySeconds", "delay_seconds"],
];

export function queueBlocks({ name, config }: Resource, labels: Labels): string[] {
  const queue = (of: string, attribute: string) => `aws_sqs_queue.${labels("aws_sqs_queue", of)}.${attribute}`;
  const { deadLetter, maxReceiveCount, redriveAllow, allowsTopic } = config;
  const own = queueAttributes.flatMap(([from, to]) => {
    const value = config[from];
    return value === undefined || value === null ? [] : [[to, hclValue(value)] as const];
  });
  const redrive: Attributes =
    typeof deadLetter === "string" && typeof maxReceiveCount === "number"
      ? [
          [
            "redrive_policy",
            `jsonencode(${hclObject([
              ["deadLetterTargetArn", queue(deadLetter, "arn")],
              ["maxReceiveCount", String(maxReceiveCount)],
            ])})`,
          ],
        ]
      : [];
  const parts = [block("aws_sqs_queue", name, labels, [["name", hclText(name)], ...own, ...redrive])];
  if (typeof redriveAllow === "string") {
    const arns = listOf(redriveAllow).map((source) => queue(source, "arn"));
    const policy = hclObject([
      ["redrivePermission", '"byQueue"'],
      ["sourceQueueArns", `[${arns.join(", ")}]`],
    ]);
    parts.push(
      block("aws_sqs_queue_redrive_allow_policy", name, labels, [
        ["queue_url", queue(name, "id")],
        ["redrive_allow_policy", `jsonencode(${policy})`],
      ]),
    );
  }
  if (typeof allowsTopic === "string") {
    const policy = queuePolicy(queue(name, "arn"), topicArn(topicName(allowsTopic), labels));
    parts.push(
      block("aws_sqs_queue_policy", name, labels, [
        ["queue_url", queue(name, "id")],
        ["policy", policy],
      ]),
    );
  }
  return parts;
}

/** Lets a topic send to a queue: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export function queuePolicy(queue: Hcl, topic: Hcl): Hcl {
  const statement = hclObject([
    ["Effect", '"Allow"'],
    ["Principal", hclObject([["Service", '"sns.amazonaws.com"']])],
    ["Action", '"sqs:SendMessage"'],
    ["Resource", queue],
    ["Condition", hclObject([["ArnEquals", hclObject([["aws:SourceArn", topic]])]])],
  ]);
  return `jsonencode(${hclObject([
    ["Version", '"2012-10-17"'],
    ["Statement", `[${statement}]`],
  ])})`;
}

function topicArn(topic: string, labels: Labels): Hcl {
  return topic.startsWith("arn:") ? hclText(topic) : `aws_sns_topic.${labels("aws_sns_topic", topic)}.arn`;
}

export function topicBlock({ name, config }: Resource, labels: Labels): string[] {
  if (name.startsWith("arn:")) return [];
  const fifo: Attributes = config["FifoTopic"] === true ? [["fifo_topic", "true"]] : [];
  return [block("aws_sns_topic", topicName(name), labels, [["name", hclText(topicName(name))], ...fifo])];
}

export function subscriptionBlock({ name, config }: Resource, labels: Labels): string[] {
  const { topic, queue } = endsOf(name);
  const arn = (of: string) => `aws_sqs_queue.${labels("aws_sqs_queue", of)}.arn`;
  const deadLetter = config["deadLetter"];
  const redrive: Attributes =
    typeof deadLetter === "string" ? [["redrive_policy", `jsonencode(${hclObject([["deadLetterTargetArn", arn(deadLetter)]])})`]] : [];
  return [
    block("aws_sns_topic_subscription", name, labels, [
      ["topic_arn", topicArn(topic, labels)],
      ["protocol", '"sqs"'],
      ["endpoint", arn(queue)],
      ["raw_message_delivery", String(config["RawMessageDelivery"] === true)],
      ...redrive,
    ]),
  ];
}
