import { table } from "../../../model/table.ts";
import { at, type ConfigNode, items, number, startOf, text } from "../../../workspace/config.ts";
import type { BrokerKind, ChannelKind, Fact, FactOf } from "../../fact.ts";
import { nameOf, type Resource, resolveTarget, type Target, type Template } from "./template.ts";

const kinds = table<{ broker: BrokerKind; kind: ChannelKind }>({
  "AWS::SQS::Queue": { broker: "sqs", kind: "queue" },
  "AWS::SNS::Topic": { broker: "sns", kind: "topic" },
  "AWS::Events::EventBus": { broker: "eventbridge", kind: "bus" },
  "AWS::Kinesis::Stream": { broker: "kinesis", kind: "stream" },
  "AWS::DynamoDB::Table": { broker: "dynamodb-streams", kind: "stream" },
  "AWS::DynamoDB::GlobalTable": { broker: "dynamodb-streams", kind: "stream" },
  "AWS::Serverless::SimpleTable": { broker: "dynamodb-streams", kind: "stream" },
});

/** Queues, topics, buses and streams with their dead letters and subscriptions. */
export function* channelFacts(template: Template): Generator<Fact> {
  const topics = subscriptions(template);
  for (const resource of template.resources.values()) {
    if (resource.type === "AWS::MSK::Cluster" || resource.type === "AWS::MSK::ServerlessCluster") yield broker(template, resource, "kafka");
    if (resource.type === "AWS::AmazonMQ::Broker" && /rabbit/i.test(text(at(resource.properties, "EngineType")) ?? ""))
      yield broker(template, resource, "rabbitmq");
    const known = kinds[resource.type];
    if (known === undefined || (known.broker === "dynamodb-streams" && at(resource.properties, "StreamSpecification") === undefined))
      continue;
    const name = nameOf(template, resource);
    const redrive = at(resource.properties, "RedrivePolicy");
    const deadLetter = redrive === undefined ? undefined : channelName(resolveTarget(template, at(redrive, "deadLetterTargetArn")));
    const maxReceive = number(at(redrive, "maxReceiveCount"));
    const visibilityTimeout = number(at(resource.properties, "VisibilityTimeout"));
    const subscribedTo = topics.get(resource.id);
    yield {
      fact: "channel",
      ...known,
      name,
      file: template.path,
      line: resource.typeLine,
      logicalId: resource.id,
      ...(typeof deadLetter === "string" ? { deadLetter } : {}),
      ...(maxReceive === undefined ? {} : { maxReceive }),
      ...(visibilityTimeout === undefined ? {} : { visibilityTimeout }),
      ...(subscribedTo === undefined ? {} : { subscribedTo }),
      ...(resource.type === "AWS::SQS::Queue" ? { fifo: text(at(resource.properties, "FifoQueue")) === "true" } : {}),
    };
    if (redrive !== undefined) yield deadLetterFact(template, startOf(redrive), "sqs-redrive", deadLetter ?? null, name, maxReceive);
  }
}

/** Name of the queue, topic or stream that a target is; undefined where nothing says so. */
export function channelName(target: Target): string | undefined {
  if (target.resource !== undefined) return nameOf(target.template, target.resource);
  return target.literal;
}

export function deadLetterFact(
  { path }: Template,
  line: number,
  kind: FactOf<"dead-letter">["kind"],
  channel: string | null,
  source: string,
  maxReceive?: number,
): FactOf<"dead-letter"> {
  return { fact: "dead-letter", file: path, line, kind, channel, source, ...(maxReceive === undefined ? {} : { maxReceive }) };
}

function broker(template: Template, resource: Resource, kind: BrokerKind): Fact {
  return {
    fact: "broker",
    broker: kind,
    role: "infra",
    file: template.path,
    line: resource.typeLine,
    what: `${resource.type} ${resource.id}`,
  };
}

/** Queue (logical id) to the topics that feed it. */
function subscriptions(template: Template): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (endpoint: ConfigNode | undefined, topic: string | undefined) => {
    const id = resolveTarget(template, endpoint).resource?.id;
    if (id !== undefined && topic !== undefined) found.set(id, [...(found.get(id) ?? []), topic]);
  };
  for (const { type, properties, id } of template.resources.values()) {
    if (type === "AWS::SNS::Subscription" && text(at(properties, "Protocol")) === "sqs") {
      add(at(properties, "Endpoint"), channelName(resolveTarget(template, at(properties, "TopicArn"))));
    }
    if (type !== "AWS::SNS::Topic") continue;
    const topic = nameOf(template, template.resources.get(id)!);
    for (const subscription of items(at(properties, "Subscription")))
      if (text(at(subscription, "Protocol")) === "sqs") add(at(subscription, "Endpoint"), topic);
  }
  return found;
}
