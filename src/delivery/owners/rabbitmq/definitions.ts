import { exactly, type Policy, policyFor, policyName } from "../../../brokers/rabbitmq/policies.ts";
import type { Setting } from "../../../model/delivery.ts";
import { at, type ConfigNode, entries, items, text } from "../../../workspace/config.ts";
import { argumentsOf, definitionOf } from "../../emit/rabbitmq-definitions.ts";
import type { Value } from "../../value.ts";
import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import type { Cannot, Opened } from "../opened.ts";
import { addEntries, addItem, setEntries } from "../structure.ts";
import type { TextEdit } from "../text-edit.ts";

/** Exported definitions: https://www.rabbitmq.com/docs/definitions */
export const definitions: OwnerFormat = {
  id: "rabbitmq-definitions",
  broker: "rabbitmq",
  accepts: ({ json, documents }) => json && at(documents[0], "queues") !== undefined,
  declares: ({ file, resource: { kind, name } }) =>
    kind === "policy" && named(at(file.documents[0], "policies"), policyName(name, "declared")) !== undefined,
  update: (job, declared) => (job.resource.kind === "policy" ? ensurePolicy(job, declared) : updateQueue(job, declared)),
  create(job, neighbour) {
    if (job.resource.kind === "policy") return ensurePolicy(job, neighbour);
    return job.resource.kind === "queue" ? createQueue(job, neighbour) : undefined;
  },
};

const named = (list: ConfigNode | undefined, name: string): ConfigNode | undefined =>
  items(list).find((item) => text(at(item, "name")) === name);

/** Arguments of a queue are fixed once it is made, so those of a source stay; what is only for the ladder is brought to what it must be. */
function updateQueue(job: Job, declared: Declared): Edits | Cannot {
  const { file, resource, found } = job;
  const queue = named(at(file.documents[0], "queues"), resource.name);
  if (queue === undefined)
    return resource.kind === "exchange" ? { edits: [] } : { cannot: `${declared.file}:${declared.line}: the queue is not declared there.` };
  const args = at(queue, "arguments");
  const differing = Object.entries(resource.config).filter(
    ([key, value]) => key.startsWith("x-") && (text(at(args, key)) ?? null) !== (value === null ? null : String(value)),
  );
  if (differing.length === 0) return { edits: [] };
  const told = differing.map(([key, value]) => `${key} must ${value === null ? "not be set" : `be ${value}`}`).join(", ");
  const place = `${resource.name} (${file.path}:${queue.line})`;
  if (resource.role === "source")
    return { edits: [], notes: [`${place}: ${told}; arguments of a queue cannot be changed, so it stays as it is.`] };
  if (found !== undefined || differing.some(([, value]) => value === null))
    return { cannot: `${place}: ${told}. Declare a new queue under another name.` };
  const edits = args === undefined ? [] : setEntries(file, args, Object.fromEntries(differing) as Record<string, Value>, reason(job));
  return "cannot" in edits ? edits : { edits };
}

function createQueue(job: Job, neighbour: Declared): Edits | Cannot {
  const { file, resource } = job;
  const root = file.documents[0]!;
  const vhost = vhostOf(file, neighbour.name);
  const queue = {
    name: resource.name,
    vhost,
    durable: true,
    auto_delete: false,
    arguments: argumentsOf(resource.config) as Record<string, Value>,
  };
  const queues = addItem(file, at(root, "queues")!, queue, reason(job));
  if ("cannot" in queues) return queues;
  const more: (TextEdit | Cannot)[] = [];
  const from = resource.config["boundTo"];
  if (typeof from === "string") {
    const binding = { source: from, vhost, destination: resource.name, destination_type: "queue", routing_key: "#", arguments: {} };
    more.push(addToList(file, "bindings", binding, reason(job)));
  }
  const policy = without(job, vhost);
  if (policy) more.push(addToList(file, "policies", policy, reason(job)));
  const failed = more.find((edit): edit is Cannot => "cannot" in edit);
  return failed ?? { edits: [queues, ...(more as TextEdit[])], logicalId: resource.name };
}

