import { at, type ConfigNode, entries, text } from "../../../workspace/config.ts";
import { endsOf } from "../../emit/settled.ts";
import type { Value } from "../../value.ts";
import { type Edits, type Job, reason } from "../format.ts";
import type { Cannot } from "../opened.ts";
import { isShared, setEntries } from "../structure.ts";
import { arnOf, getAtt, named, reference, resourceMaps, topicArnOf } from "./template.ts";

/** `AWS::SNS::Subscription` of a topic to a queue. Its dead letter is another one than the queue's. */
function subscriptionIn({ file, resource, declaredAs }: Job): ConfigNode | undefined {
  const { topic, queue } = endsOf(resource.name);
  const names = (node: ConfigNode | undefined, name: string) => {
    const found = new Set(named(node));
    return found.has(name) || found.has(declaredAs(name)?.logicalId ?? name);
  };
  const all = resourceMaps(file).flatMap((map) => entries(map).map(([, node]) => node));
  return all.find(
    (node) =>
      text(at(node, "Type")) === "AWS::SNS::Subscription" &&
      names(at(node, "Properties", "Endpoint"), queue) &&
      names(at(node, "Properties", "TopicArn"), topic),
  );
}

export function declaresSubscription(job: Job): boolean {
  return subscriptionIn(job) !== undefined;
}

export function updateSubscription(job: Job): Edits | Cannot {
  const { file, resource } = job;
  const { deadLetter } = resource.config;
  const found = subscriptionIn(job);
  const properties = at(found, "Properties");
  if (found === undefined || properties === undefined || isShared(file, found))
    return { cannot: `${file.path} has no subscription for ${resource.name}: declare it there, with a RedrivePolicy.` };
  if (typeof deadLetter !== "string") return { edits: [] };
  const policy = at(properties, "RedrivePolicy");
  const target = at(policy, "deadLetterTargetArn");
  if (target !== undefined) {
    const names = new Set(named(target));
    if (names.has(deadLetter) || names.has(job.declaredAs(deadLetter)?.logicalId ?? deadLetter)) return { edits: [] };
    return { cannot: `The RedrivePolicy of the subscription (${file.path}:${target.line}) names another queue than ${deadLetter}.` };
  }
  const set = setEntries(file, properties, { RedrivePolicy: { deadLetterTargetArn: arnOf(job, deadLetter) } }, reason(job));
  return "cannot" in set ? set : { edits: set };
}

/** A queue that SNS sends to must let it in: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export function sendingPolicy(job: Job, queueId: string, topic: string): Value {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: getAtt(job.file, queueId, "Arn"),
    Condition: { ArnEquals: { "aws:SourceArn": topicArnOf(job, topic) } },
  };
  return {
    Type: "AWS::SQS::QueuePolicy",
    Properties: { Queues: [reference(job.file, queueId)], PolicyDocument: { Version: "2012-10-17", Statement: [statement] } },
  };
}
