import { dirname, join } from "node:path/posix";
import { at, type ConfigNode, entries, items, text } from "../../../workspace/config.ts";

export interface Resource {
  id: string;
  type: string;
  /** Line of the logical id. */
  line: number;
  /** Line of its `Type`. */
  typeLine: number;
  properties: ConfigNode | undefined;
}

/** A CloudFormation or SAM template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  path: string;
  root: ConfigNode;
  resources: ReadonlyMap<string, Resource>;
  /** Literal defaults of parameters; SSM parameters have none. */
  defaults: ReadonlyMap<string, string>;
  /** Another template of the repository, by its path. */
  open: (path: string) => Template | undefined;
}

/** What a property points at. */
export interface Target {
  /** The literal name where there is one. */
  literal?: string;
  resource?: Resource;
  /** Where the resource stands. */
  template: Template;
  /** A parameter of the template without a default. */
  parameter?: string;
  /** Source text, for what does not resolve. */
  expression: string;
}

export function readTemplate(path: string, root: ConfigNode, open: Template["open"], resources = at(root, "Resources")): Template {
  return {
    path,
    root,
    open,
    resources: new Map(
      entries(resources).flatMap(([id, node]) => {
        const type = text(at(node, "Type"));
        if (type === undefined) return [];
        return [
          [
            id,
            { id, type, line: node.keyLine ?? node.line, typeLine: at(node, "Type")!.line, properties: at(node, "Properties") },
          ] as const,
        ];
      }),
    ),
    defaults: new Map(
      entries(at(root, "Parameters")).flatMap(([id, node]) => {
        const value = text(at(node, "Default"));
        return value === undefined || value === "" || text(at(node, "Type"))?.startsWith("AWS::SSM") ? [] : [[id, value] as const];
      }),
    ),
  };
}

/** Follows Ref, GetAtt, Sub, If, Join and outputs of nested stacks that lie in the repository. */
export function resolveTarget(template: Template, node: ConfigNode | undefined, depth = 0): Target {
  const nothing: Target = { template, expression: node === undefined ? "" : describe(node) };
  if (node === undefined || depth > 8) return nothing;
  const call = intrinsic(node);
  if (call === undefined) {
    const literal = text(node);
    return literal === undefined || literal === "" ? nothing : { ...nothing, literal };
  }
  const { name, argument } = call;
  if (name === "Ref") return byId(template, text(argument) ?? "", [], nothing, depth);
  if (name === "GetAtt") {
    const path = Array.isArray(argument.value) ? items(argument).map((item) => text(item) ?? "") : (text(argument) ?? "").split(".");
    return byId(
      template,
      path[0] ?? "",
      path.slice(1).flatMap((part) => part.split(".")),
      nothing,
      depth,
    );
  }
  if (name === "Sub") {
    const pattern = text(Array.isArray(argument.value) ? items(argument)[0] : argument) ?? "";
    const whole = /^\$\{([\w]+)((?:\.\w+)*)\}$/.exec(pattern);
    if (whole)
      return byId(
        template,
        whole[1]!,
        whole[2]!.split(".").filter((part) => part !== ""),
        nothing,
        depth,
      );
    const literal = substitute(template, pattern);
    return { ...nothing, literal };
  }
  if (name === "If") {
    const [, yes, no] = items(argument);
    const first = resolveTarget(template, yes, depth + 1);
    return first.resource !== undefined || first.literal !== undefined ? first : resolveTarget(template, no, depth + 1);
  }
  if (name === "Join") {
    const [separator, parts] = items(argument);
    const literals = items(parts).map((part) => resolveTarget(template, part, depth + 1));
    const last = literals.at(-1);
    if (last?.resource !== undefined) return last;
    return literals.every(({ literal }) => literal !== undefined)
      ? { ...nothing, literal: literals.map(({ literal }) => literal).join(text(separator) ?? "") }
      : nothing;
  }
  return nothing;
}

function byId(template: Template, id: string, attribute: readonly string[], nothing: Target, depth: number): Target {
  const resource = template.resources.get(id);
  if (resource === undefined) {
    const literal = template.defaults.get(id);
    if (literal !== undefined) return { ...nothing, literal };
    return at(template.root, "Parameters", id) === undefined ? nothing : { ...nothing, parameter: id };
  }
  if (attribute[0] === "Outputs" && attribute[1] !== undefined) {
    const location = text(at(resource.properties, "TemplateURL")) ?? text(at(resource.properties, "Location"));
    const nested = location === undefined || /^[a-z]+:/.test(location) ? undefined : template.open(join(dirname(template.path), location));
    if (nested !== undefined) return resolveTarget(nested, at(nested.root, "Outputs", attribute[1], "Value"), depth + 1);
  }
  return { ...nothing, resource };
}

/** Parameters with a default take its place; the rest stays `${Name}`. */
function substitute(template: Template, pattern: string): string {
  return pattern.replaceAll(/\$\{(\w+)\}/g, (whole, id: string) => {
    const resource = template.resources.get(id);
    return resource === undefined ? (template.defaults.get(id) ?? whole) : nameOf(template, resource);
  });
}

const nameProperties = ["QueueName", "TopicName", "TableName", "Name", "StreamName", "FunctionName", "ClusterName"];

/** The physical name where the template sets one, else the logical id. */
export function nameOf(template: Template, resource: Resource): string {
  for (const property of nameProperties) {
    const node = at(resource.properties, property);
    if (node === undefined) continue;
    const { literal } = resolveTarget(template, node, 6);
    if (literal !== undefined) return literal;
  }
  return resource.id;
}

function intrinsic(node: ConfigNode): { name: string; argument: ConfigNode } | undefined {
  if (node.tag?.startsWith("!")) return { name: node.tag.slice(1), argument: node };
  const pairs = entries(node);
  const [key, argument] = pairs[0] ?? [];
  if (pairs.length !== 1 || key === undefined || argument === undefined) return undefined;
  return key === "Ref" ? { name: "Ref", argument } : key.startsWith("Fn::") ? { name: key.slice(4), argument } : undefined;
}

function describe(node: ConfigNode): string {
  const call = intrinsic(node);
  if (call === undefined) return text(node) ?? "";
  const { argument } = call;
  const value = Array.isArray(argument.value)
    ? items(argument)
        .map((item) => text(item) ?? "…")
        .join(".")
    : (text(argument) ?? "…");
  return `!${call.name} ${value}`;
}
