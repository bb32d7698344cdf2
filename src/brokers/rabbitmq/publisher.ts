import type { ConfirmChannel, Options } from "amqplib";
import { ToolError } from "../../tool.ts";
import { problem } from "./errors.ts";
import { ended, type Link } from "./link.ts";

export interface Publisher {
  /**
   * Resolves when the message is stored in at least one queue. A confirm alone does not say that: of what no queue takes, the
   * server confirms the receipt and gives it back. `stamp` is what tells it from the others.
   */
  send(to: { readonly exchange: string; readonly key: string }, body: Buffer, options: Options.Publish, stamp: string): Promise<void>;
  close(): Promise<void>;
}

const confirmMs = 30_000;

export function publisherOn(link: Link, stampOf: (headers: Record<string, unknown>) => string | undefined): Publisher {
  const { connection } = link.endpoint;
  const pending = new Set<string>();
  const returned = new Set<string>();
  let current: Promise<ConfirmChannel> | undefined;

  async function open(): Promise<ConfirmChannel> {
    try {
      const channel = await link.channel();
      channel.on("return", ({ properties }) => {
        const stamp = stampOf(properties.headers ?? {});
        if (stamp !== undefined && pending.has(stamp)) returned.add(stamp);
      });
      channel.on("close", () => (current = undefined));
      return channel;
    } catch (error) {
      current = undefined;
      throw error;
    }
  }

  return {
    async send({ exchange, key }, body, options, stamp) {
      const channel = await (current ??= open());
      pending.add(stamp);
      try {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(
            () => reject(new Error(`timed out: no confirm in ${confirmMs / 1000} s; is the server out of memory or disk?`)),
            confirmMs,
          );
          channel.publish(exchange, key, body, options, (error: unknown) => {
            clearTimeout(timer);
            if (error === null || error === undefined) resolve();
            else reject(error instanceof Error && error.message !== "message nacked" ? error : full(exchange, key));
          });
        });
      } catch (error) {
        returned.delete(stamp);
        throw problem(connection, `publishing to ${exchange === "" ? key : exchange}`, error);
      } finally {
        pending.delete(stamp);
      }
      if (returned.delete(stamp)) throw unroutable(connection, exchange, key);
    },
    async close() {
      const channel = await current?.catch(() => undefined);
      if (channel) await ended(channel);
    },
  };
}

/** reject-publish: a queue that has reached its length. */
function full(exchange: string, key: string): ToolError {
  const what = exchange === "" ? `Queue ${key}` : `A queue of exchange ${exchange}`;
  return new ToolError(
    "UNSUPPORTED",
    `${what} takes no more.`,
    "Its length is limited, and it refuses what comes beyond it.",
    "Raise its max-length, or let its consumer catch up.",
  );
}

function unroutable(connection: string, exchange: string, key: string): ToolError {
  const what = exchange === "" ? `Queue ${key}` : `A queue bound to exchange ${exchange} for key ${JSON.stringify(key)}`;
  return new ToolError("NOT_FOUND", `${what} is not there.`, `${connection} gave the message back: no queue took it.`);
}
