import { table } from "../../../model/table.ts";
import { at, type ConfigNode, number, startOf, text } from "../../../workspace/config.ts";
import type { BrokerKind, ChannelKind, Fact } from "../../fact.ts";
import { channelName, hasOpenName, nameOf, type Reference, resolve } from "./resolve.ts";
import type { Block, Scope } from "./scope.ts";

const channels = table<{ broker: BrokerKind; kind: ChannelKind }>({
  aws_sqs_queue: { broker: "sqs", kind: "queue" },
  aws_sns_topic: { broker: "sns", kind: "topic" },
  aws_cloudwatch_event_bus: { broker: "eventbridge", kind: "bus" },
  aws_kinesis_stream: { broker: "kinesis", kind: "stream" },
  aws_dynamodb_table: { broker: "dynamodb-streams", kind: "stream" },
  confluent_kafka_topic: { broker: "kafka", kind: "topic" },
  kafka_topic: { broker: "kafka", kind: "topic" },
  aiven_kafka_topic: { broker: "kafka", kind: "topic" },
  rabbitmq_queue: { broker: "rabbitmq", kind: "queue" },
  rabbitmq_exchange: { broker: "rabbitmq", kind: "exchange" },
  jetstream_stream: { broker: "nats", kind: "stream" },
  google_pubsub_topic: { broker: "pubsub", kind: "topic" },
  azurerm_servicebus_queue: { broker: "servicebus", kind: "queue" },
  azurerm_servicebus_topic: { broker: "servicebus", kind: "topic" },
  azurerm_eventhub: { broker: "servicebus", kind: "stream" },
});

const clusters = table<BrokerKind>({
  aws_msk_cluster: "kafka",
  aws_msk_serverless_cluster: "kafka",
  confluent_kafka_cluster: "kafka",
});

/** Queues, topics and streams of one scope, with dead letters and subscriptions. */
export function* channelFacts(scope: Scope): Generator<Fact> {
  const separate = separatePolicies(scope);
  const topics = subscriptions(scope);
  for (const block of scope.module.resources.values()) {
    const { type, body, file, line } = block;
    const cluster =
      clusters[type] ?? (type === "aws_mq_broker" && /rabbit/i.test(text(at(body, "engine_type")) ?? "") ? "rabbitmq" : undefined);
    if (cluster !== undefined) yield { fact: "broker", broker: cluster, role: "infra", file, line, what: `resource ${type}` };
    const known = channels[type];
    if (known === undefined || (type === "aws_dynamodb_table" && at(body, "stream_enabled")?.value !== true)) continue;
    const policy = at(body, "redrive_policy") ?? separate.get(block.name);
    const { target, maxReceive } =
      type === "aws_sqs_queue" ? redrive(scope, policy) : type === "rabbitmq_queue" ? deadLetterExchange(body) : {};
    const visibilityTimeout = number(at(body, "visibility_timeout_seconds"));
    const subscribedTo = topics.get(block.name);
    const limit = maxReceive === undefined ? {} : { maxReceive };
    yield {
      fact: "channel",
      ...known,
      name: nameOf(scope, block),
      file,
      line,
      logicalId: `${type}.${block.name}`,
      ...(target === undefined ? {} : { deadLetter: target }),
      ...limit,
      ...(visibilityTimeout === undefined ? {} : { visibilityTimeout }),
      ...(subscribedTo === undefined ? {} : { subscribedTo }),
      ...(hasOpenName(scope, block) ? { openName: true } : {}),
      ...(type === "aws_sqs_queue" ? { fifo: at(body, "fifo_queue")?.value === true } : {}),
    };
    if (target !== undefined) {
      const at = policy === undefined ? line : startOf(policy);
      yield {
        fact: "dead-letter",
        file,
        line: at,
        kind: type === "rabbitmq_queue" ? "rabbit-dlx" : "sqs-redrive",
        channel: target,
        source: nameOf(scope, block),
        ...limit,
      };
    }
  }
}

