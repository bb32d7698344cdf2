import type { Msg, Subscription as Sub } from "nats";
import type { Clock } from "../clock.ts";
import { ToolError } from "../../tool.ts";
import type { Link } from "./connection.ts";
import { type Handed, handedOf } from "./handed.ts";

const nanosecondsPerMs = 1_000_000;
/** How long a request for messages waits at the server. No rung of a ladder: what comes again in the moment in which it ends can go with it. */
const expiresMs = 12_000;
/** A server that restarts forgets the requests: then it is asked again. */
const forgottenMs = expiresMs + 2000;
const againMs = 200;

export interface Pull {
  /** Says how many more are wanted now. */
  want(): void;
  /** The server has forgotten what it was asked for. */
  again(): void;
  /** No further requests; resolves when nothing can arrive any more. */
  end(): Promise<void>;
  abandon(): void;
}

export interface Receiver {
  readonly arrived: (message: Handed) => void;
  /** How many may arrive. */
  readonly room: () => number;
  readonly failed: (error: unknown) => void;
}

/**
 * Asks a consumer for messages, never for more than there is room for, with one request at a time.
 * https://docs.nats.io/reference/reference-protocols/nats_api_reference#fetching-from-a-consumer
 */
export function pullFrom(
  { client, connection }: Link,
  clock: Clock,
  stream: string,
  consumer: string,
  { arrived, room, failed }: Receiver,
): Pull {
  const inbox = client.createInbox();
  let awaited = 0;
  let ending = false;
  let cancel: (() => void) | undefined;

  function want(): void {
    const batch = Math.min(room(), 256);
    if (ending || awaited > 0 || batch <= 0 || connection.isClosed()) return;
    awaited = batch;
    try {
      const request = { batch, expires: expiresMs * nanosecondsPerMs };
      connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, JSON.stringify(request), { reply: inbox });
    } catch (error) {
      failed(error);
    }
    later(forgottenMs);
  }

  function later(ms: number): void {
    cancel?.();
    cancel = clock.at(clock.now() + ms, () => {
      awaited = 0;
      want();
    });
  }

  function status(code: number, text: string): void {
    awaited = 0;
    cancel?.();
    if (code === 404 || code === 408) want();
    else if (code === 409 && /deleted/i.test(text))
      failed(new ToolError("NOT_FOUND", `Consumer ${stream}/${consumer} was removed.`, "Nothing more is read."));
    else if (code === 409 && /push based/i.test(text))
      failed(new ToolError("UNSUPPORTED", `Consumer ${stream}/${consumer} is pushed to, not pulled from.`, text));
    else later(againMs);
  }

  function receive(message: Msg): void {
    if (message.headers !== undefined && message.headers.code !== 0) return status(message.headers.code, message.headers.description);
    const handed = handedOf(message);
    if (handed === undefined) return;
    awaited = Math.max(0, awaited - 1);
    arrived(handed);
    want();
  }

  const subscription: Sub = connection.subscribe(inbox, { callback: (error, message) => (error ? failed(error) : receive(message)) });
  return {
    want,
    again() {
      awaited = 0;
      want();
    },
    async end() {
      ending = true;
      cancel?.();
      // Everything that the server has sent before it knows arrives first.
      if (!connection.isClosed()) await subscription.drain();
    },
    abandon() {
      ending = true;
      cancel?.();
    },
  };
}

const sweepMs = 2000;

/** Asks for a message too small to exist: the server gives up what was delivered too often, and delivers nothing. */
export async function giveUpExhausted({ client, connection }: Link, clock: Clock, stream: string, consumer: string): Promise<void> {
  const inbox = client.createInbox();
  const request = { batch: 1, no_wait: true, max_bytes: 1 };
  await new Promise<void>((resolve) => {
    connection.subscribe(inbox, { max: 1, callback: () => resolve() });
    connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, JSON.stringify(request), { reply: inbox });
    clock.at(clock.now() + sweepMs, resolve);
  });
}
