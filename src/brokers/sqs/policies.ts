import { digestOf } from "../../model/digest.ts";
import { channelOf } from "./names.ts";
import { type Attributes, objectIn, siblingArn } from "./queues.ts";

const service = "sns.amazonaws.com";

/** The ARN of a topic that a channel names; without account it is the queue's own. */
export function topicArnOf(channel: string, queueArn: string): string {
  const { arn, name } = channelOf(channel, { kind: "topic" });
  return arn ?? siblingArn(queueArn, "sns", name);
}

/** Does a queue's policy let SNS send to it for this topic? https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export function letsIn({ Policy }: Attributes, topicArn: string): boolean {
  return statementsOf(Policy).some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === "Allow" &&
      isSns(Principal) &&
      listOf(Action).some((each) => /^(\*|sqs:(\*|SendMessage))$/i.test(each)) &&
      holdsFor(Condition, topicArn),
  );
}

/** The same policy with one statement more. */
export function lettingIn({ Policy, QueueArn }: Attributes, topicArn: string): string {
  const statement = {
    Sid: `gm${digestOf(topicArn).slice(0, 16)}`,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sqs:SendMessage",
    Resource: QueueArn,
    Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
  };
  return JSON.stringify({ Version: "2012-10-17", ...objectIn(Policy), Statement: [...statementsOf(Policy), statement] });
}

function statementsOf(policy: string | undefined): Record<string, unknown>[] {
  const statement = objectIn(policy)?.["Statement"];
  const all = Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  return all.filter((each): each is Record<string, unknown> => typeof each === "object" && each !== null);
}

function isSns(principal: unknown): boolean {
  if (principal === "*") return true;
  const { Service, AWS } = (principal ?? {}) as Record<string, unknown>;
  return listOf(Service).includes(service) || listOf(AWS).includes("*");
}

/** No condition, or one that names the topic. Conditions about something else are not understood: then it does not count. */
function holdsFor(condition: unknown, topicArn: string): boolean {
  if (condition === undefined) return true;
  const arns = Object.values(condition as Record<string, Record<string, unknown>>).map(
    (each) => each["aws:SourceArn"] ?? each["AWS:SourceArn"],
  );
  return arns.length > 0 && arns.every((arn) => listOf(arn).includes(topicArn));
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}
