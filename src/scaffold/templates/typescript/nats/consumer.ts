import { type Consumer, connect, headers as newHeaders, type JsMsg, type MsgHdrs } from "nats";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
/** Of the subject, and of what is meant for this consumer alone: a dead letter that is sent back. A work queue has the first one only. */
const streams = ["$stream", "$entryStream"];
const durable = "$durable";
/** One subject for each dead letter: `<this>.<sequence in its stream>`. */
const deadLetter = "$deadLetter";
/** Waits before attempt 2, 3 and 4. The durable has no backoff: it would be added to them. */
const rungsMs = [1_000, 5_000, 30_000];
/** Below the ack_wait of the durable, or a message that is in work comes again. */
const handlerTimeoutMs = 20_000;
/** Messages in work at once, of each of its two streams. */
const concurrency = 10;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. `lost`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const connection = await connect({ servers: (process.env["NATS_URL"] ?? "nats://localhost:4222").split(","), name: consumer });
  const jetstream = connection.jetstream();
  const manager = await jetstream.jetstreamManager();
  // Fails where no stream takes them: nothing is consumed that could not be kept.
  const deadLetters = await manager.streams.find(`${deadLetter}.0`);
  const stopping = new AbortController();
  void connection.closed().then((error) => stopping.signal.aborted || lost(error ?? new Error("The connection to the broker closed.")));

  async function settle(message: JsMsg): Promise<void> {
    try {
      const event = decode(message.data);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
      message.ack();
    } catch (error) {
      const kind = kindOf(error);
      const rungMs = kind === "retryable" ? rungsMs[message.info.redeliveryCount - 1] : undefined;
      if (rungMs !== undefined) return message.nak(rungMs);
      await bury(message, error, kind === "retryable" ? "exhausted" : kind);
      await message.ackAck();
    }
  }

  /** Resolves when the dead letter is stored. */
  async function bury(message: JsMsg, error: unknown, kind: "fatal" | "undecodable" | "exhausted"): Promise<void> {
    const carried = Object.fromEntries([...(message.headers ?? [])].map(([key, values]) => [key, values.at(-1) ?? ""]));
    const { redeliveryCount: attempt, streamSequence, timestampNanos } = message.info;
    const timestamp = new Date(timestampNanos / 1e6).toISOString();
    const original = { subject: message.subject, seq: String(streamSequence), timestamp };
    const added = failureHeaders({ consumer, attempt, error, body: message.data, headers: carried, original, kind });
    const headers = newHeaders();
    for (const [key, value] of Object.entries({ ...carried, ...added })) {
      // A header is one line: others are written as https://www.rfc-editor.org/rfc/rfc8187 says.
      if (!key.startsWith("Nats-")) headers.set(key, /^\s|\s$|[\r\n\0]/.test(value) ? `utf-8''${encodeURIComponent(value)}` : value);
    }
    // One subject for each dead letter: that it is empty is what the server checks, however late a second copy comes.
    const token = `${message.info.stream === streams[0] ? "" : "entry-"}${streamSequence}`;
    if (await storedAs(token, message.data, headers)) return;
    // Of a stream that was made anew and counts from 1 again.
    const { created } = await manager.streams.info(message.info.stream);
    if (!(await storedAs(`${token}.${Date.parse(created)}`, message.data, headers)))
      throw new Error(`${token} of ${deadLetter} holds another dead letter.`);
  }

  async function storedAs(token: string, data: Uint8Array, headers: MsgHdrs): Promise<boolean> {
    try {
      await jetstream.publish(`${deadLetter}.${token}`, data, { headers, expect: { lastSubjectSequence: 0 } });
      return true;
    } catch (refused) {
      const there = await manager.streams.getMessage(deadLetters, { last_by_subj: `${deadLetter}.${token}` }).catch(() => undefined);
      if (there === undefined || there === null) throw refused;
      return Buffer.from(there.data).equals(data);
    }
  }

  async function work(source: Consumer): Promise<void> {
    const inWork = new Set<Promise<void>>();
    while (!stopping.signal.aborted) {
      // Many at a time and never more than can be begun at once: the ack_wait of a message that waits here would run out.
      const free = concurrency - inWork.size;
      for await (const message of await source.fetch({ max_messages: free, expires: 2_000 })) {
        const settled: Promise<void> = settle(message)
          .catch(lost)
          .finally(() => inWork.delete(settled));
        inWork.add(settled);
      }
      while (inWork.size > concurrency / 2) await Promise.race(inWork);
    }
    await Promise.all(inWork);
  }
  const workers: Promise<unknown>[] = [];
  for (const name of streams) {
    const source = await jetstream.consumers.get(name, durable).catch((error: unknown) => {
      if (name === streams[0] || !String(error).includes("not found")) throw error;
    });
    if (source) workers.push(work(source).catch(lost));
  }

  return async function stop() {
    stopping.abort();
    await Promise.all(workers);
    await connection.drain();
  };
}
