import type { Published } from "../observation.ts";
import type { Gate, Sent, Workshop } from "./gate.ts";
import { readable } from "./payload.ts";

/** One message as a client is asked to send it. */
export interface Outgoing {
  readonly topic: string;
  readonly key?: string;
  /** As text. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes or text; null: none. */
  readonly value: Uint8Array | string | null | undefined;
  /** The channels that consumers read it from, and after which time; where it is not just the topic. */
  readonly routes?: readonly Route[];
  /** Asked when the broker takes it: false where it has this message already, and drops the copy. */
  readonly isNew?: () => boolean;
}

export interface Route {
  readonly channel: string;
  readonly waitMs?: number;
}

/** What consumers published through one client in this play, and the way there. */
export interface Outbox {
  /** Sends in one request, which is one effect. `failure`: the client's own transient error. `gate`: whose effect, else the caller's. */
  readonly send: (
    messages: readonly Outgoing[],
    what: string,
    options?: { failure?: () => unknown; gate?: Gate | undefined },
  ) => Promise<void>;
  readonly begin: () => void;
  readonly observe: () => { published: readonly Published[] };
}

export function createOutbox(workshop: Workshop, client: string, sink: string): Outbox {
  let published: Published[] = [];
  return {
    async send(messages, what, { failure, gate = workshop.gate() } = {}) {
      // A message is what it was at the call, whatever happens to its objects later.
      const kept = messages.map((message) => ({ entry: entryOf(message, sink), sent: sentOf(message, client), isNew: message.isNew }));
      const apply = (): void => {
        for (const { entry, sent, isNew } of kept) {
          if (isNew?.() === false) continue;
          published.push(entry);
          for (const each of sent) workshop.publish(each);
        }
      };
      if (gate === undefined) apply();
      else await gate.pass<void>({ sink, what, write: true, apply, ...(failure !== undefined && { failure }) });
    },
    begin: () => void (published = []),
    observe: () => ({ published }),
  };
}

function entryOf({ topic, key, headers, value }: Outgoing, sink: string): Published {
  const some = Object.keys(headers).length > 0;
  return {
    sink,
    topic,
    ...(key !== undefined && { key }),
    ...(some && { headers: { ...headers } }),
    value: structuredClone(readable(value)),
  };
}

function sentOf({ topic, routes = [{ channel: topic }], key, headers, value }: Outgoing, client: string): Sent[] {
  const bytes = typeof value === "string" ? Buffer.from(value) : Uint8Array.from(value ?? []);
  return routes.map((route) => ({ client, ...route, ...(key !== undefined && { key }), value: bytes, headers: { ...headers } }));
}
