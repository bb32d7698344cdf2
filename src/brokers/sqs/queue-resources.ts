import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Clients } from "./client.ts";
import { isMissing, isNameTaken, isUnknownAction } from "./errors.ts";
import { letsIn, lettingIn, topicArnOf } from "./policies.ts";
import { allowedBy, type Attributes, keepsRedriveAllow, notThere, type Queues, redriveOf, siblingArn } from "./queues.ts";
import { queueViolations, refuse } from "./rules.ts";

/** Tags say who made what: the queue, its wiring as a reader's queue, its subscription to a topic. */
export const marks = { queue: "godmode:managed", reader: "godmode:reader", subscription: "godmode:subscription" } as const;

/** Which keys keep it from being what is wanted. */
export function differing({ config, atLeast }: Resource, found: Configuration): string[] {
  return Object.entries(config).flatMap(([key, to]) => {
    const from = found[key];
    if (from === to || (atLeast.includes(key) && typeof from === "number" && typeof to === "number" && from >= to)) return [];
    return [key];
  });
}

export function refuseOther(resource: Resource, found: Configuration): void {
  const [key] = differing(resource, found);
  if (key !== undefined) throw new ToolError("INVALID_INPUT", `${resource.id} is there with another ${key}.`, "Nothing was changed.");
}

/** What is set after a queue is there, for it needs its account. */
function settings(resource: Resource, config: Configuration, attributes: Attributes): Record<string, string> {
  const { MessageRetentionPeriod, redriveAllow, allowsTopic } = config;
  const set: Record<string, string> = {};
  if (typeof MessageRetentionPeriod === "number" && String(MessageRetentionPeriod) !== attributes.MessageRetentionPeriod)
    set["MessageRetentionPeriod"] = String(MessageRetentionPeriod);
  if (typeof resource.config["redriveAllow"] === "string")
    set["RedriveAllowPolicy"] = JSON.stringify(allowPolicy(resource.config["redriveAllow"], redriveAllow, attributes));
  if (typeof allowsTopic === "string") {
    const topicArn = topicArnOf(allowsTopic, attributes.QueueArn!);
    if (!letsIn(attributes, topicArn)) set["Policy"] = lettingIn(attributes, topicArn);
  }
  return set;
}

/** Those that may already stay; what is set back is set back exactly. */
function allowPolicy(wanted: string, becomes: Configuration[string] | undefined, attributes: Attributes) {
  if (typeof becomes !== "string") return { redrivePermission: "allowAll" };
  const names = becomes.split(",").filter((name) => name !== "");
  const all = wanted.split(",").every((name) => names.includes(name))
    ? new Set([...(allowedBy(attributes) ?? []), ...names])
    : new Set(names);
  if (all.size === 0) return { redrivePermission: "denyAll" };
  return { redrivePermission: "byQueue", sourceQueueArns: [...all].map((name) => siblingArn(attributes.QueueArn!, "sqs", name)) };
}

/** A queue itself: how long it keeps, who may use it as a dead letter, which topic may send to it. */
export function queueResources(clients: Clients, queues: Queues) {
  const { sqs, ask } = clients;

  async function configOf(resource: Resource, attributes: Attributes): Promise<Configuration> {
    const { redriveAllow, allowsTopic } = resource.config;
    const config: Record<string, Configuration[string]> = { MessageRetentionPeriod: Number(attributes.MessageRetentionPeriod) };
    if (attributes.FifoQueue === "true") config["FifoQueue"] = true;
    if (typeof redriveAllow === "string") {
      const allowed = allowedBy(attributes);
      const wanted = redriveAllow.split(",");
      const untold = allowed === undefined && !(await keepsRedriveAllow(clients, await queues.url(resource.name)));
      if (untold || (allowed !== undefined && wanted.every((each) => allowed.includes(each)))) config["redriveAllow"] = redriveAllow;
      else if (allowed !== undefined) config["redriveAllow"] = allowed.join(",");
    }
    if (typeof allowsTopic === "string" && letsIn(attributes, topicArnOf(allowsTopic, attributes.QueueArn!)))
      config["allowsTopic"] = allowsTopic;
    return config;
  }

  return {
    async observe(resource: Resource): Promise<Observed | undefined> {
      const attributes = await queues.find(resource.name);
      if (attributes === undefined) return undefined;
      const mark = (await queues.tags(resource.name))[marks.queue];
      return { id: resource.id, config: await configOf(resource, attributes), ...(mark !== undefined && { mark }) };
    },
    async create(resource: Resource, mark: string): Promise<void> {
      const { name, config } = resource;
      refuse(name, queueViolations(name, config));
      const there = await queues.find(name);
      if (there) return refuseOther(resource, await configOf(resource, there));
      const { MessageRetentionPeriod, FifoQueue } = config;
      const Attributes = {
        ...(FifoQueue === true && { FifoQueue: "true" }),
        ...(typeof MessageRetentionPeriod === "number" && { MessageRetentionPeriod: String(MessageRetentionPeriod) }),
      };
      const made = await sqs.createQueue({ QueueName: name, Attributes, tags: { [marks.queue]: mark } }).catch((error: unknown) => {
        if (isNameTaken(error))
          throw new ToolError("INVALID_INPUT", `${resource.id} is there with other attributes.`, "Somebody made it just now.");
        return ask(`CreateQueue ${name}`, () => Promise.reject(error as Error));
      });
      queues.remember(name, made.QueueUrl!);
      const attributes = await queues.find(name);
      if (attributes === undefined) throw notThere(name);
      await queues.set(name, settings(resource, config, attributes), attributes);
    },
    async update(resource: Resource, config: Configuration): Promise<void> {
      refuse(resource.name, queueViolations(resource.name, config));
      const attributes = await queues.find(resource.name);
      if (attributes === undefined) throw notThere(resource.name);
      await queues.set(resource.name, settings(resource, config, attributes), attributes);
    },
    /** Only what is empty, and what no reader or source needs any more. */
    async remove({ name }: Resource, mark: string, full: boolean): Promise<boolean> {
      const attributes = await queues.find(name);
      if (attributes === undefined || (await queues.tags(name))[marks.queue] !== mark) return false;
      if (!full && (holds(attributes) || redriveOf(attributes) !== undefined || (await sourcesOf(name, attributes)).length > 0))
        return false;
      const QueueUrl = await queues.url(name);
      await ask(`DeleteQueue ${name}`, () => sqs.deleteQueue({ QueueUrl }));
      queues.forget(name);
      return true;
    },
  };

  /** Queues whose dead letter it is. Servers that cannot list them are asked for those that its policy names. */
  async function sourcesOf(name: string, attributes: Attributes): Promise<string[]> {
    try {
      const { queueUrls = [] } = await sqs.listDeadLetterSourceQueues({ QueueUrl: await queues.url(name) });
      return queueUrls;
    } catch (error) {
      if (!isUnknownAction(error) && !isMissing(error))
        return ask(`ListDeadLetterSourceQueues ${name}`, () => Promise.reject(error as Error));
    }
    const sources = [];
    for (const source of allowedBy(attributes) ?? []) {
      const found = await queues.find(source);
      if (found && redriveOf(found)?.deadLetter === name) sources.push(source);
    }
    return sources;
  }
}

export function holds(attributes: Attributes): boolean {
  const {
    ApproximateNumberOfMessages = "0",
    ApproximateNumberOfMessagesNotVisible = "0",
    ApproximateNumberOfMessagesDelayed = "0",
  } = attributes;
  return [ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible, ApproximateNumberOfMessagesDelayed].some(
    (count) => Number(count) > 0,
  );
}
