import type { Outbox, Outgoing } from "../outbox.ts";
import { headersOf, plain } from "../payload.ts";
import type { Place } from "./consumer.ts";
import { eventsOf } from "./events.ts";

interface Message {
  readonly key?: string | Uint8Array | null;
  readonly value?: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

interface Send {
  readonly topic: string;
  readonly messages: readonly Message[];
}

export interface ProducerOptions {
  readonly transactionalId?: string;
  readonly idempotent?: boolean;
}

/** Offsets of a group that a transaction commits. */
export interface Offsets {
  readonly consumerGroupId: string;
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly Omit<Place, "topic">[] }[];
}

interface Making {
  outbox: Outbox;
  commit: (offsets: Offsets) => void;
  failure: () => unknown;
  logger: () => unknown;
  options: ProducerOptions | undefined;
}

/** https://kafka.js.org/docs/producing, https://kafka.js.org/docs/transactions */
export function createProducer({ outbox, commit, failure, logger, options }: Making) {
  const { events, on, emit } = eventsOf("producer");
  const sendBatch = async ({ topicMessages = [] }: { topicMessages?: readonly Send[] }) => {
    check(topicMessages);
    await outbox.send(topicMessages.flatMap(outgoing), `send ${topicsOf(topicMessages)}`, { failure });
    return metadata(topicMessages);
  };

  const transaction = async () => {
    if (!options?.transactionalId) throw new Error("Must provide transactional id for transactional producer");
    const sent: Outgoing[] = [];
    const offsets: Offsets[] = [];
    let active = true;
    const guard = () => {
      if (!active) throw new Error("Cannot continue to use transaction once ended");
    };
    const sendAll = async ({ topicMessages = [] }: { topicMessages?: readonly Send[] }) => {
      guard();
      check(topicMessages);
      sent.push(...topicMessages.flatMap(outgoing));
      return metadata(topicMessages);
    };
    return {
      send: (request: Send) => sendAll({ topicMessages: [request] }),
      sendBatch: sendAll,
      async sendOffsets(request: Offsets) {
        guard();
        offsets.push(request);
      },
      /** What was sent appears here, together with the offsets: one effect. */
      async commit() {
        guard();
        await outbox.send(sent, "commit transaction", { failure });
        offsets.forEach(commit);
        active = false;
      },
      async abort() {
        guard();
        active = false;
      },
      isActive: () => active,
    };
  };

  return {
    connect: async () => emit("connect"),
    disconnect: async () => emit("disconnect"),
    isIdempotent: () => options?.idempotent ?? false,
    events,
    on,
    logger,
    send: (request: Send) => sendBatch({ topicMessages: [request] }),
    sendBatch,
    transaction,
  };
}

function check(topicMessages: readonly Send[]): void {
  for (const { topic, messages } of topicMessages) {
    if (!topic) throw new Error("Invalid topic");
    if (!Array.isArray(messages)) throw new Error(`Invalid messages array for topic "${topic}"`);
    if (messages.some(({ value }) => value === undefined)) throw new Error(`Invalid message without value for topic "${topic}"`);
  }
}

function outgoing({ topic, messages }: Send): Outgoing[] {
  return messages.map(({ key, value, headers }) => ({
    topic,
    ...(key !== undefined && key !== null && { key: plain(key) }),
    headers: headersOf(Object.entries(headers ?? {})),
    value: value instanceof Uint8Array ? Uint8Array.from(value) : value,
  }));
}

const topicsOf = (topicMessages: readonly Send[]) => [...new Set(topicMessages.map(({ topic }) => topic))].join(", ");

const metadata = (topicMessages: readonly Send[]) =>
  topicMessages.map(({ topic }) => ({
    topicName: topic,
    partition: 0,
    errorCode: 0,
    baseOffset: "0",
    logAppendTime: "-1",
    logStartOffset: "0",
  }));
