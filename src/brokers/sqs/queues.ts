import type { QueueAttributeName } from "@aws-sdk/client-sqs";
import { ToolError } from "../../tool.ts";
import type { Clients } from "./client.ts";
import { isMissing, isUnknownAction } from "./errors.ts";
import type { QueueFacts } from "./rules.ts";

export type Attributes = Readonly<Partial<Record<QueueAttributeName, string>>>;

export interface RedrivePolicy {
  readonly deadLetter: string;
  readonly maxReceiveCount: number;
}

/** Queues by name. Addresses are looked up once. */
export interface Queues {
  /** NOT_FOUND without it. */
  url(name: string): Promise<string>;
  find(name: string): Promise<Attributes | undefined>;
  tags(name: string): Promise<Readonly<Record<string, string>>>;
  /** `found`: what it has now. */
  set(name: string, values: Readonly<Record<string, string>>, found: Attributes): Promise<void>;
  /** It was made here: it may take a moment until it is found. */
  remember(name: string, url: string): void;
  forget(name: string): void;
}

export function openQueues({ sqs, ask, elsewhere }: Clients): Queues {
  const urls = new Map<string, string>();
  const queues: Queues = {
    async url(name) {
      const known = urls.get(name);
      if (known !== undefined) return known;
      const { QueueUrl } = await ask(`GetQueueUrl ${name}`, () => sqs.getQueueUrl({ QueueName: name }));
      urls.set(name, QueueUrl!);
      return QueueUrl!;
    },
    async find(name) {
      try {
        const QueueUrl = await queues.url(name);
        const found = await ask(`GetQueueAttributes ${name}`, () => sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] }));
        return found.Attributes ?? {};
      } catch (error) {
        if (!isMissing(error)) throw error;
        urls.delete(name);
        return undefined;
      }
    },
    async tags(name) {
      const QueueUrl = await queues.url(name);
      return (await ask(`ListQueueTags ${name}`, () => sqs.listQueueTags({ QueueUrl }))).Tags ?? {};
    },
    async set(name, values, { Policy }) {
      if (Object.keys(values).length === 0) return;
      const QueueUrl = await queues.url(name);
      // A server in the place of AWS may drop the policy with every other setting: https://github.com/getmoto/moto
      const Attributes = { ...(elsewhere && Policy !== undefined && Policy !== "" && { Policy }), ...values };
      await ask(`SetQueueAttributes ${name}`, () => sqs.setQueueAttributes({ QueueUrl, Attributes }));
    },
    remember: (name, url) => void urls.set(name, url),
    forget: (name) => void urls.delete(name),
  };
  return queues;
}

/** The ARN of another queue or topic of the same account and region. */
export function siblingArn(known: string, service: "sqs" | "sns", name: string): string {
  return `${known.split(":").slice(0, 2).join(":")}:${service}:${known.split(":").slice(3, 5).join(":")}:${name}`;
}

export function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/** Policies are JSON that anybody may have written. */
export function redriveOf({ RedrivePolicy }: Attributes): RedrivePolicy | undefined {
  const policy = objectIn(RedrivePolicy);
  const target = policy?.["deadLetterTargetArn"];
  if (typeof target !== "string") return undefined;
  return { deadLetter: nameOfArn(target), maxReceiveCount: Number(policy?.["maxReceiveCount"]) };
}

/** Names of the sources that a RedriveAllowPolicy names; undefined: every one may. */
export function allowedBy({ RedriveAllowPolicy }: Attributes): string[] | undefined {
  const { redrivePermission, sourceQueueArns } = objectIn(RedriveAllowPolicy) ?? {};
  if (redrivePermission === "denyAll") return [];
  if (redrivePermission !== "byQueue") return undefined;
  return Array.isArray(sourceQueueArns) ? sourceQueueArns.map((arn) => nameOfArn(String(arn))) : [];
}

export function factsOf(name: string, attributes: Attributes): QueueFacts {
  const allows = allowedBy(attributes);
  return { name, fifo: attributes.FifoQueue === "true", retention: Number(attributes.MessageRetentionPeriod), ...(allows && { allows }) };
}

export function objectIn(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined || json === "") return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Servers in the place of AWS that have no RedriveAllowPolicy leave it out of all attributes, and refuse it by its name. */
export async function keepsRedriveAllow({ sqs, elsewhere }: Clients, QueueUrl: string): Promise<boolean> {
  if (!elsewhere) return true;
  try {
    await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["RedriveAllowPolicy"] });
    return true;
  } catch (error) {
    return !(isUnknownAction(error) || /InvalidAttributeName/.test((error as Error).name));
  }
}

export function notThere(what: string): ToolError {
  return new ToolError("NOT_FOUND", `${what} is not there.`, "Somebody removed it, or nothing was configured yet.");
}
