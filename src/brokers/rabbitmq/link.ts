import { isIP } from "node:net";
import type { ChannelModel, ConfirmChannel } from "amqplib";
import { ToolError } from "../../tool.ts";
import type { Endpoint } from "./address.ts";
import { problem } from "./errors.ts";

/** One connection. It is made anew for the next channel that is asked for after it was lost. */
export interface Link {
  readonly endpoint: Endpoint;
  /** A channel with confirms. Failures of it end it and nothing else: whoever holds it hears `close`. */
  channel(): Promise<ConfirmChannel>;
  close(): Promise<void>;
  /** As if the process behind it had died: nothing is said to the server, and it is not made anew. */
  cut(): void;
}

const connectMs = 10_000;
const heartbeatSeconds = 10;
const answerMs = 15_000;

export function linkTo(endpoint: Endpoint): Link {
  let current: Promise<ChannelModel> | undefined;
  let over = false;

  async function connect(): Promise<ChannelModel> {
    const { host, port, vhost, user, password, tls, connection } = endpoint;
    const { connect: dial } = await import("amqplib");
    const protocol = tls === undefined ? "amqp" : "amqps";
    const address = {
      protocol,
      hostname: host,
      port,
      username: user,
      password,
      vhost: encodeURIComponent(vhost),
      heartbeat: heartbeatSeconds,
    };
    const options = { timeout: connectMs, noDelay: true, clientProperties: { connection_name: "godmode-event" }, ...named(host), ...tls };
    try {
      const model = await dial(address, options);
      // Without a listener an error ends the process; what follows from it comes by `close`.
      model.on("error", () => undefined);
      model.on("close", () => (current = undefined));
      return model;
    } catch (error) {
      current = undefined;
      // The client does not hand on why the server closed it here.
      if (error instanceof Error && error.message.includes("Expected ConnectionOpenOk"))
        throw new ToolError(
          "NOT_FOUND",
          `${connection}: RabbitMQ does not open virtual host ${vhost}.`,
          `There is no ${vhost}, or the user has no right to it.`,
        );
      throw problem(connection, "connecting", error);
    }
  }

  async function channel(): Promise<ConfirmChannel> {
    if (over) throw new ToolError("CANCELLED", `${endpoint.connection} was closed.`, "Its session has ended.");
    const model = await (current ??= connect());
    try {
      const made = await model.createConfirmChannel();
      made.on("error", () => undefined);
      return made;
    } catch (error) {
      throw problem(endpoint.connection, "opening a channel", error);
    }
  }

  return {
    endpoint,
    channel,
    async close() {
      over = true;
      await current?.then(ended, () => undefined);
    },
    cut() {
      over = true;
      void current
        ?.then(({ connection }) => (connection as unknown as { stream: { destroy(error: Error): void } }).stream.destroy(new Error("cut")))
        .catch(() => undefined);
    },
  };
}

/** An address is no name: https://www.rfc-editor.org/rfc/rfc6066#section-3 */
const named = (host: string) => (isIP(host) === 0 ? { servername: host } : {});

/** Does something on a channel of its own: a refusal there closes nothing that others use. */
export async function aside<T>(link: Link, doing: string, work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
  const channel = await link.channel();
  try {
    return await inTime(work(channel));
  } catch (error) {
    throw problem(link.endpoint.connection, doing, error);
  } finally {
    await ended(channel);
  }
}

/** A queue without a leader does not answer for a minute, and then by closing the channel. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timed out: no answer in ${answerMs / 1000} s`)), answerMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Closes a channel or a connection. When it dies in the meantime its promise never settles: its event tells. */
export function ended(what: { close(): Promise<void>; once(event: "close", listener: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => {
    what.once("close", () => resolve());
    void quietly(() => what.close()).then(resolve);
  });
}

/** For what may be gone already: a call on a channel that is dying throws at once, not by its promise. */
export async function quietly(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    // It is gone.
  }
}
