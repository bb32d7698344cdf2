import { digestOf } from "../../model/digest.ts";
import type { Configuration } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";

/** A channel is a queue, or a topic that copies each message to every group's own queue. */
export interface Channel {
  readonly kind: "queue" | "topic";
  readonly name: string;
  readonly fifo: boolean;
  /** As it was given: a topic may belong to another account. */
  readonly arn?: string;
}

const topicPrefix = "sns:";

/**
 * `sns:NAME` and ARNs of SNS are topics, ARNs and urls of SQS are queues; a bare name is what was found under it, else a queue.
 */
export function channelOf(text: string, source?: Configuration): Channel {
  if (text.startsWith(topicPrefix)) return named("topic", text.slice(topicPrefix.length));
  const arn = /^arn:[\w-]+:(sqs|sns):[\w-]*:\d*:(.+)$/.exec(text);
  if (arn) return { ...named(arn[1] === "sns" ? "topic" : "queue", arn[2]!), arn: text };
  const name = /^https?:\/\/[^/]+\/\d+\/([^/]+)$/.exec(text)?.[1] ?? text;
  return named(source?.["kind"] === "topic" ? "topic" : "queue", name);
}

function named(kind: Channel["kind"], name: string): Channel {
  return { kind, name, fifo: name.endsWith(".fifo") };
}

/** How a channel is spelled so that it is read the same again. */
export function spelled({ kind, name, arn }: Channel): string {
  if (kind === "queue") return name;
  return arn ?? `${topicPrefix}${name}`;
}

/** The queue that a group reads: the channel itself, or its own copy of a topic. */
export function queueOf(channel: Channel, group: string): string {
  return channel.kind === "queue" ? channel.name : derived(channel, group);
}

const longest = 80;

/** `orders-billing-dlq`, with `.fifo` where the channel has it, in letters that AWS allows and not longer than it allows. */
export function derived({ name, fifo }: Pick<Channel, "name" | "fifo">, ...parts: readonly string[]): string {
  const suffix = fifo ? ".fifo" : "";
  const end = parts.length > 1 ? `-${parts.at(-1)}` : "";
  const begin = [name.replace(/\.fifo$/, ""), ...(parts.length > 1 ? parts.slice(0, -1) : parts)].map(lawful).join("-");
  const room = longest - suffix.length - end.length;
  const digest = digestOf([name, ...parts]).slice(0, 8);
  return `${begin.length <= room ? begin : `${begin.slice(0, room - digest.length - 1)}-${digest}`}${end}${suffix}`;
}

function lawful(text: string): string {
  return text.replaceAll(/[^\w-]/g, "-");
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queues.html#sqs-queue-names */
export function checkName(kind: "queue" | "topic", name: string): void {
  const most = kind === "queue" ? longest : 256;
  if (/^[\w-]+(\.fifo)?$/.test(name) && name.length <= most) return;
  throw new ToolError(
    "INVALID_INPUT",
    `${name} is no name of a ${kind}.`,
    `AWS allows ${most} letters: a–z, A–Z, 0–9, - and _, and .fifo at the end.`,
    "Give it another name in the settings.",
  );
}
