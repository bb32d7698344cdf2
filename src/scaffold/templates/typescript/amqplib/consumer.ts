import { connect, type ConsumeMessage } from "amqplib";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
const queue = "$queue";
/** Where a failed message waits before attempt 2, 3 and 4; the broker gives it back to the queue. */
const rungs = ["$rung1", "$rung2", "$rung3"];
const deadLetter = "$deadLetter";
/** The broker's consumer_timeout is 30 minutes. */
const handlerTimeoutMs = 20_000;
/** Messages in work at once. */
const concurrency = 10;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. `lost`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const connection = await connect(process.env["AMQP_URL"] ?? "amqp://localhost");
  const channel = await connection.createConfirmChannel();
  let stopping = false;
  for (const emitter of [connection, channel]) {
    emitter.on("error", lost).on("close", () => stopping || lost(new Error("The connection to the broker closed.")));
  }
  // Fails where one is missing: nothing is consumed that could not be kept.
  for (const name of [queue, ...rungs, deadLetter]) await channel.checkQueue(name);
  await channel.prefetch(concurrency);

  async function settle(message: ConsumeMessage): Promise<void> {
    try {
      const event = decode(message.content);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
    } catch (error) {
      await forward(message, error);
    }
    channel.ack(message);
  }

  /** To the next rung, or to the dead letter when no attempt is left or none can help. Resolves when the broker has stored it. */
  async function forward(message: ConsumeMessage, error: unknown): Promise<void> {
    const { "x-death": _, ...headers } = message.properties.headers ?? {};
    const attempt = Number(headers["gm-attempt"] ?? 1);
    const kind = kindOf(error);
    const rung = kind === "retryable" ? rungs[attempt - 1] : undefined;
    const original = { queue, "message-id": String(message.properties.messageId ?? "") };
    const failed = { consumer, attempt, error, body: message.content, headers, original };
    const added = failureHeaders(rung === undefined ? { ...failed, kind: kind === "retryable" ? "exhausted" : kind } : failed);
    await publish(rung ?? deadLetter, message, { ...headers, ...added });
  }

  // A message that no queue takes is confirmed too, but returned first: publishes go one by one, so that a return has one meaning.
  let returned = false;
  channel.on("return", () => (returned = true));
  let turn: Promise<unknown> = Promise.resolve();
  function publish(to: string, { content, properties }: ConsumeMessage, headers: Record<string, string>): Promise<void> {
    const { expiration: _, userId: __, ...kept } = properties;
    const sent = turn.then(async () => {
      returned = false;
      await new Promise<void>((resolve, reject) => {
        const options = { ...kept, headers, persistent: true, mandatory: true };
        channel.publish("", to, content, options, (refused: unknown) => (refused ? reject(refused) : resolve()));
      });
      if (returned) throw new Error(`There is no queue ${to}: the message stays where it is.`);
    });
    turn = sent.catch(() => undefined);
    return sent;
  }

  const inWork = new Set<Promise<void>>();
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message === null) return lost(new Error(`The queue ${queue} is gone.`));
    const work: Promise<void> = settle(message)
      .catch(lost)
      .finally(() => inWork.delete(work));
    inWork.add(work);
  });

  return async function stop() {
    stopping = true;
    await channel.cancel(consumerTag);
    await Promise.all(inWork);
    await channel.close();
    await connection.close();
  };
}
