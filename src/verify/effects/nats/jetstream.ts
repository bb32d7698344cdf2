import { headersOf } from "../payload.ts";
import { type Callback, createIntake, iteratorOf, type Message } from "./intake.ts";
import type { createManager } from "./manager.ts";
import type { Parts, PublishOptions } from "./parts.ts";

interface Options {
  readonly config?: { readonly durable_name?: string; readonly ack_policy?: string };
  readonly mack?: boolean;
  readonly queue?: string;
  readonly callbackFn?: (error: unknown, message: Message) => unknown;
}

type Builder = Options | { getOpts(): Options };

interface Ack {
  readonly stream: string;
  readonly seq: number;
  readonly duplicate: boolean;
}

interface Consume {
  readonly callback?: Callback;
  readonly max_messages?: number;
  readonly batch?: number;
}

/** https://nats-io.github.io/nats.deno/interfaces/JetStreamClient.html */
export function createJetStream(parts: Parts, jetstreamManager: () => Promise<ReturnType<typeof createManager>>) {
  const { workshop, outbox, deduplication, session } = parts;
  let sequence = 0;

  const publish = (subject: string, data?: Uint8Array | string, options: PublishOptions = {}): Promise<Ack> => {
    const named = [...(options.headers ?? [])].map(([name, values]) => [name, values.join(", ")] as const);
    const headers = headersOf([...named, ["Nats-Msg-Id", options.msgID]]);
    const id = Object.entries(headers).find(([name]) => name.toLowerCase() === "nats-msg-id")?.[1];
    const value = typeof data === "string" ? data : Uint8Array.from(data ?? []);
    let duplicate = false;
    const isNew = () => !(duplicate = id !== undefined && !deduplication.isNew(id));
    return new Promise((resolve, reject) => {
      session.sequence.run(async () => {
        try {
          if (session.isLost()) throw timeOut();
          await outbox.send([{ topic: subject, headers, value, isNew }], `publish ${subject}`, { failure: timeOut });
          resolve({ stream: subject, seq: ++sequence, duplicate });
        } catch (error) {
          reject(error);
        }
      });
    });
  };

  const subscribe = async (subject: string, builder: Builder = {}) => {
    const options = "getOpts" in builder ? builder.getOpts() : builder;
    const { config, mack = false, queue, callbackFn } = options;
    const gone = config?.ack_policy === "none";
    const hand: Callback | undefined = callbackFn && ((message) => callbackFn(null, message));
    return iteratorOf(
      createIntake(parts, { channel: subject, group: queue ?? config?.durable_name, gone, automatic: !gone && !mack }, hand),
    );
  };
  const pullSubscribe = async (subject: string, builder: Builder = {}) => {
    const options = "getOpts" in builder ? builder.getOpts() : builder;
    return subscribe(subject, { ...options, mack: true });
  };

  /** One consumer of a stream, whoever asks for it: its messages are handed over once. */
  const pulled = new Map<string, ReturnType<typeof createIntake>>();
  const intakeOf = (stream: string, name: string) => {
    const key = `${stream}\n${name}`;
    const known = pulled.get(key);
    const intake = known === undefined || known.isClosed() ? createIntake(parts, { channel: stream, group: name }) : known;
    pulled.set(key, intake);
    return intake;
  };
  const consumer = (stream: string, name: string) => ({
    consume: async ({ callback }: Consume = {}) =>
      callback === undefined
        ? iteratorOf(intakeOf(stream, name), { keep: true })
        : iteratorOf(createIntake(parts, { channel: stream, group: name }, callback)),
    fetch: async ({ max_messages: most = 100 }: Consume = {}) => iteratorOf(intakeOf(stream, name), { most, keep: true }),
    next: () => intakeOf(stream, name).next(),
    info: async () => (await jetstreamManager()).consumers.info(stream, name),
    delete: async () => true,
  });

  return {
    publish,
    subscribe,
    pullSubscribe,
    pull: (stream: string, durable: string) => intakeOf(stream, durable).next(),
    fetch: (stream: string, durable: string, { batch: most = 1 }: Consume = {}) =>
      iteratorOf(intakeOf(stream, durable), { most, keep: true }),
    consumers: {
      get: async (stream: string, name?: unknown) => consumer(stream, typeof name === "string" ? name : "ordered"),
      getPullConsumerFor: ({ stream_name, name }: { stream_name: string; name: string }) => consumer(stream_name, name),
    },
    streams: {
      get: async (stream: string) => ({
        name: stream,
        getConsumer: async (name?: unknown) => consumer(stream, typeof name === "string" ? name : "ordered"),
        info: async () => (await jetstreamManager()).streams.info(stream),
      }),
    },
    views: {
      kv: (bucket: string) => stored(`key-value bucket ${bucket}`),
      os: (bucket: string) => stored(`object store ${bucket}`),
    },
    jetstreamManager,
    getOptions: () => ({}),
  };

  async function stored(what: string): Promise<never> {
    workshop.unobserved(`NATS ${what}`);
    throw timeOut();
  }
}

function timeOut(): Error {
  return Object.assign(new Error("TIMEOUT"), { name: "NatsError", code: "TIMEOUT" });
}
