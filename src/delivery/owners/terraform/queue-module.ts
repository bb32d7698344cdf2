import { at, number } from "../../../workspace/config.ts";
import { hclText } from "../../emit/hcl.ts";
import { type Edits, type Job, reason } from "../format.ts";
import type { Cannot } from "../opened.ts";
import { queueWish, suffices } from "../sqs-wish.ts";
import type { TextEdit } from "../text-edit.ts";
import { addAttributes, type HclBlock, isRepeated, replaceValue } from "./blocks.ts";

const names = {
  VisibilityTimeout: "visibility_timeout_seconds",
  MessageRetentionPeriod: "message_retention_seconds",
  DelaySeconds: "delay_seconds",
} as const;

/** terraform-aws-modules/sqs: it makes the dead letter itself. https://registry.terraform.io/modules/terraform-aws-modules/sqs/aws */
export function updateModule(job: Job, { node, label }: HclBlock): Edits | Cannot {
  const { file, resource } = job;
  const { attributes, redrive } = queueWish(resource);
  const added: Record<string, string> = {};
  const edits: (TextEdit | Cannot)[] = [];
  const notes: string[] = [];
  for (const { key, value, atLeast } of attributes) {
    const own = at(node, names[key]);
    if (own === undefined) added[names[key]] = String(value);
    else if (number(own) === undefined)
      notes.push(`${names[key]} of module ${label} (${file.path}:${own.line}) is set by an expression and must be ${value}.`);
    else if (!suffices(number(own)!, value, atLeast)) edits.push(replaceValue(file, own, String(value), reason(job)));
  }
  if (redrive !== undefined) {
    if (at(node, "create_dlq")?.value !== true) {
      if (at(node, "create_dlq") !== undefined)
        return { cannot: `create_dlq of module ${label} (${file.path}:${node.line}) is set otherwise.` };
      added["create_dlq"] = "true";
    }
    const count = at(node, "redrive_policy", "maxReceiveCount");
    if (at(node, "redrive_policy") === undefined) added["redrive_policy"] = `{\n  maxReceiveCount = ${redrive.maxReceiveCount}\n}`;
    else if (number(count) === undefined)
      notes.push(`redrive_policy of module ${label} (${file.path}:${node.line}) must have maxReceiveCount ${redrive.maxReceiveCount}.`);
    else if (!suffices(number(count)!, redrive.maxReceiveCount, redrive.atLeast))
      edits.push(replaceValue(file, count!, String(redrive.maxReceiveCount), reason(job)));
  }
  if (Object.keys(added).length > 0) edits.push(addAttributes(file, node, added, reason(job)));
  const failed = edits.find((edit): edit is Cannot => "cannot" in edit);
  return failed ?? { edits: edits as TextEdit[], notes };
}

/** The dead letter that the module makes is set by its own arguments. */
export function createByModule(job: Job, block: HclBlock): Edits | Cannot {
  const { file, resource } = job;
  if (isRepeated(block)) return { cannot: `module ${block.label} (${file.path}:${block.node.line}) is called several times.` };
  const retention = queueWish(resource).attributes.find(({ key }) => key === "MessageRetentionPeriod");
  const added: Record<string, string> = {};
  if (at(block.node, "dlq_name") === undefined) added["dlq_name"] = hclText(resource.name);
  if (retention !== undefined && at(block.node, "dlq_message_retention_seconds") === undefined)
    added["dlq_message_retention_seconds"] = String(retention.value);
  const edit = addAttributes(file, block.node, added, reason(job));
  return "cannot" in edit ? edit : { edits: Object.keys(added).length === 0 ? [] : [edit], logicalId: `module.${block.label}` };
}
