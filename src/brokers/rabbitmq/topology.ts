import type { Configuration, Resource } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Features, Reader, Topology, Wanted } from "../broker.ts";

export const features: Features = {
  redelivery: "requeue",
  delays: "channel",
  counts: true,
  guards: true,
  peeks: true,
  words: { channel: "queue", position: "message-id" },
};

/** Redeliveries of one attempt until the broker itself takes a message away from a consumer that keeps crashing on it. */
const guard = 10;

/** `Session.describe` of an exchange or a queue, and of the queue that a group reads. Undefined means: of no matter, or not known. */
export interface Described {
  readonly is?: "exchange" | "queue";
  /** Of the exchange. */
  readonly type?: string;
  /** Of the group's queue. */
  readonly queueType?: string;
  /** Where its dead letters go now. */
  readonly deadLetter?: string;
  readonly deliveryLimit?: number;
}

/**
 * A channel is a queue, or an exchange from which each group has a queue of its own. The queue that is read carries no dead-letter
 * arguments: a policy wires it, so that it can be changed, and that consumers which declare it need not repeat it. Each rung is a
 * queue whose messages expire back into the group's queue by the default exchange, which cannot be missing or unbound.
 * https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
 */
export function topologyOf(wanted: Wanted): Topology {
  const { channel, group, retry } = wanted;
  const source = (wanted.source ?? {}) as Described;
  const isExchange = source.is === "exchange";
  const queue = isExchange ? `${channel}.${group}` : channel;
  const declared = wanted.deadLetter ?? source.deadLetter;
  const deadLetter = declared ?? `${channel}.${group}.dlq`;
  const ordered = retry.ordering === "key";
  checkNames([queue, deadLetter]);
  checkSource(wanted.channel, source, isExchange);
  const rungs: Reader["rungs"] = retry.rungsMs.map((waitMs) => ({
    waitMs,
    ...(!ordered && { channel: rungName(channel, group, waitMs) }),
  }));
  return {
    reader: { channel, group: isExchange ? group : "", rungs, deadLetter },
    resources: [
      thing("queue", "dead-letter", deadLetter, { ...queueOf(declared === undefined ? "quorum" : undefined), ...limitless }),
      ...rungs.flatMap((rung) => (rung.channel === undefined ? [] : rungOf(rung.channel, rung.waitMs, queue))),
      ...(isExchange ? [thing("exchange", "source", channel, { type: source.type ?? "topic", durable: true })] : []),
      thing("queue", "source", queue, {
        ...queueOf(source.queueType ?? "quorum"),
        ...(ordered && { "x-single-active-consumer": true }),
        ...(isExchange && { boundTo: channel }),
      }),
      wiring(queue, deadLetter, source, retry.rungsMs.length, ordered),
    ],
    warnings: [...(ordered ? [orderedWarning(queue)] : []), ...(source.is === undefined ? [declaredWarning(queue)] : [])],
  };
}

export function rungName(channel: string, group: string, waitMs: number): string {
  return `${channel}.${group}.retry.${waitMs % 1000 === 0 ? `${waitMs / 1000}s` : `${waitMs}ms`}`;
}

/** Is this what a rung is called? Its messages leave it by themselves. */
export function isRung(queue: string): boolean {
  return /\.retry\.\d{1,12}m?s$/.test(queue);
}

/** For a proof: policies that match names by their beginning or their end match these too. */
export function apart(wanted: Wanted, run: string): Wanted {
  const { source: _, deadLetter: __, ...rest } = wanted;
  const id = run.replaceAll(/[^\w-]/g, "-").slice(0, 40);
  return { ...rest, channel: `${wanted.channel.slice(0, 100)}.gm-${id}` };
}

const queueOf = (type: string | undefined): Configuration => ({ durable: true, ...(type !== undefined && { "x-queue-type": type }) });

/** A dead letter waits for people, however long and however many. */
const limitless: Configuration = {
  "x-message-ttl": null,
  "x-expires": null,
  "x-max-length": null,
  "x-max-length-bytes": null,
  "x-delivery-limit": null,
};

/** Without reject-publish at-least-once is accepted and not in force. */
const safely = { strategy: "at-least-once", overflow: "reject-publish" } as const;

function rungOf(name: string, waitMs: number, queue: string): Resource {
  return thing("queue", "rung", name, {
    ...queueOf("quorum"),
    "x-message-ttl": waitMs,
    "x-dead-letter-exchange": "",
    "x-dead-letter-routing-key": queue,
    "x-dead-letter-strategy": safely.strategy,
    "x-overflow": safely.overflow,
    "x-expires": null,
    "x-max-length": null,
    "x-max-length-bytes": null,
  });
}

/** Only a quorum queue counts deliveries and waits for its dead letters to be stored. */
function wiring(queue: string, deadLetter: string, { queueType = "quorum", deliveryLimit }: Described, rungs: number, ordered: boolean) {
  const enough = ordered ? rungs + 1 : 1;
  const limit = deliveryLimit !== undefined && deliveryLimit >= enough ? deliveryLimit : Math.max(guard, ordered ? rungs + 7 : 0);
  const quorum = { "delivery-limit": limit, "dead-letter-strategy": safely.strategy, overflow: safely.overflow };
  return thing("policy", "consumer", queue, { deadLetter, ...(queueType === "quorum" && quorum) });
}

function thing(kind: "queue" | "exchange" | "policy", role: Resource["role"], name: string, config: Configuration): Resource {
  const immutable = ["durable", "type", "x-queue-type", "x-single-active-consumer"];
  return { id: `rabbitmq:${kind}:${name}`, role, kind, name, config, immutable, atLeast: ["delivery-limit"] };
}

function orderedWarning(queue: string): string {
  return `${queue}: one consumer works and the others stand by (x-single-active-consumer), and a message that fails stops all others until it is settled, whatever their keys.`;
}

function declaredWarning(queue: string): string {
  return `${queue} is not there and is made as a durable quorum queue: code that declares it as anything else is refused. Declare it with {durable: true, arguments: {"x-queue-type": "quorum"}}, or before this is applied.`;
}

function checkSource(channel: string, { is, type = "topic", queueType, deliveryLimit }: Described, isExchange: boolean): void {
  if (queueType === "stream")
    throw unsupported(`${channel} is a stream.`, "A stream has no dead letters and gives no single message back.", "Read it from a queue.");
  if (isExchange && queueType === undefined && type !== "topic" && type !== "fanout")
    throw unsupported(
      `Exchange ${channel} is of type ${type} and this consumer has no queue yet.`,
      "Which keys its queue is to be bound with cannot be told.",
      "Declare and bind the queue, and name the queue as the consumer's channel.",
    );
  if (is === "queue" && deliveryLimit === 0)
    throw unsupported(`${channel} has a delivery limit of 0.`, "Each crash would be a dead letter.", "Raise its delivery-limit.");
}

/** https://www.rabbitmq.com/docs/queues#names */
function checkNames(names: readonly string[]): void {
  for (const name of names) {
    if (name.startsWith("amq."))
      throw unsupported(`${name} is a reserved name.`, "RabbitMQ keeps amq.* for itself.", "Give the channel another name.");
    if (Buffer.byteLength(name) > 220)
      throw unsupported(`${name.slice(0, 60)}… is too long.`, "A name has 255 bytes, and rungs need some.", "Shorten channel or group.");
  }
}

const unsupported = (message: string, why: string, how: string): ToolError => new ToolError("UNSUPPORTED", message, why, how);