/** A policy of the file that would limit what must have no limits is repeated for this queue without them, above it. */
function without({ file, resource: { name, config } }: Job, vhost: string): Record<string, Value> | undefined {
  const self = { name, durable: true, arguments: argumentsOf(config), type: "quorum" };
  const below = policyFor(items(at(file.documents[0], "policies")).map(policyIn), self);
  const forbidden = new Set(Object.entries(config).flatMap(([key, value]) => (value === null ? [key.replace(/^x-/, "")] : [])));
  if (below === undefined || !Object.keys(below.definition).some((key) => forbidden.has(key))) return undefined;
  const kept = Object.fromEntries(Object.entries(below.definition).filter(([key]) => !forbidden.has(key))) as Record<string, Value>;
  // The server refuses a policy that says nothing; this says nothing of a queue without limits.
  const definition = Object.keys(kept).length > 0 ? kept : { overflow: "reject-publish" };
  return {
    vhost,
    name: policyName(name, "declared"),
    pattern: exactly(name),
    "apply-to": "queues",
    definition,
    priority: below.priority + 1,
  };
}

/** The policy that wires a queue, over those of the file that would hide it: policies do not merge. */
function ensurePolicy(job: Job, neighbour: Declared): Edits | Cannot {
  const { file, resource } = job;
  const root = file.documents[0]!;
  const queue = named(at(root, "queues"), resource.name);
  if (queue === undefined) return { cannot: `${neighbour.file}:${neighbour.line}: the queue ${resource.name} is not declared there.` };
  const name = policyName(resource.name, "declared");
  const all = items(at(root, "policies"));
  const others = all.filter((item) => text(at(item, "name")) !== name).map(policyIn);
  const self = {
    name: resource.name,
    durable: true,
    arguments: Object.fromEntries(entries(at(queue, "arguments")).map(([key, node]) => [key, node.value])),
    type: text(at(queue, "arguments", "x-queue-type")) ?? "classic",
  };
  const below = policyFor(others, self);
  const definition = { ...(below?.definition as Record<string, Setting> | undefined), ...definitionOf(resource.config) };
  const priority = 1 + Math.max(-1, ...others.filter((each) => policyFor([each], self) !== undefined).map((each) => each.priority));
  const own = all.find((item) => text(at(item, "name")) === name);
  if (own === undefined) {
    const policy = {
      vhost: vhostOf(file, resource.name),
      name,
      pattern: exactly(resource.name),
      "apply-to": "queues",
      definition,
      priority,
    } as Record<string, Value>;
    const edit = addToList(file, "policies", policy, reason(job));
    return "cannot" in edit ? edit : { edits: [edit], logicalId: name };
  }
  const inside = at(own, "definition");
  if (inside === undefined) return { cannot: `${file.path}:${own.line}: the policy ${name} has no definition.` };
  const wanted = Object.entries(definition).filter(
    ([key, value]) => !(resource.atLeast.includes(key) && Number(text(at(inside, key))) >= Number(value)),
  );
  const set = setEntries(file, inside, Object.fromEntries(wanted) as Record<string, Value>, reason(job));
  if ("cannot" in set) return set;
  const rank = Number(text(at(own, "priority")) ?? 0) >= priority ? [] : setEntries(file, own, { priority }, reason(job));
  return "cannot" in rank ? rank : { edits: [...set, ...rank], logicalId: name };
}

function policyIn(item: ConfigNode): Policy {
  return {
    name: text(at(item, "name")) ?? "",
    pattern: text(at(item, "pattern")) ?? "",
    "apply-to": text(at(item, "apply-to")) ?? "all",
    priority: Number(text(at(item, "priority")) ?? 0),
    definition: Object.fromEntries(entries(at(item, "definition")).map(([key, node]) => [key, node.value])),
  };
}

function addToList(file: Opened, key: string, value: Value, why: string): TextEdit | Cannot {
  const root = file.documents[0]!;
  const list = at(root, key);
  return list === undefined ? addEntries(file, root, { [key]: [value] }, why) : addItem(file, list, value, why);
}

function vhostOf({ documents }: Opened, queue: string): string {
  return text(at(named(at(documents[0], "queues"), queue), "vhost")) ?? "/";
}
