import { at, type ConfigNode, entries, items, text } from "../../../workspace/config.ts";
import type { Declared, Job } from "../format.ts";
import type { Opened } from "../opened.ts";
import { type Value, verbatim } from "../../value.ts";

/** Maps of resources: one of a template; of a Serverless Framework file perhaps several. */
export function resourceMaps({ documents }: Opened): readonly ConfigNode[] {
  const root = documents[0];
  const own = at(root, "Resources");
  if (own !== undefined) return [own];
  return items(at(root, "resources")).map((part) => at(part, "Resources") ?? part);
}

/** The resource that is meant, and the map that holds it. */
export function resourceOf(file: Opened, { logicalId, name }: Pick<Declared, "logicalId" | "name">) {
  for (const map of resourceMaps(file)) {
    const node = at(map, logicalId ?? name);
    if (text(at(node, "Type")) !== undefined) return { map, id: logicalId ?? name, node: node! };
  }
  return undefined;
}

export function hasResource(file: Opened, id: string): boolean {
  return resourceMaps(file).some((map) => at(map, id) !== undefined);
}

/** `!GetAtt Id.Arn` where this file writes the short form or may, else the long one. */
export function getAtt({ json, longForm }: Opened, id: string, attribute: string): Value {
  return longForm ? { "Fn::GetAtt": json ? [id, attribute] : verbatim(`[${id}, ${attribute}]`) } : verbatim(`!GetAtt ${id}.${attribute}`);
}

export function sub({ longForm }: Opened, pattern: string): Value {
  return longForm ? { "Fn::Sub": pattern } : verbatim(`!Sub ${JSON.stringify(pattern)}`);
}

/** Ids and literal texts that a value names. */
export function named(node: ConfigNode | undefined): string[] {
  if (node === undefined) return [];
  const own = text(node);
  if (own !== undefined) return own.split(/[.:$}{/]+/);
  return [...items(node.value instanceof Map ? undefined : node), ...entries(node).map(([, value]) => value)].flatMap(named);
}

export function reference({ longForm }: Opened, id: string): Value {
  return longForm ? { Ref: id } : verbatim(`!Ref ${id}`);
}

/** By reference where both stand in one template, else by name. */
export function arnOf({ file, declaredAs }: Pick<Job, "file" | "declaredAs">, queue: string): Value {
  const place = declaredAs(queue);
  if (place?.file === file.path && place.logicalId !== undefined) return getAtt(file, place.logicalId, "Arn");
  return sub(file, `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${queue}`);
}

export function topicArnOf({ file, declaredAs }: Pick<Job, "file" | "declaredAs">, topic: string): Value {
  const place = declaredAs(topic);
  if (place?.broker === "sns" && place.file === file.path && place.logicalId !== undefined) return reference(file, place.logicalId);
  return topic.startsWith("arn:") ? topic : sub(file, `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${topic}`);
}
