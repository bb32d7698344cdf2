import type { Resource } from "../../model/delivery.ts";
import { free, pascal } from "../owners/names.ts";
import { type Value, verbatim, yamlMap } from "../value.ts";
import { endsOf, listOf, settledQueues, topicName } from "./settled.ts";

/** Queues, topics and subscriptions as a CloudFormation template, which SAM takes as well. */
export function cloudformationTemplate(resources: readonly Resource[]): string {
  const queues = settledQueues(resources);
  const ids = namesOf(queues, resources);
  const parts: Record<string, Value> = {};
  for (const queue of queues) {
    parts[ids.queue(queue.name)!] = { Type: "AWS::SQS::Queue", Properties: queueProperties(queue, ids) };
    const topic = queue.config["allowsTopic"];
    if (typeof topic === "string") parts[`${ids.queue(queue.name)!}Policy`] = sendingPolicy(queue.name, topicName(topic), ids);
  }
  for (const { id, name, config } of resources) {
    if (id.startsWith("sns:topic:") && !isArn(name))
      parts[ids.topic(topicName(name))!] = topicOf(topicName(name), config["FifoTopic"] === true);
    if (id.startsWith("sns:subscription:")) parts[subscriptionId(name)] = subscription(name, config, ids);
  }
  return `${yamlMap({ AWSTemplateFormatVersion: "2010-09-09", Description: "Queues with their retries and dead letters.", Resources: parts }, "", "  ")}\n`;
}

interface Ids {
  queue(name: string): string | undefined;
  topic(name: string): string | undefined;
}

function namesOf(queues: readonly Resource[], resources: readonly Resource[]): Ids {
  const taken = new Set<string>();
  const given = (name: string) => {
    const id = free(pascal(name), (candidate) => taken.has(candidate));
    taken.add(id);
    return id;
  };
  const queueIds = new Map(queues.map(({ name }) => [name, given(name.replace(/\.fifo$/, ""))]));
  const topics = resources.filter(({ id, name }) => id.startsWith("sns:topic:") && !isArn(name)).map(({ name }) => topicName(name));
  const topicIds = new Map(topics.map((name) => [name, given(`${name.replace(/\.fifo$/, "")}-topic`)]));
  return { queue: (name) => queueIds.get(name), topic: (name) => topicIds.get(name) };
}

const isArn = (name: string): boolean => name.startsWith("arn:");

function queueProperties({ name, config }: Resource, ids: Ids): Record<string, Value> {
  const { deadLetter, maxReceiveCount, redriveAllow } = config;
  const own = ["FifoQueue", "VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds"].flatMap((key) => {
    const value = config[key];
    return value === undefined || value === null ? [] : [[key, value] as const];
  });
  return {
    QueueName: name,
    ...Object.fromEntries(own),
    ...(typeof deadLetter === "string" &&
      typeof maxReceiveCount === "number" && { RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetter, ids), maxReceiveCount } }),
    // By name: by reference the two queues would need one another.
    ...(typeof redriveAllow === "string" && {
      RedriveAllowPolicy: { redrivePermission: "byQueue", sourceQueueArns: listOf(redriveAllow).map(namedArn) },
    }),
  };
}

function arnOf(queue: string, ids: Ids): Value {
  const id = ids.queue(queue);
  return id === undefined ? namedArn(queue) : verbatim(`!GetAtt ${id}.Arn`);
}

function namedArn(queue: string): Value {
  return verbatim(`!Sub "arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${queue}"`);
}

function topicArn(topic: string, ids: Ids): Value {
  const id = ids.topic(topic);
  if (id !== undefined) return verbatim(`!Ref ${id}`);
  return isArn(topic) ? topic : verbatim(`!Sub "arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${topic}"`);
}

function topicOf(name: string, fifo: boolean): Value {
  return { Type: "AWS::SNS::Topic", Properties: { TopicName: name, ...(fifo && { FifoTopic: true }) } };
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function sendingPolicy(queue: string, topic: string, ids: Ids): Value {
  return {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [verbatim(`!Ref ${ids.queue(queue)!}`)],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: arnOf(queue, ids),
            Condition: { ArnEquals: { "aws:SourceArn": topicArn(topic, ids) } },
          },
        ],
      },
    },
  };
}

function subscriptionId(name: string): string {
  const { topic, queue } = endsOf(name);
  return pascal(`${topic.split(":").at(-1)!}-to-${queue}`);
}

function subscription(name: string, { deadLetter, RawMessageDelivery }: Resource["config"], ids: Ids): Value {
  const { topic, queue } = endsOf(name);
  return {
    Type: "AWS::SNS::Subscription",
    Properties: {
      TopicArn: topicArn(topic, ids),
      Protocol: "sqs",
      Endpoint: arnOf(queue, ids),
      RawMessageDelivery: RawMessageDelivery === true,
      ...(typeof deadLetter === "string" && { RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetter, ids) } }),
    },
  };
}
