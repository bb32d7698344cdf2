import { dirname, join, normalize } from "node:path/posix";
import { at, type ConfigNode, entries, items, number, startOf, text } from "../../../workspace/config.ts";
import type { BrokerKind, ChannelKind, Fact, FactOf } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { locateHandler } from "../handler-file.ts";
import { isQueueModule } from "./channels.ts";
import { channelName, nameOf, type Reference, resolve } from "./resolve.ts";
import type { Block, Scope } from "./scope.ts";

/** Lambda functions of one scope: event sources, failure targets, channels in their environment. */
export function* functionFacts(scope: Scope, repository: Repository): Generator<Fact> {
  for (const block of [...scope.module.resources.values(), ...scope.module.calls.values()]) {
    if (block.type === "aws_lambda_function" || (block.type === "module" && isFunctionModule(block)))
      yield* deployed(scope, block, repository);
    else if (block.type === "aws_lambda_event_source_mapping") yield* mapping(scope, block, repository);
    else if (block.type === "aws_sns_topic_subscription" && text(at(block.body, "protocol")) === "lambda")
      yield* subscription(scope, block, repository);
    else if (block.type === "aws_cloudwatch_event_target") yield* ruleTarget(scope, block, repository);
  }
}

function isFunctionModule({ body }: Block): boolean {
  return at(body, "handler") !== undefined;
}

/** Name and source of the function that an expression points at. A module with a `handler` is one. */
function functionOf(scope: Scope, node: ConfigNode | undefined, { paths }: Repository): Lambda {
  const { block, scope: owner, literal } = resolve(scope, node);
  if (block === undefined) return { id: literal ?? "function" };
  const handler = resolve(owner, at(block.body, "handler")).literal;
  const folders = ["", dirname(block.file), join(dirname(block.file), text(at(block.body, "source_path")) ?? "")].map((folder) =>
    normalize(folder || "."),
  );
  const bound = folders.map((folder) => locateHandler(paths, folder, handler)).find((found) => found !== undefined);
  return { id: nameOf(owner, block), ...(bound === undefined ? {} : { bound }), block, owner };
}

function* deployed(scope: Scope, block: Block, repository: Repository): Generator<Fact> {
  const { file, line, body } = block;
  const { bound } = functionOf(scope, { line, tag: "expression", value: `${block.type}.${block.name}` }, repository);
  const timeout = number(at(body, "timeout"));
  yield {
    fact: "function",
    id: nameOf(scope, block),
    file,
    line,
    ...(bound === undefined ? {} : { folder: dirname(bound.file) }),
    ...(timeout === undefined ? {} : { timeout }),
  };
  const maps = block.type === "module" ? entries(body).map(([, value]) => value) : [at(body, "environment", "variables")];
  for (const [variable, value] of maps.flatMap((map) => entries(map))) {
    const channel = channelName(resolve(scope, value));
    if (!/^[A-Z][A-Z0-9_]*$/.test(variable) || channel === undefined || channel.includes("${")) continue;
    yield {
      fact: "environment",
      file,
      line: startOf(value),
      variable,
      channel,
      folder: bound === undefined || dirname(bound.file) === "." ? "" : dirname(bound.file),
    };
  }
  const target = at(body, "dead_letter_config", "target_arn");
  if (target !== undefined) yield failure(file, startOf(target), channelName(resolve(scope, target)), nameOf(scope, block));
}

function* mapping(scope: Scope, block: Block, repository: Repository): Generator<Fact> {
  const { file, body } = block;
  const source = resolve(scope, at(body, "event_source_arn"));
  const known = sourceKind(source, at(body, "topics") ?? at(body, "self_managed_event_source"));
  if (known === undefined) return;
  const lambda = functionOf(scope, at(body, "function_name"), repository);
  const topics = items(at(body, "topics")).flatMap((topic) => resolve(scope, topic).literal ?? []);
  const onFailure = at(body, "destination_config", "on_failure", "destination_arn");
  if (onFailure !== undefined) yield failure(file, startOf(onFailure), channelName(resolve(scope, onFailure)), lambda.id);
  const attempts = number(at(body, "maximum_retry_attempts"));
  const channel = topics.length > 1 ? topics : (topics[0] ?? channelName(source) ?? null);
  yield {
    ...consumer(block, known, channel, lambda),
    ...(channel === null ? { expression: source.expression } : {}),
    ...(known.broker === "sqs"
      ? {}
      : onFailure === undefined
        ? { dlq: "false" as const, dlqWhy: "the event-source mapping has no destination_config" }
        : { dlq: "true" as const, dlqWhy: `line ${startOf(onFailure)}: on_failure` }),
    ...(attempts === undefined ? {} : { retry: attempts !== 0, retryWhy: `maximum_retry_attempts ${attempts}` }),
  };
}

