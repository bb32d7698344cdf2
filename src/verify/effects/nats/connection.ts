import { headersOf } from "../payload.ts";
import { type Callback, createIntake, iteratorOf, type Message, never } from "./intake.ts";
import { createJetStream } from "./jetstream.ts";
import { createManager } from "./manager.ts";
import type { Parts, PublishOptions } from "./parts.ts";

interface SubscribeOptions {
  readonly queue?: string;
  readonly callback?: (error: unknown, message: Message) => unknown;
}

/** https://nats-io.github.io/nats.deno/interfaces/NatsConnection.html */
export function createConnection(parts: Parts) {
  const { workshop, outbox, session } = parts;
  let jetstream: ReturnType<typeof createJetStream> | undefined;
  let closed = false;
  let close: (() => void) | undefined;
  const whenClosed = new Promise<void>((resolve) => (close = resolve));
  const end = async (): Promise<void> => {
    await session.sequence.idle();
    closed = true;
    close?.();
  };
  /** Nobody hears of a failure here but by losing the connection. */
  const publish = (subject: string, data?: Uint8Array | string, options: PublishOptions = {}): void => {
    const headers = headersOf([...(options.headers ?? [])].map(([name, values]) => [name, values.join(", ")] as const));
    const value = typeof data === "string" ? data : Uint8Array.from(data ?? []);
    session.sequence.run(async () => {
      if (session.isLost()) return;
      try {
        await outbox.send([{ topic: subject, headers, value }], `publish ${subject}`);
      } catch {
        session.lose();
      }
    });
  };
  const request = async (subject: string): Promise<never> => {
    workshop.unobserved(`a request to ${subject}: the answer of another service is not played`);
    throw Object.assign(new Error("503"), { name: "NatsError", code: "503" });
  };
  const connection = {
    info: { server_id: "server", server_name: "server", version: "2.10.0", jetstream: true, max_payload: 1_048_576, client_id: 1 },
    publish,
    publishMessage: ({ subject, data }: Message) => publish(subject, data),
    respondMessage: ({ reply, data }: Message) => (publish(reply, data), true),
    request,
    requestMany: request,
    subscribe(subject: string, { queue, callback }: SubscribeOptions = {}) {
      const hand: Callback | undefined = callback && ((message) => callback(null, message));
      return Object.assign(iteratorOf(createIntake(parts, { channel: subject, group: queue, gone: true }, hand)), {
        getSubject: () => subject,
        getID: () => 1,
        getMax: () => undefined,
        isDraining: () => false,
      });
    },
    jetstream: () => (jetstream ??= createJetStream(parts, connection.jetstreamManager)),
    jetstreamManager: async () => createManager(),
    flush: () => session.sequence.idle(),
    rtt: async () => 1,
    drain: end,
    close: end,
    closed: () => whenClosed,
    isClosed: () => closed,
    isDraining: () => false,
    getServer: () => "localhost:4222",
    stats: () => ({ inBytes: 0, outBytes: 0, inMsgs: 0, outMsgs: 0 }),
    status: never,
    reconnect: async () => {},
    options: {},
  };
  return connection;
}
