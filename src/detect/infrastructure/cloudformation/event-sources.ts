import { table } from "../../../model/table.ts";
import { at, type ConfigNode, items, number, startOf, text } from "../../../workspace/config.ts";
import type { BrokerKind, ChannelKind, Fact, FactOf } from "../../fact.ts";
import { channelName, deadLetterFact } from "./channels.ts";
import { resolveTarget, type Template } from "./template.ts";

export interface LambdaFunction {
  /** Logical id. */
  id: string;
  handler?: string;
  /** Folder of its code. */
  folder?: string;
  bound?: { file: string; name: string };
  timeout?: number;
  retries?: number;
  /** Where failed asynchronous invocations go. */
  onFailure: ConfigNode | undefined;
}

interface Source {
  broker: BrokerKind;
  kind: ChannelKind;
  /** Properties that name the channel. */
  keys: readonly string[];
  /** queue: its redrive policy decides; stream: the mapping's own destination; async: the function's. */
  failure: "queue" | "stream" | "async";
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
const sources = table<Source>({
  SQS: { broker: "sqs", kind: "queue", keys: ["Queue", "EventSourceArn"], failure: "queue" },
  SNS: { broker: "sns", kind: "topic", keys: ["Topic"], failure: "async" },
  DynamoDB: { broker: "dynamodb-streams", kind: "stream", keys: ["Stream", "EventSourceArn"], failure: "stream" },
  Kinesis: { broker: "kinesis", kind: "stream", keys: ["Stream", "EventSourceArn"], failure: "stream" },
  MSK: { broker: "kafka", kind: "topic", keys: ["Topics"], failure: "stream" },
  SelfManagedKafka: { broker: "kafka", kind: "topic", keys: ["Topics"], failure: "stream" },
  CloudWatchEvent: { broker: "eventbridge", kind: "bus", keys: ["EventBusName"], failure: "async" },
  EventBridgeRule: { broker: "eventbridge", kind: "bus", keys: ["EventBusName"], failure: "async" },
});

/** The consumer that one event source of a function is, and the dead letter that the mapping itself declares. */
export function* eventSource(
  template: Template,
  lambda: LambdaFunction,
  type: string | undefined,
  anchor: ConfigNode | undefined,
  properties: ConfigNode | undefined,
  name: string,
): Generator<Fact> {
  const source = sources[type ?? ""];
  if (source === undefined || anchor === undefined) return;
  const pattern = at(properties, "Pattern") ?? at(properties, "EventPattern");
  if (source.broker === "eventbridge" && isPlatformPattern(pattern)) return;
  const node = source.keys.map((key) => at(properties, key)).find((found) => found !== undefined);
  const targets = (source.broker === "kafka" ? items(node) : [node]).map((item) => resolveTarget(template, item));
  const named = targets.flatMap((target) => channelName(target) ?? (target.parameter === undefined ? [] : `\${${target.parameter}}`));
  const names = source.broker === "eventbridge" && node === undefined ? ["default"] : named;
  const types = detailTypes(pattern);
  const onFailure = at(properties, "DestinationConfig", "OnFailure");
  if (onFailure !== undefined) {
    const channel = channelName(resolveTarget(template, at(onFailure, "Destination"))) ?? null;
    yield deadLetterFact(template, startOf(onFailure), "lambda-onfailure", channel, `${lambda.id}/${name}`);
  }
  yield {
    fact: "consumer",
    file: template.path,
    line: anchor.line,
    broker: source.broker,
    channel: names.length === 0 ? null : names.length === 1 ? names[0]! : names,
    channelKind: source.kind,
    ...(names.length === 0 && targets[0]?.expression ? { expression: targets[0].expression } : {}),
    ...(types.length === 1 ? { eventType: types[0]! } : {}),
    ...(types.length > 0 ? { eventTypes: types } : {}),
    handler: lambda.id,
    level: "direct",
    confidence: "config",
    ...failureOf(source, onFailure, lambda),
    ...retryOf(source, properties, lambda),
    ...(lambda.bound === undefined ? {} : { bound: lambda.bound }),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html */
function failureOf(
  { failure }: Source,
  onFailure: ConfigNode | undefined,
  lambda: LambdaFunction,
): Pick<Partial<FactOf<"consumer">>, "dlq" | "dlqWhy"> {
  if (failure === "queue") return {};
  const target = failure === "stream" ? onFailure : lambda.onFailure;
  const where = failure === "stream" ? "the event-source mapping" : `the function ${lambda.id}`;
  if (target !== undefined) return { dlq: "true", dlqWhy: `line ${startOf(target)}: ${where} sends failures on` };
  return { dlq: "false", dlqWhy: `${where} has no failure destination` };
}

function retryOf(
  { failure }: Source,
  properties: ConfigNode | undefined,
  lambda: LambdaFunction,
): Pick<Partial<FactOf<"consumer">>, "retry" | "retryWhy"> {
  const count = failure === "stream" ? number(at(properties, "MaximumRetryAttempts")) : failure === "async" ? lambda.retries : undefined;
  return count === undefined ? {} : { retry: count !== 0, retryWhy: `MaximumRetryAttempts ${count}` };
}

function detailTypes(pattern: ConfigNode | undefined): string[] {
  return items(at(pattern, "detail-type")).flatMap((item) => text(item) ?? []);
}

/** Events of the platform itself (a pipeline, a schedule), not of the application. */
function isPlatformPattern(pattern: ConfigNode | undefined): boolean {
  const from = items(at(pattern, "source")).map((item) => text(item) ?? "");
  const types = detailTypes(pattern);
  return (
    (from.length > 0 && from.every((source) => source.startsWith("aws."))) ||
    (types.length > 0 && types.every((type) => type.startsWith("AWS ")))
  );
}