/** `redrive_policy = jsonencode({…})`, JSON text with references inside, or an expression that holds either. */
function redrive(scope: Scope, node: ConfigNode | undefined): { target?: string; maxReceive?: number } {
  if (node === undefined || node.value === null) return {};
  const source = typeof node.value === "string" ? node.value : "";
  const reference: Reference =
    source === ""
      ? resolve(scope, at(node, "deadLetterTargetArn"))
      : resolve(scope, {
          line: node.line,
          tag: "expression",
          value: /deadLetterTargetArn"?\s*[=:]\s*"?(?:\$\{)?\s*([\w.[\]*-]+)/.exec(source)?.[1] ?? "",
        });
  const count =
    source === "" ? number(at(node, "maxReceiveCount")) : Number(/maxReceiveCount"?\s*[=:]\s*"?(\d+)/.exec(source)?.[1] ?? Number.NaN);
  const target = channelName(reference) ?? reference.expression;
  return target === "" ? {} : { target, ...(count === undefined || Number.isNaN(count) ? {} : { maxReceive: count }) };
}

function deadLetterExchange(body: ConfigNode): { target?: string; maxReceive?: number } {
  const given = at(body, "settings", "arguments");
  const target = text(at(given, "x-dead-letter-exchange"));
  return target === undefined ? {} : { target: target || (text(at(given, "x-dead-letter-routing-key")) ?? "") };
}

/** `dead_letter_config` of rule targets and schedules. Those of functions name a `target_arn` and are stated with the function. */
export function* otherDeadLetters(scope: Scope): Generator<Fact> {
  for (const { body, file } of scope.module.resources.values()) {
    for (const config of [at(body, "dead_letter_config"), at(body, "target", "dead_letter_config")]) {
      const arn = at(config, "arn");
      if (config !== undefined && arn !== undefined)
        yield { fact: "dead-letter", file, line: startOf(config), kind: "other", channel: targetName(scope, arn) };
    }
  }
}

/** A module whose source is elsewhere has a name, and it is not that of its outputs. */
function targetName(scope: Scope, arn: ConfigNode): string | null {
  const found = resolve(scope, arn);
  return found.block?.type === "module" && !isQueueModule(found.block) ? null : (channelName(found) ?? null);
}

/** Policies that stand in a resource of their own, by the label of their queue. */
function separatePolicies(scope: Scope): Map<string, ConfigNode> {
  const found = new Map<string, ConfigNode>();
  for (const { type, body } of scope.module.resources.values()) {
    const policy = type === "aws_sqs_queue_redrive_policy" ? at(body, "redrive_policy") : undefined;
    const queue = resolve(scope, at(body, "queue_url")).block;
    if (policy !== undefined && queue !== undefined) found.set(queue.name, policy);
  }
  return found;
}

/** Label of a queue to the topics that feed it. */
function subscriptions(scope: Scope): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { type, body } of scope.module.resources.values()) {
    if (type !== "aws_sns_topic_subscription" || text(at(body, "protocol")) !== "sqs") continue;
    const queue = resolve(scope, at(body, "endpoint")).block;
    const topic = channelName(resolve(scope, at(body, "topic_arn")));
    if (queue !== undefined && topic !== undefined) found.set(queue.name, [...(found.get(queue.name) ?? []), topic]);
  }
  return found;
}

/** The terraform-aws-modules queue: https://registry.terraform.io/modules/terraform-aws-modules/sqs/aws */
export function* queueModules(scope: Scope): Generator<Fact> {
  for (const call of scope.module.calls.values()) {
    if (!isQueueModule(call)) continue;
    const name = nameOf(scope, call);
    const withDeadLetter = at(call.body, "create_dlq");
    const target =
      withDeadLetter?.value === true
        ? (resolve(scope, at(call.body, "dlq_name")).literal ?? `${name}-dlq`)
        : redrive(scope, at(call.body, "redrive_policy")).target;
    const count = number(at(call.body, "redrive_policy", "maxReceiveCount"));
    const limit = count === undefined ? {} : { maxReceive: count };
    yield {
      fact: "channel",
      broker: "sqs",
      kind: "queue",
      name,
      file: call.file,
      line: call.line,
      logicalId: `module.${call.name}`,
      ...(target === undefined ? {} : { deadLetter: target }),
      ...limit,
    };
    const line = startOf(withDeadLetter ?? at(call.body, "redrive_policy") ?? call.body);
    if (target !== undefined)
      yield { fact: "dead-letter", file: call.file, line, kind: "sqs-redrive", channel: target, source: name, ...limit };
  }
}

export function isQueueModule(call: Block): boolean {
  return (text(at(call.body, "source")) ?? "").startsWith("terraform-aws-modules/sqs/aws");
}
