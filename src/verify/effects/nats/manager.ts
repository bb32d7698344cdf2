/** Answers of a healthy JetStream that has whatever it is asked for. https://nats-io.github.io/nats.deno/interfaces/JetStreamManager.html */
export function createManager() {
  const streams = {
    add: async (config: { name: string }) => streamInfo(config.name, config),
    update: async (name: string, config: object) => streamInfo(name, config),
    info: async (name: string) => streamInfo(name),
    get: async (name: string) => ({ name, info: async () => streamInfo(name) }),
    find: async (subject: string) => subject,
    purge: async () => ({ success: true, purged: 0 }),
    delete: async () => true,
    deleteMessage: async () => true,
    list: none,
    names: none,
  };
  const consumers = {
    add: async (stream: string, config: Config) => consumerInfo(stream, nameOf(config), config),
    update: async (stream: string, name: string, config: object) => consumerInfo(stream, name, config),
    info: async (stream: string, name: string) => consumerInfo(stream, name),
    delete: async () => true,
    pause: async () => ({ paused: true }),
    resume: async () => ({ paused: false }),
    list: none,
  };
  return { streams, consumers, getAccountInfo: async () => ({ memory: 0, storage: 0, streams: 0, consumers: 0 }), advisories: none };
}

interface Config {
  readonly durable_name?: string;
  readonly name?: string;
}

const nameOf = ({ durable_name, name }: Config) => durable_name ?? name ?? "consumer";

const streamInfo = (name: string, config: object = {}) => ({
  config: { name, subjects: [], ...config },
  created: "",
  state: { messages: 0, bytes: 0, first_seq: 0, last_seq: 0, consumer_count: 0 },
});

const consumerInfo = (stream_name: string, name: string, config: object = {}) => ({
  stream_name,
  name,
  config: { durable_name: name, ...config },
  created: "",
  num_pending: 0,
  num_ack_pending: 0,
  num_redelivered: 0,
  delivered: { consumer_seq: 0, stream_seq: 0 },
  ack_floor: { consumer_seq: 0, stream_seq: 0 },
});

const none = () => ({ next: async () => [], async *[Symbol.asyncIterator]() {} });
