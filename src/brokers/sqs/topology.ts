import type { Configuration, Resource, RetryPolicy } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Features, Topology, Wanted } from "../broker.ts";
import { type Channel, channelOf, checkName, derived, queueOf, spelled } from "./names.ts";
import { ladderViolations, lambdaFactor, longestRetention, queueViolations, refuse } from "./rules.ts";

export const features: Features = {
  redelivery: "visibility",
  delays: "nack",
  counts: true,
  guards: true,
  peeks: false,
  words: { channel: "queue", position: "message-id" },
};

/** Receives beyond the ladder until SQS itself takes a message away: a receive is not always an attempt. */
const guardBeyondLadder = 4;
/** A batch waits while its first message is handled, and the settlement must come in time as well. */
const leasePerHandler = 2;

export function leaseSeconds(handlerTimeoutMs: number): number {
  return Math.max(1, Math.ceil((handlerTimeoutMs * leasePerHandler) / 1000));
}

/**
 * The waits are visibility timeouts of the message itself, so a ladder is the dead letter and its wiring. A topic copies each message
 * to a queue of this group; where SNS cannot deliver, a second dead letter keeps it.
 */
export function topologyOf(wanted: Wanted): Topology {
  const { group, retry, source, lambda } = wanted;
  const channel = channelOf(wanted.channel, source);
  const queue = queueOf(channel, group);
  const found = source?.["deadLetter"];
  const deadLetter = wanted.deadLetter ?? (typeof found === "string" ? found : derived(channel, group, "dlq"));
  for (const name of [queue, deadLetter]) checkName("queue", name);
  checkName("topic", channel.name);
  checkOrdering(channel, retry);
  const maxReceiveCount = retry.rungsMs.length + 1 + guardBeyondLadder;
  const visibility = lambda ? Math.ceil((lambdaFactor * lambda.timeoutMs + (lambda.batchingWindowMs ?? 0)) / 1000) : 0;
  const VisibilityTimeout = Math.max(visibility, leaseSeconds(retry.handlerTimeoutMs));
  refuse(wanted.consumer, ladderViolations(wanted, VisibilityTimeout, maxReceiveCount));
  const own = deadLetter === derived(channel, group, "dlq");
  const sourceQueue = channel.kind === "topic" ? { allowsTopic: spelled(channel) } : {};
  return {
    reader: { channel: spelled(channel), group, rungs: retry.rungsMs.map((waitMs) => ({ waitMs })), deadLetter },
    resources: [
      queueOfRole("dead-letter", deadLetter, { MessageRetentionPeriod: longestRetention, ...(own && { redriveAllow: queue }) }),
      ...(channel.kind === "topic" ? topicParts(channel, group) : []),
      queueOfRole("source", queue, sourceQueue),
      {
        id: `sqs:reader:${queue}`,
        role: "consumer",
        kind: "reader",
        name: queue,
        config: { deadLetter, maxReceiveCount, VisibilityTimeout },
        immutable: [],
        atLeast: ["maxReceiveCount", "VisibilityTimeout"],
      },
      ...(channel.kind === "topic" ? [subscriptionOf(channel, group)] : []),
    ],
    warnings: warningsOf(channel, wanted),
  };
}

/** Own names for what SNS could not deliver, and the topic itself. */
function topicParts(channel: Channel, group: string): Resource[] {
  const FifoTopic = channel.fifo;
  return [
    queueOfRole("dead-letter", undelivered(channel, group), {
      MessageRetentionPeriod: longestRetention,
      allowsTopic: spelled(channel),
    }),
    {
      id: `sns:topic:${channel.name}`,
      role: "source",
      kind: "topic",
      name: spelled(channel),
      config: FifoTopic ? { FifoTopic } : {},
      immutable: ["FifoTopic"],
      atLeast: [],
    },
  ];
}

function undelivered(channel: Channel, group: string): string {
  return derived(channel, group, "undelivered");
}

function subscriptionOf(channel: Channel, group: string): Resource {
  const queue = queueOf(channel, group);
  return {
    id: `sns:subscription:${channel.name}/${queue}`,
    role: "consumer",
    kind: "subscription",
    name: `${spelled(channel)}/${queue}`,
    config: { deadLetter: undelivered(channel, group), RawMessageDelivery: true },
    immutable: [],
    atLeast: [],
  };
}

function queueOfRole(role: Resource["role"], name: string, more: Configuration): Resource {
  const config = { ...(name.endsWith(".fifo") && { FifoQueue: true }), ...more };
  refuse(name, queueViolations(name, config));
  return { id: `sqs:queue:${name}`, role, kind: "queue", name, config, immutable: ["FifoQueue"], atLeast: ["MessageRetentionPeriod"] };
}

function checkOrdering({ fifo, name }: Channel, { ordering }: RetryPolicy): void {
  if (ordering === "key" && !fifo)
    throw new ToolError(
      "INVALID_INPUT",
      `${name} is a standard queue and keeps no order, so no retry can keep one.`,
      "Only a FIFO queue keeps the order of a message group, and a queue cannot become one.",
      'Read a queue whose name ends in .fifo, or set "ordering": "none" for this consumer.',
    );
}

function warningsOf(channel: Channel, { source, lambda, deadLetter, group }: Wanted): string[] {
  const warnings: string[] = [];
  const dead = deadLetter ?? derived(channel, group, "dlq");
  if (channel.fifo)
    warnings.push(
      `${channel.name} is FIFO: while a message waits for its next attempt the rest of its group waits too, and once it lies in ${dead} the next of its group is delivered. The order is broken there: the handler must notice a gap.`,
    );
  if (source?.["MessageRetentionPeriod"] === longestRetention)
    warnings.push(
      `${channel.name} keeps messages for 14 days, the longest that there is: one that SQS itself moves to ${dead} keeps the clock of its first enqueueing and may expire at once. Shorten the source's MessageRetentionPeriod.`,
    );
  if (lambda !== undefined && lambda.reportsItemFailures !== true)
    warnings.push(
      "The mapping does not report single failures: one of a batch repeats them all. Set FunctionResponseTypes to [ReportBatchItemFailures] where the mapping is declared and return the failed ids.",
    );
  return warnings;
}

/** The same consumer on names that nobody else has. A topic stays one, and FIFO stays FIFO. */
export function apartFrom(wanted: Wanted, run: string): Wanted {
  const { source, deadLetter: _declared, ...rest } = wanted;
  const channel = channelOf(wanted.channel, source);
  const name = derived({ name: `gm-${channel.name}`, fifo: channel.fifo }, run);
  return { ...rest, channel: spelled({ kind: channel.kind, name, fifo: channel.fifo }) };
}
