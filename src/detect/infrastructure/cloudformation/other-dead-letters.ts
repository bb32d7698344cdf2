import { at, entries, startOf } from "../../../workspace/config.ts";
import type { ConfigNode } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import { nameOf, resolveTarget, type Template } from "./template.ts";

/** Dead letters beside those of queues and functions: of rule targets, pipes and schedules, and queues that only another template uses. */
export function* otherDeadLetters(templates: readonly Template[]): Generator<Fact> {
  const seen = new Set<string>();
  for (const template of templates) {
    for (const { target, line } of destinations(template.root)) {
      const { resource, template: owner, literal } = resolveTarget(template, target);
      if (line !== undefined) {
        yield {
          fact: "dead-letter",
          file: template.path,
          line,
          kind: "other",
          channel: resource === undefined ? (literal ?? null) : nameOf(owner, resource),
        };
      }
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

/** Every failure destination and redrive target of a template; with a line where no other reader states it. */
function* destinations(node: ConfigNode, depth = 0): Generator<{ target: ConfigNode; line?: number }> {
  if (depth > 20) return;
  if (Array.isArray(node.value)) for (const item of node.value as readonly ConfigNode[]) yield* destinations(item, depth + 1);
  for (const [key, value] of entries(node)) {
    const arn = at(value, "Arn");
    if (key === "OnFailure") {
      const target = at(value, "Destination");
      if (target) yield { target };
    } else if (key === "DeadLetterConfig" && arn !== undefined) yield { target: arn, line: startOf(value) };
    else if (key === "deadLetterTargetArn" || key === "TargetArn") yield { target: value };
    else yield* destinations(value, depth + 1);
  }
}
