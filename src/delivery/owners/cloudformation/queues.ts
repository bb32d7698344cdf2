import { at, type ConfigNode, number, text } from "../../../workspace/config.ts";
import { topicName } from "../../emit/settled.ts";
import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { extended, free, pascal, suffixOf, withoutFifo } from "../names.ts";
import { type Cannot, type Opened } from "../opened.ts";
import { queueDefaults, queueWish, suffices } from "../sqs-wish.ts";
import { addEntries, isShared, setEntries } from "../structure.ts";
import type { TextEdit } from "../text-edit.ts";
import { type Value, verbatim } from "../../value.ts";
import { declaresSubscription, sendingPolicy, updateSubscription } from "./subscriptions.ts";
import { arnOf, hasResource, named, resourceMaps, resourceOf, sub } from "./template.ts";
import { addBehind } from "./behind.ts";

/** SQS queues of CloudFormation, SAM and Serverless Framework files. */
export const cloudformationQueues: OwnerFormat = {
  id: "cloudformation",
  broker: "sqs",
  accepts: (file) => resourceMaps(file).length > 0 && file.documents.length === 1,
  declares: (job) => job.resource.kind === "subscription" && declaresSubscription(job),
  update: (job, declared) => (job.resource.kind === "queue" ? updateQueue(job, declared) : updateOther(job)),
  create: createQueue,
};

/** A topic has no settings here. */
function updateOther(job: Job): Edits | Cannot {
  return job.resource.kind === "subscription" ? updateSubscription(job) : { edits: [] };
}

function updateQueue(job: Job, declared: Declared): Edits | Cannot {
  const { file, resource } = job;
  const found = resourceOf(file, declared);
  if (found === undefined || text(at(found.node, "Type")) !== "AWS::SQS::Queue")
    return { cannot: `${declared.file}:${declared.line}: the queue is not declared there in a form that can be edited.` };
  if (isShared(file, found.node))
    return { cannot: `${found.id} (${file.path}:${found.node.line}) stands behind a YAML alias: an edit would change more than this.` };
  const properties = at(found.node, "Properties");
  const { attributes, redrive } = queueWish(resource);
  const notes: string[] = [];
  const wanted: Record<string, Value> = {};
  for (const { key, value, atLeast } of attributes) {
    const node = at(properties, key);
    const current = node === undefined ? queueDefaults[key] : number(node);
    if (current === undefined)
      notes.push(
        `${key} of ${found.id} is set by an expression (${file.path}:${node!.line}) and must be ${atLeast ? "at least " : ""}${value}.`,
      );
    else if (!suffices(current, value, atLeast)) wanted[key] = value;
  }
  const edits: TextEdit[] = [];
  if (redrive !== undefined) {
    const policy = at(properties, "RedrivePolicy");
    if (policy === undefined)
      wanted["RedrivePolicy"] = { deadLetterTargetArn: arnOf(job, redrive.target), maxReceiveCount: redrive.maxReceiveCount };
    else {
      const changed = changePolicy(job, policy, redrive, found.id);
      if ("cannot" in changed) return changed;
      edits.push(...changed.edits);
      notes.push(...(changed.notes ?? []));
    }
  }
  if (Object.keys(wanted).length > 0) {
    const set =
      properties === undefined
        ? addEntries(file, found.node, { Properties: wanted }, reason(job))
        : setEntries(file, properties, wanted, reason(job));
    if ("cannot" in set) return set;
    edits.push(...(Array.isArray(set) ? set : [set]));
  }
  return { edits, notes };
}

