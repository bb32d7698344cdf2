import { dirname, join, normalize } from "node:path/posix";
import { at, type ConfigNode, entries, number, startOf, text } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { locateHandler } from "../handler-file.ts";
import { channelName, deadLetterFact } from "./channels.ts";
import { eventSource, type LambdaFunction } from "./event-sources.ts";
import { nameOf, type Resource, resolveTarget, type Template } from "./template.ts";

/** Lambda functions: what feeds them, where their failures go, which channels their environment names. */
export function* functionFacts(template: Template, repository: Repository): Generator<Fact> {
  const functions = new Map<string, LambdaFunction>();
  for (const resource of template.resources.values()) {
    if (!isFunction(resource)) continue;
    const lambda = readFunction(template, resource, repository);
    functions.set(resource.id, lambda);
    yield {
      fact: "function",
      id: resource.id,
      file: template.path,
      line: resource.line,
      ...known("folder", lambda.folder),
      ...known("timeout", lambda.timeout),
    };
    yield* environment(template, resource, lambda.folder);
    yield* failureTargets(template, resource, lambda);
    for (const [name, event] of entries(at(resource.properties, "Events")))
      yield* eventSource(template, lambda, text(at(event, "Type")), at(event, "Type"), at(event, "Properties"), name);
  }
  for (const resource of template.resources.values()) {
    const { type, properties, typeLine } = resource;
    const lambda = functions.get(resolveTarget(template, at(properties, "FunctionName")).resource?.id ?? "");
    if (type === "AWS::Lambda::EventSourceMapping") {
      const source = resolveTarget(template, at(properties, "EventSourceArn")).resource?.type ?? "";
      const kind =
        { "AWS::SQS::Queue": "SQS", "AWS::Kinesis::Stream": "Kinesis", "AWS::MSK::Cluster": "MSK" }[source] ??
        arnKind(text(at(properties, "EventSourceArn")));
      yield* eventSource(
        template,
        lambda ?? unknownFunction(template, properties),
        kind ?? "DynamoDB",
        { line: typeLine, value: null },
        properties,
        resource.id,
      );
    }
  }
}

function arnKind(arn: string | undefined): string | undefined {
  return /:sqs:/.test(arn ?? "") ? "SQS" : /:kinesis:/.test(arn ?? "") ? "Kinesis" : /:kafka:/.test(arn ?? "") ? "MSK" : undefined;
}

function unknownFunction(template: Template, properties: ConfigNode | undefined): LambdaFunction {
  return { id: channelName(resolveTarget(template, at(properties, "FunctionName"))) ?? "function", onFailure: undefined };
}

function readFunction(template: Template, resource: Resource, { paths }: Repository): LambdaFunction {
  const property = (name: string) =>
    at(resource.properties, name) ??
    (resource.type === "AWS::Serverless::Function" ? at(template.root, "Globals", "Function", name) : undefined);
  const uri = text(property("CodeUri")) ?? text(property("Code"));
  const folder = uri === undefined || /^[a-z0-9]+:/.test(uri) ? undefined : normalize(join(dirname(template.path), uri)).replace(/\/$/, "");
  const bound = folder === undefined || folder.startsWith("..") ? undefined : locateHandler(paths, folder, text(property("Handler")));
  const invoke = [...template.resources.values()].find(
    ({ type, properties }) =>
      type === "AWS::Lambda::EventInvokeConfig" && resolveTarget(template, at(properties, "FunctionName")).resource?.id === resource.id,
  );
  const configured =
    at(resource.properties, "EventInvokeConfig", "DestinationConfig", "OnFailure") ??
    at(invoke?.properties, "DestinationConfig", "OnFailure");
  const own = at(resource.properties, "DeadLetterQueue") ?? at(resource.properties, "DeadLetterConfig");
  const retries =
    number(at(resource.properties, "EventInvokeConfig", "MaximumRetryAttempts")) ?? number(at(invoke?.properties, "MaximumRetryAttempts"));
  return {
    id: resource.id,
    onFailure: configured ?? own,
    ...known("handler", text(property("Handler"))),
    ...known("folder", folder === undefined || folder.startsWith("..") ? undefined : folder),
    ...known("bound", bound),
    ...known("timeout", number(property("Timeout"))),
    ...known("retries", retries),
  };
}

function* failureTargets(template: Template, resource: Resource, { onFailure }: LambdaFunction): Generator<Fact> {
  if (onFailure === undefined) return;
  const target = at(onFailure, "Destination") ?? at(onFailure, "TargetArn");
  yield deadLetterFact(
    template,
    startOf(onFailure),
    "lambda-onfailure",
    channelName(resolveTarget(template, target)) ?? null,
    nameOf(template, resource),
  );
}

/** The function that an ARN property points at, if it stands in this template. */
export function lambdaOf(template: Template, arn: ConfigNode | undefined, repository: Repository): LambdaFunction | undefined {
  const { resource } = resolveTarget(template, arn);
  return resource !== undefined && isFunction(resource) ? readFunction(template, resource, repository) : undefined;
}

function isFunction({ type }: Resource): boolean {
  return type === "AWS::Serverless::Function" || type === "AWS::Lambda::Function";
}

function* environment(template: Template, resource: Resource, folder: string | undefined): Generator<Fact> {
  const globals =
    resource.type === "AWS::Serverless::Function" ? entries(at(template.root, "Globals", "Function", "Environment", "Variables")) : [];
  for (const [variable, node] of [...globals, ...entries(at(resource.properties, "Environment", "Variables"))]) {
    const target = resolveTarget(template, node);
    const channel = channelName(target);
    if (channel !== undefined && channel !== "")
      yield { fact: "environment", file: template.path, line: startOf(node), variable, channel, folder: folder ?? dirname(template.path) };
  }
}

function known<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
