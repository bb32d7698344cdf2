import { at, entries } from "../../../workspace/config.ts";
import type { ConfigNode } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import { nameOf, resolveTarget, type Template } from "./template.ts";

/** Queues that only another template uses as a dead letter, through the output of a nested stack. */
export function* nestedDeadLetters(templates: readonly Template[]): Generator<Fact> {
  const seen = new Set<string>();
  for (const template of templates) {
    for (const destination of destinations(template.root)) {
      const { resource, template: owner } = resolveTarget(template, destination);
      if (resource?.type !== "AWS::SQS::Queue" || owner.path === template.path || seen.has(`${owner.path} ${resource.id}`)) continue;
      seen.add(`${owner.path} ${resource.id}`);
      yield {
        fact: "dead-letter",
        file: owner.path,
        line: resource.line,
        kind: "other",
        channel: nameOf(owner, resource),
        source: template.path,
      };
    }
  }
}

/** Every failure destination and redrive target of a template. */
function* destinations(node: ConfigNode, depth = 0): Generator<ConfigNode> {
  if (depth > 20) return;
  if (Array.isArray(node.value)) for (const item of node.value as readonly ConfigNode[]) yield* destinations(item, depth + 1);
  for (const [key, value] of entries(node)) {
    if (key === "OnFailure") {
      const target = at(value, "Destination");
      if (target) yield target;
    } else if (key === "deadLetterTargetArn" || (key === "TargetArn" && !value.tag?.startsWith("!If"))) yield value;
    else yield* destinations(value, depth + 1);
  }
}
