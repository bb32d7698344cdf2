import type { Configuration, Observed, Resource, RetryPolicy } from "../model/delivery.ts";
import type { Clock } from "./clock.ts";

/**
 * How a message that was not acknowledged comes back.
 * rewind: it and everything behind it in its partition · requeue: when its connection ends or it is refused ·
 * visibility, ack-wait: when its lease is over, or earlier when it is refused.
 */
export type Redelivery = "rewind" | "requeue" | "visibility" | "ack-wait";

/** What tells brokers apart. The conformance suite reads it; the proofs and the redrive do too. */
export interface Features {
  readonly redelivery: Redelivery;
  /** Who holds a message that waits for its next attempt: the broker (`nack` with a delay), or a channel for each wait. */
  readonly delays: "nack" | "channel";
  /** `Delivery.count` is the broker's own. False: it is always 1, and attempts travel in a header. */
  readonly counts: boolean;
  /** Messages can be looked at without any change to them. */
  readonly peeks: boolean;
  /** After this consumer's `maxDeliveries` the broker itself dead-letters, whatever the consumer does. */
  readonly guards: boolean;
  /** What a channel and a position are called: they name the `gm-original-…` headers. */
  readonly words: { readonly channel: "topic" | "queue" | "subject"; readonly position: "offset" | "seq" | "message-id" };
}

