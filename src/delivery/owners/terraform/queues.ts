import { dirname } from "node:path/posix";
import { at, type ConfigNode, number, text } from "../../../workspace/config.ts";
import { hclText } from "../../emit/hcl.ts";
import { topicName } from "../../emit/settled.ts";
import { queuePolicy } from "../../emit/terraform/aws.ts";
import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { extended, free, snake, suffixOf, withoutFifo } from "../names.ts";
import type { Cannot } from "../opened.ts";
import { queueDefaults, queueWish, type QueueWish, suffices } from "../sqs-wish.ts";
import type { TextEdit } from "../text-edit.ts";
import { addAttributes, addBlock, blockOf, blocksOf, type HclBlock, isRepeated, replaceValue } from "./blocks.ts";
import { subscriptionBlock, updateSubscription } from "./subscriptions.ts";
import { createByModule, updateModule } from "./queue-module.ts";

const attributeNames = {
  VisibilityTimeout: "visibility_timeout_seconds",
  MessageRetentionPeriod: "message_retention_seconds",
  DelaySeconds: "delay_seconds",
} as const;

/** `aws_sqs_queue`: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue */
export const terraformQueues: OwnerFormat = {
  id: "terraform-sqs",
  broker: "sqs",
  accepts: ({ path, text: source }) => path.endsWith(".tf") && /aws_sqs_queue|modules\/sqs/.test(source),
  declares: (job) => job.resource.kind === "subscription" && subscriptionBlock(job) !== undefined,
  update: (job, declared) => (job.resource.kind === "queue" ? updateQueue(job, declared) : updateOther(job)),
  create: createQueue,
};

/** A topic has no settings here. */
function updateOther(job: Job): Edits | Cannot {
  return job.resource.kind === "subscription" ? updateSubscription(job) : { edits: [] };
}

function updateQueue(job: Job, declared: Declared): Edits | Cannot {
  const { file, resource } = job;
  const block = blockOf(file, declared);
  if (block?.type === "module") return resource.role === "dead-letter" ? createByModule(job, block) : updateModule(job, block);
  if (block?.type !== "aws_sqs_queue") return { cannot: `${declared.file}:${declared.line} is no queue that can be edited.` };
  const { attributes, redrive } = queueWish(resource);
  const added: Record<string, string> = {};
  const edits: (TextEdit | Cannot)[] = [];
  const notes: string[] = [];
  for (const { key, value, atLeast } of attributes) {
    const node = at(block.node, attributeNames[key]);
    const current = node === undefined ? queueDefaults[key] : number(node);
    if (current === undefined)
      notes.push(
        `${attributeNames[key]} of ${block.label} is set by an expression (${file.path}:${node!.line}) and must be ${atLeast ? "at least " : ""}${value}.`,
      );
    else if (suffices(current, value, atLeast)) continue;
    else if (node === undefined) added[attributeNames[key]] = String(value);
    else edits.push(replaceValue(file, node, String(value), reason(job)));
  }
  if (redrive !== undefined) {
    const policy = at(block.node, "redrive_policy") ?? separatePolicy(job, block);
    if (policy !== undefined) {
      const changed = changePolicy(job, policy, redrive, block.label);
      if ("cannot" in changed) return changed;
      edits.push(...changed.edits);
      notes.push(...(changed.notes ?? []));
    } else {
      const arn = arnOf(job, redrive.target);
      if (typeof arn !== "string") return arn;
      added["redrive_policy"] = `jsonencode({\n  deadLetterTargetArn = ${arn}\n  maxReceiveCount     = ${redrive.maxReceiveCount}\n})`;
    }
  }
  if (Object.keys(added).length > 0) edits.push(addAttributes(file, block.node, added, reason(job)));
  const failed = edits.find((edit): edit is Cannot => "cannot" in edit);
  return failed ?? { edits: edits as TextEdit[], notes };
}

/** The policy of `aws_sqs_queue_redrive_policy` for this queue, where it stands in the same file. */
function separatePolicy({ file }: Job, { label }: HclBlock): ConfigNode | undefined {
  const own = blocksOf(file, "aws_sqs_queue_redrive_policy").find(({ node }) =>
    text(at(node, "queue_url"))?.startsWith(`aws_sqs_queue.${label}.`),
  );
  return own && at(own.node, "redrive_policy");
}

function changePolicy(
  { file, resource, consumers, declaredAs }: Job,
  policy: ConfigNode,
  { target, maxReceiveCount, atLeast }: NonNullable<QueueWish["redrive"]>,
  label: string,
): Edits | Cannot {
  const why = reason({ resource, consumers });
  const [start, end] = policy.range ?? [0, 0];
  const source = file.text.slice(start, end);
  const names = source.split(/[^\w-]+/);
  const place = declaredAs(target);
  if (!names.includes(target) && !names.includes(place?.logicalId?.split(".")[1] ?? target))
    return { cannot: `The redrive policy of ${label} (${file.path}:${policy.line}) names another queue than ${target}.` };
  const count = /(maxReceiveCount\\?"?\s{0,40}[=:]\s{0,40}"?)(\d{1,9})(?![\w.])/.exec(source);
  if (count === null)
    return {
      edits: [],
      notes: [`maxReceiveCount of ${label} (${file.path}:${policy.line}) is set by an expression and must be ${maxReceiveCount}.`],
    };
  if (suffices(Number(count[2]), maxReceiveCount, atLeast)) return { edits: [] };
  return { edits: [{ at: start + count.index + count[1]!.length, remove: count[2]!.length, insert: String(maxReceiveCount), why }] };
}