function* subscription(scope: Scope, block: Block, repository: Repository): Generator<Fact> {
  const topic = channelName(resolve(scope, at(block.body, "topic_arn"))) ?? null;
  const lambda = functionOf(scope, at(block.body, "endpoint"), repository);
  yield { ...consumer(block, { broker: "sns", kind: "topic" }, topic, lambda), ...asynchronous(scope, lambda) };
}

function* ruleTarget(scope: Scope, block: Block, repository: Repository): Generator<Fact> {
  const target = resolve(scope, at(block.body, "arn"));
  const rule = resolve(scope, at(block.body, "rule")).block;
  if (target.block?.type !== "aws_lambda_function" && !(target.block?.type === "module" && isFunctionModule(target.block))) return;
  const pattern = at(rule?.body, "event_pattern");
  if (
    pattern === undefined ||
    !JSON.stringify([...flat(pattern)]).includes("detail-type") ||
    [...flat(pattern)].some((value) => value.startsWith("aws."))
  )
    return;
  const named = at(rule?.body, "event_bus_name");
  const bus = named === undefined ? "default" : (channelName(resolve(scope, named)) ?? null);
  const lambda = functionOf(scope, at(block.body, "arn"), repository);
  yield { ...consumer(block, { broker: "eventbridge", kind: "bus" }, bus, lambda), ...asynchronous(scope, lambda) };
}

function* flat(node: ConfigNode): Generator<string> {
  if (typeof node.value === "string") yield node.value;
  for (const [key, value] of entries(node)) {
    yield key;
    yield* flat(value);
  }
  if (Array.isArray(node.value)) for (const item of items(node)) yield* flat(item);
}

interface Lambda {
  id: string;
  bound?: { file: string; name: string };
  block?: Block;
  owner?: Scope;
}

function consumer(
  { file, line }: Block,
  known: { broker: BrokerKind; kind: ChannelKind },
  channel: string | string[] | null,
  lambda: Lambda,
): FactOf<"consumer"> {
  return {
    fact: "consumer",
    file,
    line,
    broker: known.broker,
    channel,
    channelKind: known.kind,
    handler: lambda.id,
    level: "direct",
    confidence: "config",
    ...(lambda.bound === undefined ? {} : { bound: lambda.bound }),
  };
}

/** Failures of an asynchronous invocation: the function's own dead letter, or an invoke config that names the function. */
function asynchronous(scope: Scope, { block, id }: Lambda): Pick<FactOf<"consumer">, "dlq" | "dlqWhy"> {
  if (block === undefined) return {};
  const own = at(block.body, "dead_letter_config", "target_arn") ?? at(block.body, "dead_letter_target_arn");
  const invoke = [...scope.module.resources.values()].find(
    ({ type, body }) => type === "aws_lambda_function_event_invoke_config" && resolve(scope, at(body, "function_name")).block === block,
  );
  const target = own ?? at(invoke?.body, "destination_config", "on_failure", "destination");
  return target === undefined
    ? { dlq: "false", dlqWhy: `the function ${id} has no failure destination` }
    : { dlq: "true", dlqWhy: `line ${startOf(target)}: the function ${id} sends failures on` };
}

function sourceKind({ block, literal }: Reference, topics: ConfigNode | undefined): { broker: BrokerKind; kind: ChannelKind } | undefined {
  const arn = literal ?? "";
  const type = block?.type.replace(/^data\./, "");
  if (type === "aws_sqs_queue" || arn.includes(":sqs:") || (block !== undefined && isQueueModule(block)))
    return { broker: "sqs", kind: "queue" };
  if (type === "aws_dynamodb_table" || arn.includes(":dynamodb:")) return { broker: "dynamodb-streams", kind: "stream" };
  if (type === "aws_kinesis_stream" || arn.includes(":kinesis:")) return { broker: "kinesis", kind: "stream" };
  if (topics !== undefined || type === "aws_msk_cluster" || arn.includes(":kafka:")) return { broker: "kafka", kind: "topic" };
  return undefined;
}

function failure(file: string, line: number, channel: string | undefined, source: string): Fact {
  return { fact: "dead-letter", file, line, kind: "lambda-onfailure", channel: channel ?? null, source };
}