function changePolicy(
  job: Job,
  policy: ConfigNode,
  { target, maxReceiveCount, atLeast }: NonNullable<ReturnType<typeof queueWish>["redrive"]>,
  id: string,
): Edits | Cannot {
  const { file } = job;
  const arn = at(policy, "deadLetterTargetArn");
  const place = job.declaredAs(target);
  const names = new Set(named(arn));
  if (arn !== undefined && !names.has(target) && !names.has(place?.logicalId ?? target))
    return { cannot: `The RedrivePolicy of ${id} (${file.path}:${policy.line}) names another queue than ${target}.` };
  const node = at(policy, "maxReceiveCount");
  const count = number(node);
  if (node !== undefined && count === undefined)
    return {
      edits: [],
      notes: [`maxReceiveCount of ${id} is set by an expression (${file.path}:${node.line}) and must be ${maxReceiveCount}.`],
    };
  const wanted: Record<string, Value> = {
    ...(arn === undefined && { deadLetterTargetArn: arnOf(job, target) }),
    ...((count === undefined || !suffices(count, maxReceiveCount, atLeast)) && { maxReceiveCount }),
  };
  const edits = setEntries(file, policy, wanted, reason(job));
  return "cannot" in edits ? edits : { edits };
}

function createQueue(job: Job, neighbour: Declared): Edits | Cannot | undefined {
  const { file, resource } = job;
  if (resource.kind !== "queue") return { cannot: `${resource.id} must be declared in ${file.path}, where its source is.` };
  const beside = resourceOf(file, neighbour);
  if (beside === undefined || text(at(beside.node, "Type")) !== "AWS::SQS::Queue")
    return { cannot: `${neighbour.file}:${neighbour.line}: nothing can be declared beside it.` };
  const { fifo, attributes } = queueWish(resource);
  const properties = at(beside.node, "Properties");
  const condition = text(at(beside.node, "Condition"));
  const queueName = nameBeside(file, properties, resource.name, neighbour.name);
  const suffix = suffixOf(resource.name, neighbour.name);
  const logicalId = free(suffix === undefined ? pascal(withoutFifo(resource.name)) : beside.id + pascal(suffix), (id) =>
    hasResource(file, id),
  );
  const definition: Value = {
    Type: "AWS::SQS::Queue",
    ...(condition !== undefined && { Condition: condition }),
    Properties: {
      ...(queueName !== undefined && { QueueName: queueName }),
      ...(fifo && { FifoQueue: true }),
      ...Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
      ...sameProtection(file, properties),
    },
  };
  const topic = resource.config["allowsTopic"];
  const policy = typeof topic === "string" ? { [`${logicalId}Policy`]: sendingPolicy(job, logicalId, topicName(topic)) } : {};
  const edit = addBehind(file, beside, { [logicalId]: definition, ...policy }, reason(job));
  return "cannot" in edit ? edit : { edits: [edit], logicalId };
}

/** Named in the manner of its neighbour: literally, by the same pattern, or by the stack where that has no name either. */
function nameBeside(file: Opened, properties: ConfigNode | undefined, name: string, neighbour: string): Value | undefined {
  const own = at(properties, "QueueName");
  const pattern = own?.tag === "!Sub" ? text(own) : text(at(own, "Fn::Sub"));
  if (own === undefined) return undefined;
  if (pattern !== undefined) return sub(file, extended(pattern, (suffixOf(name, neighbour) ?? "-dlq").replaceAll("${", "${!")));
  const literal = own.tag === undefined ? text(own) : undefined;
  // A variable of the Serverless Framework.
  if (literal?.includes("${")) return extended(literal, suffixOf(name, neighbour) ?? "-dlq");
  return literal === undefined ? undefined : name;
}

/** The key that protects the source protects what comes from it. */
function sameProtection({ text: source }: Opened, properties: ConfigNode | undefined): Record<string, Value> {
  const kept: Record<string, Value> = {};
  for (const key of ["KmsMasterKeyId", "SqsManagedSseEnabled"]) {
    const node = at(properties, key);
    if (node?.keyRange === undefined || node.range === undefined || node.shared) continue;
    const written = source.slice(node.keyRange[1], node.range[1]).replace(/^["']?\s*:\s*/, "");
    if (!written.includes("\n")) kept[key] = verbatim(written);
  }
  return kept;
}