/** Terraform's reference where both stand in one folder, which is one module. */
function arnOf({ file, declaredAs }: Job, queue: string): string | Cannot {
  const place = declaredAs(queue);
  if (place?.logicalId?.startsWith("aws_sqs_queue.") && dirname(place.file) === dirname(file.path)) return `${place.logicalId}.arn`;
  if (place !== undefined)
    return { cannot: `${queue} is declared in ${place.file}, another module than ${file.path}: its address must be handed over by hand.` };
  return { cannot: `${queue} is on the broker and in no file: import it into ${file.path} first, or remove it there.` };
}

function createQueue(job: Job, neighbour: Declared): Edits | Cannot | undefined {
  const { file, resource } = job;
  if (resource.kind !== "queue") return { cannot: `${resource.id} must be declared in ${file.path}, where its source is.` };
  const beside = blockOf(file, neighbour);
  if (beside?.type === "module" && resource.role === "dead-letter") return createByModule(job, beside);
  if (beside?.type !== "aws_sqs_queue") return { cannot: `${neighbour.file}:${neighbour.line}: nothing can be declared beside it.` };
  if (isRepeated(beside))
    return {
      cannot: `${beside.type}.${beside.label} (${file.path}:${beside.node.line}) is made by count or for_each: declare its dead letter in the same manner.`,
    };
  const { fifo, attributes } = queueWish(resource);
  const suffix = suffixOf(resource.name, neighbour.name);
  const label = free(
    suffix === undefined ? snake(withoutFifo(resource.name)) : `${beside.label}_${snake(suffix)}`,
    (name) => at(file.documents[0], "resource", "aws_sqs_queue", name) !== undefined,
  );
  const written = [
    ...nameBeside(job, beside, resource.name, neighbour.name),
    ...(fifo ? [["fifo_queue", "true"] as const] : []),
    ...attributes.map(({ key, value }) => [attributeNames[key], String(value)] as const),
    ...sameProtection(job, beside),
  ];
  const edit = addBlock(file, beside.node, `resource "aws_sqs_queue" "${label}"`, written, reason(job));
  const edits = [edit, ...sendingPolicy(job, beside, label)];
  const failed = edits.find((each): each is Cannot => "cannot" in each);
  return failed ?? { edits: edits as TextEdit[], logicalId: `aws_sqs_queue.${label}` };
}

/** A queue that SNS sends to must let it in. */
function sendingPolicy({ file, resource, consumers, declaredAs }: Job, beside: HclBlock, label: string): (TextEdit | Cannot)[] {
  const topic = resource.config["allowsTopic"];
  if (typeof topic !== "string") return [];
  const place = declaredAs(topicName(topic));
  const arn = place?.logicalId?.startsWith("aws_sns_topic.") ? `${place.logicalId}.arn` : undefined;
  if (arn === undefined)
    return [{ cannot: `${topic} is not declared beside ${file.path}: the queue policy that lets it in must be written by hand.` }];
  const policy = queuePolicy(`aws_sqs_queue.${label}.arn`, arn);
  const attributes = [["queue_url", `aws_sqs_queue.${label}.id`] as const, ["policy", policy] as const];
  return [addBlock(file, beside.node, `resource "aws_sqs_queue_policy" "${label}"`, attributes, reason({ resource, consumers }))];
}

/** Named in the manner of its neighbour: by the same variables where that has some. */
function nameBeside({ file }: Job, { node }: HclBlock, name: string, neighbour: string): (readonly [string, string])[] {
  const own = at(node, "name");
  if (own?.range === undefined) return [["name", hclText(name)]];
  const written = file.text.slice(...own.range);
  const suffix = hclText(suffixOf(name, neighbour) ?? "-dlq").slice(1, -1);
  if (own.tag !== undefined) return written.includes("\n") ? [["name", hclText(name)]] : [["name", `"\${${written}}${suffix}"`]];
  return [["name", written.includes("${") ? `"${extended(written.slice(1, -1), suffix)}"` : hclText(name)]];
}

function sameProtection({ file }: Job, { node }: HclBlock): (readonly [string, string])[] {
  return ["kms_master_key_id", "sqs_managed_sse_enabled", "provider"].flatMap((key) => {
    const range = at(node, key)?.range;
    const written = range && file.text.slice(...range);
    return written === undefined || written.includes("\n") ? [] : [[key, written] as const];
  });
}
