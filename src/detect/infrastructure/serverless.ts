import { table } from "../../model/table.ts";
import { dirname, join } from "node:path/posix";
import { at, type ConfigNode, entries, items, startOf, text } from "../../workspace/config.ts";
import type { Fact } from "../fact.ts";
import type { InfrastructureFormat, Repository } from "../infrastructure-format.ts";
import { templateFacts } from "./cloudformation.ts";
import { channelName, deadLetterFact } from "./cloudformation/channels.ts";
import { eventSource, type LambdaFunction } from "./cloudformation/event-sources.ts";
import { readTemplate, resolveTarget, type Template } from "./cloudformation/template.ts";
import { locateHandler } from "./handler-file.ts";
import { bareName } from "../link/names.ts";
import { expandVariables } from "./serverless/variables.ts";

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
export const serverless: InfrastructureFormat = {
  id: "serverless",
  name: /(^|\/)serverless[\w.-]*\.(ya?ml|json)$/,
  *read(files, repository) {
    for (const file of files) {
      const document = repository.config.documents(file)?.documents[0];
      if (document === undefined || at(document, "provider") === undefined) continue;
      const root = expandVariables(document, (path) => {
        const other = join(dirname(file), path);
        return repository.paths.has(other) ? repository.config.documents(other)?.documents[0] : undefined;
      });
      const template = readTemplate(file, root, () => undefined, resourcesOf(root));
      yield* templateFacts(template, repository);
      for (const [name, node] of entries(at(root, "functions")))
        yield* functionFacts(template, name, node, at(root, "provider", "environment"), repository);
    }
  },
};

/** `resources` is one map, or a list of maps that are merged. */
function resourcesOf(root: ConfigNode): ConfigNode | undefined {
  const parts = items(at(root, "resources")).map((part) => at(part, "Resources") ?? part);
  return parts.length === 0 ? undefined : { line: parts[0]!.line, value: new Map(parts.flatMap((part) => entries(part))) };
}

/** Kind of event here to kind of event source there, with the properties that name its channel. */
const events = table<{ type: string; from: readonly string[]; to: string }>({
  sqs: { type: "SQS", from: ["arn"], to: "Queue" },
  sns: { type: "SNS", from: ["arn", "topicName"], to: "Topic" },
  kafka: { type: "SelfManagedKafka", from: ["topic"], to: "Topics" },
  msk: { type: "MSK", from: ["topic"], to: "Topics" },
  eventBridge: { type: "EventBridgeRule", from: ["eventBus"], to: "EventBusName" },
});

function* functionFacts(
  template: Template,
  name: string,
  node: ConfigNode,
  shared: ConfigNode | undefined,
  { paths }: Repository,
): Generator<Fact> {
  const folder = dirname(template.path);
  const handler = text(at(node, "handler"));
  const bound = locateHandler(paths, folder, handler);
  const onFailure = at(node, "destinations", "onFailure") ?? at(node, "onError");
  const lambda: LambdaFunction = {
    id: name,
    onFailure,
    ...(handler === undefined ? {} : { handler }),
    ...(bound === undefined ? {} : { bound }),
  };
  yield {
    fact: "function",
    id: name,
    file: template.path,
    line: startOf(node),
    folder: bound === undefined ? folder : dirname(bound.file),
  };
  if (onFailure !== undefined) {
    yield deadLetterFact(
      template,
      startOf(onFailure),
      "lambda-onfailure",
      channelName(resolveTarget(template, at(onFailure, "arn") ?? onFailure)) ?? null,
      name,
    );
  }
  for (const [variable, value] of [...entries(shared), ...entries(at(node, "environment"))]) {
    const channel = channelName(resolveTarget(template, value));
    // A queue may be named by another variable: ${HOST}/${ACCOUNT}/${QUEUE_NAME}.
    if (channel === undefined || (channel.includes("${") && !/^\$\{\w+\}$/.test(bareName(channel))) || channel === `\${${variable}}`)
      continue;
    yield { fact: "environment", file: template.path, line: startOf(value), variable, channel, folder: folder === "." ? "" : folder };
  }
  for (const event of items(at(node, "events"))) {
    for (const [kind, given] of entries(event)) yield* consumer(template, lambda, kind, given);
  }
}

function* consumer(template: Template, lambda: LambdaFunction, kind: string, given: ConfigNode): Generator<Fact> {
  const stream = kind === "stream";
  const known = stream ? { type: isKinesis(given) ? "Kinesis" : "DynamoDB", from: ["arn"], to: "Stream" } : events[kind];
  if (known === undefined) return;
  const direct =
    text(given) !== undefined || given.tag !== undefined || at(given, "Fn::GetAtt") !== undefined || at(given, "Ref") !== undefined;
  const channel = direct ? given : known.from.map((key) => at(given, key)).find((found) => found !== undefined);
  const properties = new Map<string, ConfigNode>(entries(given).map(([key, value]) => [key === "pattern" ? "Pattern" : key, value]));
  if (channel !== undefined) properties.set(known.to, channel);
  const onFailure = at(given, "destinations", "onFailure");
  if (onFailure !== undefined) properties.set("DestinationConfig", wrap(onFailure, "OnFailure", "Destination"));
  const line = startOf(given);
  yield* eventSource(template, lambda, known.type, { line, value: null }, { line, value: properties }, kind);
}

function isKinesis(node: ConfigNode): boolean {
  return text(at(node, "type")) === "kinesis" || /:kinesis:/.test(text(node) ?? text(at(node, "arn")) ?? "");
}

function wrap(node: ConfigNode, ...keys: readonly string[]): ConfigNode {
  return keys.reduceRight<ConfigNode>(
    (inner, key) => ({ line: node.line, value: new Map([[key, { ...inner, keyLine: startOf(node) }]]) }),
    node,
  );
}
