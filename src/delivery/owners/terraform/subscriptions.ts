import { dirname } from "node:path/posix";
import { at, type ConfigNode, text } from "../../../workspace/config.ts";
import { endsOf } from "../../emit/settled.ts";
import { type Edits, type Job, reason } from "../format.ts";
import type { Cannot } from "../opened.ts";
import { addAttributes, blocksOf, type HclBlock } from "./blocks.ts";

/** `aws_sns_topic_subscription` of a topic to a queue: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic_subscription */
export function subscriptionBlock({ file, resource, declaredAs }: Job): HclBlock | undefined {
  const { topic, queue } = endsOf(resource.name);
  const names = (node: ConfigNode | undefined, name: string) => {
    const written = text(node) ?? "";
    const id = declaredAs(name)?.logicalId;
    return written.endsWith(`:${name}`) || (id !== undefined && written.startsWith(`${id}.`));
  };
  return blocksOf(file, "aws_sns_topic_subscription").find(
    ({ node }) => names(at(node, "endpoint"), queue) && names(at(node, "topic_arn"), topic),
  );
}

export function updateSubscription(job: Job): Edits | Cannot {
  const { file, resource, declaredAs } = job;
  const block = subscriptionBlock(job);
  const { deadLetter } = resource.config;
  if (block === undefined)
    return { cannot: `${file.path} has no subscription for ${resource.name}: declare it there, with a redrive_policy.` };
  if (typeof deadLetter !== "string") return { edits: [] };
  const place = declaredAs(deadLetter);
  const policy = at(block.node, "redrive_policy");
  if (policy?.range !== undefined) {
    const words = file.text.slice(...policy.range).split(/[^\w-]+/);
    if (words.includes(deadLetter) || words.includes(place?.logicalId?.split(".")[1] ?? deadLetter)) return { edits: [] };
    return { cannot: `The redrive policy of ${block.label} (${file.path}:${policy.line}) names another queue than ${deadLetter}.` };
  }
  if (place?.logicalId === undefined || dirname(place.file) !== dirname(file.path))
    return { cannot: `${deadLetter} is not declared beside ${file.path}: its address must be handed over by hand.` };
  const added = addAttributes(
    file,
    block.node,
    { redrive_policy: `jsonencode({\n  deadLetterTargetArn = ${place.logicalId}.arn\n})` },
    reason(job),
  );
  return "cannot" in added ? added : { edits: [added] };
}
