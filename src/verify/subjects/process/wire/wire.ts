import type { Copy } from "../../../play.ts";

/**
 * What carries messages between a run and the consumer's process: its broker as the process sees it, with a gate in between. The
 * one who plays (subject.ts) decides at each gate; a wire only carries, holds, cuts and tells. It never starts or kills a process.
 */
export interface Wire {
  /** `line`, `rabbitmq` …: the `transport` of settings. */
  readonly kind: string;
  readonly features: WireFeatures;
  /** The server is there and may be used. Else why not, as a sentence that ends with what to do. Makes nothing yet. */
  open(): Promise<{ readonly problem: string } | undefined>;
  /**
   * Everything empty and apart: names, queues, offsets, ports of this play's own, nothing left of others. Several plays may be
   * open at once.
   */
  begin(beginning: Beginning): Promise<WirePlay>;
  /**
   * A process ended before it was ready: what it looked for in vain on the server (its queue, its stream) is made by every later
   * `begin`. False: nothing of the kind was seen.
   */
  learn?(): Promise<boolean>;
  /** Takes back whatever was made on the server. */
  close(): Promise<void>;
}

export interface WireFeatures {
  /** A message can be given to one instance while others are connected. False: all others are stopped before one is put in. */
  readonly directs: boolean;
  /** What comes again as a redelivery: one message (requeue, visibility, ack wait), or it and everything behind it (Kafka). */
  readonly redelivers: "message" | "suffix";
  /** A redelivery can be put in while the first copy is still in work on another instance. */
  readonly redeliversInWork?: true;
  /** One instance can be given a message while it works on others. */
  readonly overlaps?: true;
  /** A publish can be refused (`Passage` refuse) in a way that the client reports. */
  readonly refusesPublish: boolean;
  /** Real milliseconds until what an ended connection left unsettled comes again, at most. */
  readonly comesBackMs: number;
  /** What the answer must say that this wire takes for granted. */
  readonly assumptions: readonly string[];
}

/** One event as the producer sends it. */
export interface WireMessage {
  readonly id: string;
  /** Partition key; empty: none. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The event itself where `body` is JSON. */
  readonly value?: unknown;
}

export interface Beginning {
  /** By index: what `Copy.event` names. */
  readonly messages: readonly WireMessage[];
  /** Events that will be put in as a redelivery after they were acknowledged: a real broker must be kept from forgetting them. */
  readonly comeAgain: ReadonlySet<number>;
  readonly gate: Gate;
  /** One more port of loopback that this instance must be able to reach, before it is told of it. */
  readonly opens?: (instance: string, port: number) => Promise<void>;
  /** What happened, in order; must not throw. */
  readonly heard: (event: Heard) => void;
}

/** One handing over of one copy to one connection. A new object with a new `tag` each time. */
export interface Handed {
  /** Unique in the play, ascending. */
  readonly tag: number;
  readonly instance: string;
  readonly event: number;
  readonly kind: Copy["kind"];
  /** From 1: which handing over of this copy it is. */
  readonly count: number;
  readonly redelivered: boolean;
  /** The broker has forgotten it: nobody acknowledges it, and it does not come again. */
  readonly forgotten?: true;
}

/** ack: done · nack: again · reject: to a dead letter, by the broker. */
export type Settling = "ack" | "nack" | "reject";

export interface Sent {
  readonly instance: string;
  /** Channel as the consumer names it. */
  readonly channel: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Tags that the same request settles (a Kafka transaction); mostly absent. */
  readonly settles?: readonly number[];
}

/**
 * What becomes of a request of the consumer.
 * forward: on to the broker, and its answer back · forward-silently: on to the broker; when the broker has it (`settled`, `sent`),
 * nothing goes back to the process any more, on any of its connections · stop: it never reaches the broker, and nothing passes any
 * more in either direction · refuse: it never reaches the broker, which seems to answer with a failure (publish only).
 */
export type Passage = "forward" | "forward-silently" | "stop" | "refuse";

/** Asked before anything of the request reaches the broker. It waits, and everything behind it on that connection, until this resolves. */
export interface Gate {
  settling(handed: readonly Handed[], how: Settling): Promise<Passage>;
  publishing(sent: Sent): Promise<Passage>;
}

export type Heard =
  /** The instance can be given messages from now on: connected, subscribed, partitions assigned. */
  | { readonly what: "ready"; readonly instance: string }
  /** Written to the process. */
  | { readonly what: "handed"; readonly handed: Handed }
  /** The broker has it. */
  | { readonly what: "settled"; readonly handed: readonly Handed[]; readonly how: Settling }
  | { readonly what: "sent"; readonly sent: Sent }
  /** It will not come again: it lies in the consumer's dead letter, or the broker has given it up. */
  | { readonly what: "dead"; readonly event: number }
  /** Its last connection ended, whoever ended it. What it held comes again by itself when the instance (or another) is ready. */
  | { readonly what: "lost"; readonly instance: string; readonly unsettled: readonly Handed[] }
  /** It does something that this wire cannot follow (another protocol version, TLS, transactions …): the play says nothing. */
  | { readonly what: "strange"; readonly instance: string; readonly why: string };

/** A message that the consumer sent, as it lies in the broker. */
export interface Kept {
  readonly channel: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WirePlay {
  /** Where an instance finds its broker. The same name gets the same address over restarts. */
  address(instance: string): Promise<ProcessAddress>;
  /**
   * A copy into the channel: `first` and `producer` as the producer sends them (producer: same id, new position), `redelivery` as the
   * broker brings one again. Resolves when the broker holds it. `to`: who must get it; without `features.directs` only a wish.
   */
  put(copy: Copy, to: string): Promise<void>;
  /** features.redelivers suffix: this event and everything behind it comes again, once, as after a lost commit. */
  rewind?(event: number): Promise<void>;
  /** By the broker's own accounting: nothing waits, nothing is unsettled. False: not within that time. */
  quiet(withinMs: number): Promise<boolean>;
  /** Everything the consumer sent and the broker took, in the broker's order, its own dead letters not among them. */
  published(): Promise<
    readonly {
      readonly channel: string;
      readonly key?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }[]
  >;
  /** Events that ended in the consumer's dead letter. */
  deadLetters(): Promise<readonly number[]>;
  /** The instance's process was asked to go: a request for messages that it waits for may be answered with none. */
  leaving?(instance: string): void;
  /** The instance's process is dead: told to a wire whose connections do not say so. */
  gone?(instance: string): void;
  /** Ends connections and takes back what the play made. */
  end(): Promise<void>;
}

export interface ProcessAddress {
  /** Variables that are set for the process by custom: BROKER_PORT, KAFKA_BROKERS, AMQP_URL … */
  readonly env: Readonly<Record<string, string>>;
  /** What `{broker.NAME}` in the values of the settings' `env` and in the command stands for: url, host, port, queue, topic, group … */
  readonly words: Readonly<Record<string, string>>;
  /** `host:port` that the process must be able to reach, on loopback. */
  readonly ports: readonly number[];
}