export interface Message {
  /** Equal keys keep their order where the broker keeps one. */
  readonly key?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A message as it lies in a channel. `id` is its position there: never a key to deduplicate by. */
export interface Held extends Message {
  readonly id: string;
  /** When it was stored, epoch milliseconds of the broker's clock. */
  readonly atMs: number;
}

export interface Delivery extends Held {
  readonly channel: string;
  readonly redelivered: boolean;
  /** From 1. */
  readonly count: number;
}

/**
 * ack: done, never again · nack: again, after `afterMs` (one of the consumer's rungs; default at once) ·
 * reject: to this consumer's dead letter, and only when that is confirmed it is gone here.
 * `headers` are added to what is stored anew; a broker that keeps the message in place cannot add any.
 */
export type Settlement =
  | { readonly do: "ack" }
  | { readonly do: "nack"; readonly afterMs?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly do: "reject"; readonly headers?: Readonly<Record<string, string>> };

/** One consumer as the broker knows it. Made by `Broker.topology`, for the names are the broker's. */
export interface Reader {
  readonly channel: string;
  readonly group: string;
  readonly rungs: readonly { readonly waitMs: number; readonly channel?: string }[];
  readonly deadLetter: string;
}

/** Settles each message of a batch. A throw is a nack at once of the whole batch. */
export type Handler = (batch: readonly Delivery[]) => Promise<readonly Settlement[]>;

/** Each delivery is in exactly one of `acked`, `nacked`, `rejected`, `lapsed` or `inFlight`. */
export interface Counts {
  readonly delivered: number;
  readonly acked: number;
  readonly nacked: number;
  readonly rejected: number;
  /** Its lease ended, its partition was rewound or its connection broke first: a settlement that came later counted for nothing. */
  readonly lapsed: number;
  readonly inFlight: number;
}

export interface Subscription {
  counts(): Counts;
  /**
   * Takes nothing new, waits for what is in work, releases the rest. Rejects with the first settlement that could not be carried
   * out (a wait without rung, a dead letter that is not there): that message was nacked instead.
   */
  close(): Promise<void>;
}

/** What waits for one reader, or lies in one channel. All zero: quiet, by the broker's own accounting. */
export interface Backlog {
  readonly ready: number;
  readonly delayed: number;
  readonly inFlight: number;
  /** When the oldest of them was stored. */
  readonly oldestAtMs?: number;
}

export interface Session {
  readonly features: Features;
  /** Resolves when the message is stored where a consumer can find it; a channel that does not exist is NOT_FOUND. */
  publish(channel: string, message: Message): Promise<void>;
  /** The same, to one consumer alone: other groups of its channel see nothing of it. */
  sendTo(reader: Reader, message: Message): Promise<void>;
  /** `prefetch`: deliveries in flight at most (default 1). `batch`: messages handed over at a time at most (default 1). */
  subscribe(reader: Reader, handle: Handler, options?: { readonly prefetch?: number; readonly batch?: number }): Promise<Subscription>;
  /**
   * Goes once through what a channel without groups holds now, oldest first. What `wants` takes is handed over and deleted when
   * `handle` has resolved; the rest stays as it is. When `handle` rejects it ends, and nothing more is deleted.
   */
  take(channel: string, wants: (held: Held) => boolean, handle: (held: Held) => Promise<void>): Promise<number>;
  /**
   * What a channel without groups holds, oldest first, unchanged. Without `features.peeks` this receives: counts go up and what was
   * seen is hidden for a while. Then only for somebody who asked for samples, and never more than `atMost`; without it nothing.
   */
  peek(channel: string, atMost?: number): AsyncIterable<Held>;
  /** Without a reader's group: of the channel itself. NOT_FOUND without the channel. */
  backlog(channel: string, group?: string): Promise<Backlog>;
  /** Without side effects; what is not there is left out. */
  observe(resources: readonly Resource[]): Promise<Observed[]>;
  /** The same again changes nothing; another configuration is refused. `mark` names the run that makes it. */
  create(resource: Resource, mark: string): Promise<void>;
  update(resource: Resource, config: Observed["config"]): Promise<void>;
  /** Takes back what `mark` made and nobody has put anything into; everything else is left. `full`: even so (a shadow's own). */
  remove(resource: Resource, mark: string, full?: boolean): Promise<boolean>;
  /** Moves to the dead letter what the broker gave up while nobody looked. Resolves to how many. */
  sweep?(reader: Reader): Promise<number>;
  /** What somebody made and a ladder must fit to (partitions, queue type, FIFO, retention, stream); undefined: it is not there. */
  describe(channel: string, group?: string): Promise<Configuration | undefined>;
  /** Graceful: subscriptions end as by their `close`. */
  close(): Promise<void>;
}

/** One consumer, in the words of no broker. */
export interface Wanted {
  readonly consumer: string;
  readonly channel: string;
  readonly group: string;
  readonly retry: RetryPolicy;
  /** The channel as `Session.describe` found it; absent: it is not there, or was not asked for. */
  readonly source?: Configuration;
  /** Where one is declared already. Default: `<channel>.<group>.dlq`. */
  readonly deadLetter?: string;
  /** SQS: a function that a mapping calls, in the place of a consumer that polls. */
  readonly lambda?: { readonly timeoutMs: number; readonly batchingWindowMs?: number; readonly reportsItemFailures?: boolean };
}

/** A consumer as it stands in code or in an infrastructure file. */
export interface Found {
  /** What the code speaks to: `sns` is consumed through SQS. */
  readonly kind: string;
  /** With the prefix of its environment. */
  readonly channel: string;
  /** A function that the platform calls, instead of a process that polls. */
  readonly called: boolean;
}

export interface Topology {
  readonly resources: readonly Resource[];
  readonly reader: Reader;
  /** What is true of it although it is right, and somebody must know. */
  readonly warnings?: readonly string[];
}

/** Where a server is and as whom it is spoken to. From the settings, filled in from the environment. Never printed. */
export interface Address {
  /** kafka: `host:port,…` · rabbitmq: `amqp(s)://host:port/vhost` · nats: `nats://host:port,…` · sqs: an endpoint instead of AWS. */
  readonly url?: string;
  /** Of the HTTP interface that RabbitMQ's management plug-in offers. */
  readonly management?: string;
  readonly user?: string;
  readonly password?: string;
  readonly mechanism?: "plain" | "scram-sha-256" | "scram-sha-512";
  /** NATS: the text of a credentials file, or a seed. */
  readonly credentials?: string;
  readonly region?: string;
  /** PEM texts. `{}`: TLS with the system's authorities. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** How a broker is reached. */
export interface Opening {
  readonly root: string;
  /** Name of the connection: errors name it. */
  readonly connection: string;
  readonly address?: Address;
  readonly clock: Clock;
  /** Only to look: nothing is written. */
  readonly looking?: boolean;
}

/** One messaging system; nothing outside of its folder knows it. */
export interface Broker {
  readonly kind: string;
  /** It is not ours alone: writing to it needs permission. */
  readonly external: boolean;
  readonly features: Features;
  /** What a consumer that was found is to have here, or why it can have no dead letter. Absent: its channel as it is. Pure. */
  wantedOf?(found: Found): Pick<Wanted, "channel" | "lambda"> | { readonly why: string };
  /** Ladder and dead letter of one consumer in this broker's own form. Pure. */
  topology(wanted: Wanted): Topology;
  /** Which of these resources of several consumers cannot stand together on one server, by id, and why. Pure. */
  disputes?(resources: readonly Resource[]): ReadonlyMap<string, string>;
  open(opening: Opening): Promise<Session>;
  /** For a proof. Of a broker that is ours alone: a place that nobody else sees and that is gone when closed. */
  shadow(opening: Opening): Promise<Session>;
  /** The same consumer on names that nobody else has, for a proof on a server that others use. Pure. Without source or dead letter. */
  apart(wanted: Wanted, run: string): Wanted;
}
