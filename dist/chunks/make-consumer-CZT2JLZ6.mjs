import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{standsAt}from"./chunk-FMG2WDQ5.mjs";import{at,entries,parseConfig,text}from"./chunk-GJYE4N76.mjs";import{loadSettings}from"./chunk-W4Z6MYIP.mjs";import{defaultRetry}from"./chunk-P2DNW2TY.mjs";import"./chunk-DMCL22NU.mjs";import{nearest}from"./chunk-UBMW7GGP.mjs";import"./chunk-FCBLTO4X.mjs";import"./chunk-XSG77RYR.mjs";import"./chunk-2AJRJEZX.mjs";import"./chunk-QABDOW5X.mjs";import"./chunk-A5ZA3J67.mjs";import"./chunk-DROAGC2G.mjs";import{confine,openWorkspace,writeWhole}from"./chunk-AUPBA4RX.mjs";import"./chunk-QXYNPTCY.mjs";import{ToolError}from"./chunk-IEYSYCTM.mjs";import"./chunk-SNC7UMVG.mjs";import"./chunk-XYG6IHQK.mjs";import{posix}from"node:path";var texts={"amqplib/consumer.ts":`import { connect, type ConsumeMessage } from "amqplib";
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

/** Consumes until it is stopped. \`lost\`: it cannot go on; what it had in work comes again to whoever consumes next. */
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
      if (returned) throw new Error(\`There is no queue \${to}: the message stays where it is.\`);
    });
    turn = sent.catch(() => undefined);
    return sent;
  }

  const inWork = new Set<Promise<void>>();
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message === null) return lost(new Error(\`The queue \${queue} is gone.\`));
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
`,"consumer.test.ts":`import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { decode, FatalError, kindOf, once } from "./delivery.ts";
import { handle } from "./handler.ts";

const event = {
  event_id: crypto.randomUUID(),
  event_type: "order.placed",
  event_version: "1.0",
  source: "test",
  timestamp: new Date().toISOString(),
  correlation_id: crypto.randomUUID(),
  data: {},
};
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

test("what can never be handled is told from what may be tried again", () => {
  assert.deepEqual(decode(bytes(event)), event);
  for (const broken of ["{", "[]", "null", { ...event, event_id: undefined }, { ...event, timestamp: 5 }]) {
    assert.throws(() => decode(bytes(broken)), FatalError);
  }
  assert.equal(kindOf(new FatalError("no such order")), "fatal");
  assert.equal(kindOf(Object.assign(new Error("invalid text"), { code: "22P02" })), "fatal");
  assert.equal(kindOf(Object.assign(new Error("deadlock"), { code: "40P01" })), "retryable");
  assert.equal(kindOf(new Error("time-out")), "retryable");
});

// On a database whose tables are there: DATABASE_URL.
const url = process.env["DATABASE_URL"];
test("two copies of an event at once, and a third one later, take effect once", { skip: url === undefined }, async () => {
  const pool = new pg.Pool({ connectionString: url });
  try {
    const apply = () => once(pool, "$consumer", event, (client) => handle(event, client));
    const outcomes = [...(await Promise.all([apply(), apply()])), await apply()];
    assert.deepEqual(outcomes.sort(), ["applied", "duplicate", "duplicate"]);
  } finally {
    await pool.end();
  }
});

test("an effect that fails leaves nothing behind", { skip: url === undefined }, async () => {
  const pool = new pg.Pool({ connectionString: url });
  const other = { ...event, event_id: crypto.randomUUID() };
  try {
    await assert.rejects(
      once(pool, "$consumer", other, async () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await once(pool, "$consumer", other, (client) => handle(other, client)), "applied");
  } finally {
    await pool.end();
  }
});
`,"delivery.ts":`import type { Pool, PoolClient } from "pg";

export interface Envelope<Data = unknown> {
  event_id: string;
  event_type: string;
  event_version: string;
  source: string;
  timestamp: string;
  correlation_id: string;
  data: Data;
}

/** No further attempt can mend it: the message goes to the dead letter at once. Every other error is tried again. */
export class FatalError extends Error {
  override name = "FatalError";
  readonly kind: "fatal" | "undecodable";
  constructor(message: string, kind: "fatal" | "undecodable" = "fatal", options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

const texts = ["event_id", "event_type", "event_version", "source", "timestamp", "correlation_id"];

/** The event in a message. Validate \`data\` by its schema here or in the handler, and throw a FatalError where it does not fit. */
export function decode(body: Uint8Array): Envelope {
  let event: Record<string, unknown> | null;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    throw new FatalError("The message is no JSON text.", "undecodable", { cause });
  }
  if (typeof event !== "object" || event === null) throw new FatalError("The message is no object.", "undecodable");
  const wrong = texts.find((name) => typeof event[name] !== "string" || event[name] === "") ?? ("data" in event ? undefined : "data");
  if (wrong !== undefined) throw new FatalError(\`The envelope has no \${wrong}.\`, "undecodable");
  return event as unknown as Envelope;
}

/** SQL states that the same message meets again: malformed values, violated NOT NULL and CHECK. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const hopeless = /^(22...|23502|23514)$/;

export function kindOf(error: unknown): "fatal" | "undecodable" | "retryable" {
  if (error instanceof FatalError) return error.kind;
  const { code } = error as { code?: unknown };
  return typeof code === "string" && hopeless.test(code) ? "fatal" : "retryable";
}

/**
 * Inbox row and effects in one transaction: a second delivery of the event changes nothing, a crash leaves nothing half done, and of
 * two copies at once one waits for the other. Effects outside of the database need the event_id as their idempotency key.
 */
export async function once(
  pool: Pool,
  consumer: string,
  event: Envelope,
  effect: (client: PoolClient) => Promise<void>,
  signal?: AbortSignal,
): Promise<"applied" | "duplicate"> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Without a listener a connection that breaks while it is in use would end the process.
  const breaks = (error: Error) => (broken = error);
  client.on("error", breaks);
  try {
    await client.query("BEGIN");
    const insert = "INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    const { rowCount } = await client.query(insert, [consumer, event.event_id]);
    if (rowCount === 1) await effect(client);
    signal?.throwIfAborted();
    await client.query("COMMIT");
    return rowCount === 1 ? "applied" : "duplicate";
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    if (broken === undefined) client.off("error", breaks);
    client.release(broken);
  }
}

/** Rejects when the work takes longer; its signal tells the work so, and \`once\` rolls back. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(\`The handler took longer than \${ms} ms.\`)), ms);
  try {
    const aborted = new Promise<never>((_, reject) => late.signal.addEventListener("abort", () => reject(late.signal.reason)));
    return await Promise.race([work(late.signal), aborted]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Failed {
  consumer: string;
  /** The attempt that failed, from 1. */
  attempt: number;
  error: unknown;
  body: Uint8Array;
  /** Of the message that failed. */
  headers: Record<string, string | undefined>;
  /** Where it was first: gm-original-queue \u2026 by name without \`gm-original-\`. */
  original: Record<string, string>;
  /** It goes to the dead letter; absent: to a rung. */
  kind?: "fatal" | "undecodable" | "exhausted";
}

/** What a message carries on a rung and in the dead letter, beside its own headers. */
export function failureHeaders({ consumer, attempt, error, body, headers, original, kind }: Failed): Record<string, string> {
  const { name, message, stack = "" } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  const now = new Date().toISOString();
  const eventId = headers["gm-event-id"] ?? eventIdIn(body);
  const first = Object.entries(original).map(([key, value]) => [\`gm-original-\${key}\`, headers[\`gm-original-\${key}\`] ?? value]);
  return {
    ...(eventId !== undefined && { "gm-event-id": eventId }),
    "gm-attempt": String(kind === undefined ? attempt + 1 : attempt),
    "gm-first-failed-at": headers["gm-first-failed-at"] ?? now,
    "gm-last-failed-at": now,
    ...Object.fromEntries(first),
    "gm-consumer": consumer,
    "gm-error-class": clean(name, 200),
    "gm-error-message": clean(message, 1024),
    "gm-error-stack": clean(stack, 4096),
    ...(kind !== undefined && { "gm-error-kind": kind }),
  };
}

function eventIdIn(body: Uint8Array): string | undefined {
  try {
    const { event_id: id } = JSON.parse(new TextDecoder().decode(body)) as { event_id?: unknown };
    return typeof id === "string" ? id.slice(0, 200) : undefined;
  } catch {
    return undefined;
  }
}

/** Without credentials of addresses, and short enough for a header. */
function clean(text: string, characters: number): string {
  return text.slice(0, characters).replaceAll(/:\\/\\/[^\\s/@]{1,300}@/g, "://***@");
}
`,"handler.ts":`import type { PoolClient } from "pg";
import type { Envelope } from "./delivery.ts";

/** The effects of one event, all on the client of its transaction. It is called once for each event that takes effect. */
export async function handle(event: Envelope, client: PoolClient): Promise<void> {
  const insert = "INSERT INTO $table (event_id, event_type, happened_at, data) VALUES ($1, $2, $3, $4)";
  await client.query(insert, [event.event_id, event.event_type, event.timestamp, JSON.stringify(event.data)]);
}
`,"kafkajs/consumer.ts":`import { type EachBatchPayload, Kafka, type KafkaMessage } from "kafkajs";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
const topic = "$topic";
const groupId = "$group";
/** What is meant for this group alone, such as a dead letter that is sent back. */
const entry = "$entry";
/** Where a failed message waits before attempt 2, 3 and 4. */
const rungs = ["$rung1", "$rung2", "$rung3"];
const rungsMs = [1_000, 5_000, 30_000];
const deadLetter = "$deadLetter";
/** Below the session timeout (30 s), or the group takes the partition away from a handler that is at work. */
const handlerTimeoutMs = 20_000;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. \`lost\`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const kafka = new Kafka({ clientId: consumer, brokers: (process.env["KAFKA_BROKERS"] ?? "localhost:9092").split(",") });
  const admin = kafka.admin();
  await admin.connect();
  // Nothing is consumed that could not be kept.
  for (const name of [topic, entry, ...rungs, deadLetter]) {
    await admin.fetchTopicMetadata({ topics: [name] }).catch((cause: unknown) => {
      throw new Error(\`Topic \${name} cannot be used.\`, { cause });
    });
  }
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();

  async function settle(message: KafkaMessage, from: { topic: string; partition: number }): Promise<void> {
    const body = message.value ?? Buffer.alloc(0);
    try {
      const event = decode(body);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
    } catch (error) {
      await forward(message, body, from, error);
    }
  }

  /** To the next rung, or to the dead letter when no attempt is left or none can help. Resolves when the broker has stored it. */
  async function forward(message: KafkaMessage, body: Buffer, from: { topic: string; partition: number }, error: unknown): Promise<void> {
    const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([key, value]) => [key, value?.toString()]));
    const attempt = Number(headers["gm-attempt"] ?? 1);
    const kind = kindOf(error);
    const rung = kind === "retryable" ? rungs[attempt - 1] : undefined;
    const timestamp = new Date(Number(message.timestamp)).toISOString();
    const original = { topic: from.topic, partition: String(from.partition), offset: message.offset, timestamp };
    const failed = { consumer, attempt, error, body, headers, original };
    const added = failureHeaders(rung === undefined ? { ...failed, kind: kind === "retryable" ? "exhausted" : kind } : failed);
    const due = rung === undefined ? {} : { "gm-due": String(Date.now() + rungsMs[attempt - 1]!) };
    const { "gm-due": _, ...kept } = message.headers ?? {};
    const messages = [{ key: message.key, value: message.value, headers: { ...kept, ...added, ...due } }];
    await producer.send({ topic: rung ?? deadLetter, acks: -1, messages });
  }

  /** Waits by pausing the partition, not by sleeping: the group stays alive, and the offset is not committed before its time. */
  const waiting = new Set<NodeJS.Timeout>();
  async function eachBatch(work: EachBatchPayload): Promise<void> {
    for (const message of work.batch.messages) {
      if (!work.isRunning() || work.isStale()) break;
      const waitMs = Number(message.headers?.["gm-due"] ?? 0) - Date.now();
      if (waitMs > 0) {
        const resume = work.pause();
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resume();
        }, waitMs);
        waiting.add(timer);
        break;
      }
      await settle(message, work.batch);
      work.resolveOffset(message.offset);
      await work.heartbeat();
    }
    await work.commitOffsetsIfNecessary();
  }

  // A paused partition is looked at again when the running fetch ends: with the default of 5 s the 1 s rung would wait five.
  const reader = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
  reader.on(reader.events.CRASH, ({ payload }) => payload.restart || lost(payload.error));
  await reader.connect();
  await reader.subscribe({ topics: [topic, entry, ...rungs], fromBeginning: true });
  await reader.run({ eachBatchAutoResolve: false, partitionsConsumedConcurrently: 8, eachBatch });

  return async function stop() {
    for (const timer of waiting) clearTimeout(timer);
    await reader.disconnect();
    await producer.disconnect();
  };
}
`,"main.ts":`import pg from "pg";
import { start } from "./amqplib/consumer.ts";
import { handle } from "./handler.ts";

const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  max: 10,
  // A transaction that outlives its handler's time is ended by the server.
  statement_timeout: 20_000,
  idle_in_transaction_session_timeout: 20_000,
});
// An idle connection broke; the pool opens another one.
pool.on("error", (error) => console.error(error));

/** What started this process starts it again; messages in work come again. */
function lost(error: unknown): void {
  console.error(error);
  process.exit(1);
}

start(pool, handle, lost).then((stop) => {
  process.once("SIGTERM", () => {
    stop()
      .then(() => pool.end())
      .catch(lost);
  });
}, lost);
`,"nats/consumer.ts":`import { type Consumer, connect, headers as newHeaders, type JsMsg, type MsgHdrs } from "nats";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
/** Of the subject, and of what is meant for this consumer alone: a dead letter that is sent back. A work queue has the first one only. */
const streams = ["$stream", "$entryStream"];
const durable = "$durable";
/** One subject for each dead letter: \`<this>.<sequence in its stream>\`. */
const deadLetter = "$deadLetter";
/** Waits before attempt 2, 3 and 4. The durable has no backoff: it would be added to them. */
const rungsMs = [1_000, 5_000, 30_000];
/** Below the ack_wait of the durable, or a message that is in work comes again. */
const handlerTimeoutMs = 20_000;
/** Messages in work at once, of each of its two streams. */
const concurrency = 10;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. \`lost\`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const connection = await connect({ servers: (process.env["NATS_URL"] ?? "nats://localhost:4222").split(","), name: consumer });
  const jetstream = connection.jetstream();
  const manager = await jetstream.jetstreamManager();
  // Fails where no stream takes them: nothing is consumed that could not be kept.
  const deadLetters = await manager.streams.find(\`\${deadLetter}.0\`);
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
      if (!key.startsWith("Nats-")) headers.set(key, /^\\s|\\s$|[\\r\\n\\0]/.test(value) ? \`utf-8''\${encodeURIComponent(value)}\` : value);
    }
    // One subject for each dead letter: that it is empty is what the server checks, however late a second copy comes.
    const token = \`\${message.info.stream === streams[0] ? "" : "entry-"}\${streamSequence}\`;
    if (await storedAs(token, message.data, headers)) return;
    // Of a stream that was made anew and counts from 1 again.
    const { created } = await manager.streams.info(message.info.stream);
    if (!(await storedAs(\`\${token}.\${Date.parse(created)}\`, message.data, headers)))
      throw new Error(\`\${token} of \${deadLetter} holds another dead letter.\`);
  }

  async function storedAs(token: string, data: Uint8Array, headers: MsgHdrs): Promise<boolean> {
    try {
      await jetstream.publish(\`\${deadLetter}.\${token}\`, data, { headers, expect: { lastSubjectSequence: 0 } });
      return true;
    } catch (refused) {
      const there = await manager.streams.getMessage(deadLetters, { last_by_subj: \`\${deadLetter}.\${token}\` }).catch(() => undefined);
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
`,"schema.sql":`-- One row for each event that a consumer has applied. Keep rows for longer than a message can come again: the retention of its
-- channel, and the time that a dead letter may wait until it is sent back.
CREATE TABLE IF NOT EXISTS inbox (
  consumer text NOT NULL,
  event_id text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

-- What the handler writes.
CREATE TABLE IF NOT EXISTS $table (
  event_id text NOT NULL,
  event_type text NOT NULL,
  happened_at timestamptz NOT NULL,
  data jsonb NOT NULL
);
`,"sqs/consumer.ts":`import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
const queue = "$queue";
const deadLetter = "$deadLetter";
/** Waits before attempt 2, 3 and 4. */
const rungsMs = [1_000, 5_000, 30_000];
/** Below the visibility timeout of the queue, or a message that is in work comes again. */
const handlerTimeoutMs = 20_000;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. \`lost\`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const sqs = new SQSClient({});
  // Fails where one is missing: nothing is consumed that could not be kept.
  const { QueueUrl: source } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  const { QueueUrl: deadLetters } = await sqs.send(new GetQueueUrlCommand({ QueueName: deadLetter }));
  const stopping = new AbortController();

  async function settle(message: Message): Promise<void> {
    const receipt = { QueueUrl: source, ReceiptHandle: message.ReceiptHandle };
    const body = Buffer.from(message.Body ?? "");
    try {
      const event = decode(body);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
    } catch (error) {
      // Counts receives, and so at least the attempts.
      const attempt = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      const kind = kindOf(error);
      const rungMs = kind === "retryable" ? rungsMs[attempt - 1] : undefined;
      if (rungMs !== undefined) {
        await sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: Math.ceil(rungMs / 1000) }));
        return;
      }
      await bury(message, { attempt, error, body, kind: kind === "retryable" ? "exhausted" : kind });
    }
    await sqs.send(new DeleteMessageCommand(receipt));
  }

  /** Resolves when the dead letter is stored. */
  async function bury(
    { Body, MessageId = "", Attributes = {}, MessageAttributes = {} }: Message,
    failed: { attempt: number; error: unknown; body: Uint8Array; kind: "fatal" | "undecodable" | "exhausted" },
  ): Promise<void> {
    const { gm, ...others } = MessageAttributes;
    const packed = JSON.parse(gm?.StringValue ?? "{}") as { h?: Record<string, string> };
    const original = { queue, "message-id": MessageId, timestamp: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString() };
    const headers = { ...packed.h, ...failureHeaders({ consumer, ...failed, headers: packed.h ?? {}, original }) };
    const { MessageGroupId, MessageDeduplicationId } = Attributes;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetters,
        MessageBody: Body,
        // A message has at most ten attributes: all headers share one.
        MessageAttributes: {
          ...Object.fromEntries(Object.entries(others).slice(0, 9)),
          gm: { DataType: "String", StringValue: JSON.stringify({ ...packed, h: headers }) },
        },
        ...(MessageGroupId !== undefined && { MessageGroupId, MessageDeduplicationId }),
      }),
    );
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      const receive = new ReceiveMessageCommand({
        QueueUrl: source,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 20,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp", "MessageGroupId", "MessageDeduplicationId"],
      });
      const { Messages = [] } = await sqs.send(receive, { abortSignal: stopping.signal });
      // What could not be settled comes again when its visibility timeout is over.
      await Promise.all(Messages.map((message) => settle(message).catch((error: unknown) => console.error(error))));
    }
  }
  const polling = poll().catch((error: unknown) => stopping.signal.aborted || lost(error));

  return async function stop() {
    stopping.abort();
    await polling;
    sqs.destroy();
  };
}
`},templateText=path=>texts[path];var templateClients={kafkajs:{broker:"kafka",folder:"kafkajs",address:"KAFKA_BROKERS"},amqplib:{broker:"rabbitmq",folder:"amqplib",address:"AMQP_URL"},"@aws-sdk/client-sqs":{broker:"sqs",folder:"sqs",address:"AWS_ENDPOINT_URL, or the AWS configuration"},nats:{broker:"nats",folder:"nats",address:"NATS_URL"}};function consumerFiles({client,name,names,rungsMs,extension,runner}){let{folder}=templateClients[client],imports=[["../delivery.ts",`./delivery${extension}`],["./delivery.ts",`./delivery${extension}`],["./handler.ts",`./${name}-handler${extension}`],["./amqplib/consumer.ts",`./${name}-consumer${extension}`],["node:test",runner]],made=(template,file)=>{let text2=templateText(template);for(let[from,to]of imports)text2=text2.replaceAll(`"${from}"`,JSON.stringify(to));return text2=text2.replace("[1_000, 5_000, 30_000]",`[${rungsMs.map(grouped).join(", ")}]`),{file,text:filled(text2,names)}};return[made(`${folder}/consumer.ts`,`${name}-consumer.ts`),made("handler.ts",`${name}-handler.ts`),made("main.ts",`${name}-main.ts`),made("consumer.test.ts",`${name}-consumer.test.ts`),made("schema.sql",`${name}.sql`),made("delivery.ts","delivery.ts")]}function filled(text2,names){return text2.replaceAll(/"\$([a-z]\w*)"|\$(table)\b/g,(_,quoted,bare)=>{let value=names[quoted??bare];if(value===void 0)throw new Error(`The template asks for ${quoted??bare}, which nobody gave.`);return quoted===void 0?value:JSON.stringify(value)})}function grouped(value){return String(value).replaceAll(/\B(?=(\d{3})+$)/g,"_")}var all=Object.keys(templateClients),isTemplate=library=>all.includes(library),brokerOf=client=>templateClients[client].broker;function chooseClient(map,folder,consumer){let found=map.clients.flatMap(({library,manifest,line})=>isTemplate(library)?[manifest].flat().map(file=>({client:library,file,line,depth:shared(file,folder)})):[]),wanted=consumer&&spoken(consumer.broker),fitting=found.filter(({client:client2})=>wanted===void 0||brokerOf(client2)===wanted),nearest3=Math.max(...fitting.map(({depth})=>depth)),near=fitting.filter(({depth})=>depth===nearest3),clients=[...new Set(near.map(({client:client2})=>client2))],[first]=near;if(clients.length===1&&first){let at3=first.line===void 0?first.file:`${first.file}:${first.line}`;return{client:first.client,why:`${at3} has ${first.client}.`}}if(clients.length>1)throw which(`${near[0].file} has ${clients.join(" and ")}.`);if(map.languages.length>0&&!map.languages.some(language=>language==="typescript"||language==="javascript"))throw new ToolError("UNSUPPORTED",`There are templates in TypeScript only, and this repository is written in ${map.languages.join(", ")}.`,"A consumer in another language would stand alone there.","Name client to have one in TypeScript all the same; the guides of references/ show the ladder for other languages.");let seen=(wanted===void 0?map.brokers:map.brokers.filter(({kind})=>spoken(kind)===wanted)).flatMap(broker2=>{let client2=all.find(each=>brokerOf(each)===spoken(broker2.kind));return client2===void 0?[]:[{client:client2,broker:broker2}]}),brokers=[...new Set(seen.map(({client:client2})=>client2))];if(brokers.length!==1)throw which(brokers.length===0?"No client and no broker was seen.":"Several brokers were seen.");let{client,broker}=seen[0],[place]=broker.evidence,at2=place===void 0?"the repository":`${place.file}:${place.line}`;return{client,why:`No client of that broker was seen in a package.json; ${at2} shows ${broker.kind}.`}}function which(why){return new ToolError("INVALID_INPUT","It cannot be told which client the consumer shall use.",why,`Give client: ${all.join(", ")}.`)}function spoken(kind){return kind==="sns"||kind==="eventbridge"?"sqs":kind}function shared(file,folder){let parts=file.split("/").slice(0,-1);return parts.every((part,index)=>folder.split("/")[index]===part)?parts.length:-1}async function namesFor(client,wanted){let made=await forBroker[client](wanted),{deadLetter,rungs}=made.reader,waits=Object.fromEntries(rungs.flatMap(({channel},index)=>channel===void 0?[]:[[`rung${index+1}`,channel]]));return{reader:made.reader,names:{consumer:wanted.consumer,deadLetter,...waits,...made.names}}}var forBroker={async kafkajs(wanted){let{entryOf,topologyOf}=await import("./topology-6IVPNATZ.mjs"),{reader}=topologyOf(wanted);return{reader,names:{topic:reader.channel,group:reader.group,entry:entryOf(reader)}}},async amqplib(wanted){let{topologyOf}=await import("./topology-X3DKLQXI.mjs");return onQueue(topologyOf(wanted))},async"@aws-sdk/client-sqs"(wanted){let{topologyOf}=await import("./topology-VIP4HJGE.mjs");return onQueue(topologyOf(wanted))},async nats(wanted){let{topologyOf}=await import("./topology-XTZV4CLL.mjs"),{namesOf,streamNameOf}=await import("./names-WKAFHDKY.mjs"),{reader}=topologyOf(wanted),stream=String(wanted.source?.name??streamNameOf(reader.channel)),{consumer:durable,entryStream}=namesOf(stream,reader.group);return{reader,names:{stream,entryStream,durable}}}};function onQueue({reader,resources}){let queue=resources.find(({role,kind})=>role==="source"&&kind==="queue");return{reader,names:{queue:queue.name}}}function projectAt(workspace,folder){let manifest=nearest2(workspace,folder,"package.json"),packages=manifest===void 0?[]:dependencies(workspace,manifest);return{...manifest!==void 0&&{manifest},packages:new Set(packages),extension:extensionOf(workspace,folder)}}function dependencies(workspace,manifest){let root=documentOf(workspace,manifest);return["dependencies","devDependencies","peerDependencies"].flatMap(key=>entries(at(root,key)).map(([name])=>name))}function extensionOf(workspace,folder){let path=nearest2(workspace,folder,"tsconfig.json");if(path===void 0)return".ts";let options=at(documentOf(workspace,path),"compilerOptions"),isOn=key=>text(at(options,key))==="true";if(isOn("allowImportingTsExtensions")||isOn("rewriteRelativeImportExtensions"))return".ts";let system=`${text(at(options,"module"))??""} ${text(at(options,"moduleResolution"))??""}`.toLowerCase();return/node(16|18|20|next)/.test(system)?".js":""}function documentOf(workspace,path){let source=workspace.read(path);return source===void 0?void 0:parseConfig(path,source)?.documents[0]}function nearest2({paths},folder,name){let known2=new Set(paths);for(let parts=folder.split("/");;parts=parts.slice(0,-1)){let path=[...parts,name].join("/");if(known2.has(path))return path;if(parts.length===0)return}}async function makeConsumer(context,call){let{detectSystem}=await import("./detect-XU6DT5GE.mjs"),map=await detectSystem(context.root,{...context,settings:loadSettings(context.root)}),like=call.consumer===void 0?void 0:known(map,call.consumer),folder=folderOf(context.root,call.out??`${like?.service??onlyService(map,call.client)}/src`),choice=call.client===void 0?chooseClient(map,folder,like):{client:call.client,why:"It was named."},channel=call.channel??(like&&[like.channel??[]].flat()[0]);if(channel===void 0)throw new ToolError("INVALID_INPUT","What shall be consumed?","A consumer reads one channel.","Give channel, or consumer as detect names it.");let service=serviceOf(map,folder),group=call.group??like?.group??slug(service===void 0||service.path==="."?channel:groupOfService(service.path)),name=slug(call.name??group),id=`${folder===""?"":`${folder}/`}${name}-consumer.ts`,source=choice.client==="nats"?streamFor(map,channel):like?.channelKind==="exchange"?{source:{is:"exchange"}}:{},{names,reader}=await namesFor(choice.client,{consumer:name,channel,group,retry:defaultRetry,...source}),workspace=await openWorkspace(context.root),project=projectAt(workspace,folder),table=`${name.replaceAll("-","_")}_events`,runner=project.packages.has("vitest")?"vitest":"node:test",wish={client:choice.client,name,rungsMs:defaultRetry.rungsMs,extension:project.extension,runner},files=consumerFiles({...wish,names:{...names,table}}).map(file=>placed(context.root,workspace,folder,file)),free=files.every(({action})=>action!=="differs"),written=!call.dryRun&&free&&files.some(({action})=>action==="create");if(written)for(let{path,text:text2,action}of files)action==="create"&&writeWhole(context.root,path,text2);return{client:choice.client,why:choice.why,channel,group,rungs:reader.rungs.flatMap(rung=>rung.channel??[]),waitsMs:reader.rungs.map(({waitMs})=>waitMs),deadLetter:reader.deadLetter,files:files.map(({path,action,text:text2})=>({path,action,lines:text2.split(`
`).length-1})),diff:files.map(diffOf).join(""),written,notes:[...notesOf(choice.client,id,project,files),...settingsNote(choice.client,id,{channel,group},map)]}}function streamFor({channels},channel){let names=channels.flatMap(({broker,kind,name:name2})=>broker==="nats"&&kind==="stream"?[name2]:[]),[first=""]=channel.split("."),name=names.find(each=>each===channel)??names.find(each=>each.toLowerCase()===first.toLowerCase());return name===void 0?{}:{source:{name}}}function known({consumers},id){let found=consumers.find(consumer=>consumer.id===id);if(found)return found;let ids=consumers.map(consumer=>consumer.id),meant=nearest(id,ids)??ids[0],instead=meant===void 0?"detect saw no consumer: give channel.":`Did you mean ${meant}?`;throw new ToolError("NOT_FOUND",`There is no consumer ${id}.`,instead)}function folderOf(root,out){return confine(root,`${out}/x`),out.split("/").filter(part=>part!==""&&part!==".").join("/")}function onlyService({clients},wanted){let using=clients.filter(({library})=>wanted===void 0?library in templateClients:library===wanted),folders=new Set(using.flatMap(({manifest})=>[manifest].flat()).map(file=>posix.dirname(file)));return folders.size===1?[...folders][0]:"."}function serviceOf({services},folder){return services.filter(({path})=>path==="."||`${folder}/`.startsWith(`${path}/`)).sort((a,b)=>b.path.length-a.path.length)[0]}var groupOfService=path=>path.split("/").at(-1).replace(/[-_.]service$/i,"");function slug(text2){let clean=text2.toLowerCase().replaceAll(/[^a-z0-9]+/g,"-").slice(0,40).replaceAll(/^-|-$/g,"");return/^[a-z]/.test(clean)?clean:`consumer-${clean}`.replace(/-$/,"")}function placed(root,workspace,folder,made){let path=folder===""?made.file:`${folder}/${made.file}`;return standsAt(root,path)==="nothing"?{...made,path,action:"create"}:{...made,path,action:workspace.read(path)===made.text?"same":"differs"}}function diffOf({path,text:text2,action}){if(action==="same")return"";let lines=text2.split(`
`).slice(0,-1),added=lines.map(line=>`+${line}
`).join("");return`--- /dev/null
+++ b/${path}
@@ -0,0 +1,${lines.length} @@
${added}`}function notesOf(client,id,project,files){let file=end=>files.find(({path})=>path.endsWith(end)).path,lacking=[client,"pg"].filter(name=>!project.packages.has(name)),types=["@types/pg","@types/node"].filter(name=>!project.packages.has(name)),differing=files.filter(({action})=>action==="differs").map(({path})=>path);return[...differing.length>0?[`Nothing was written: ${differing.join(", ")} holds something else. Give another name or out.`]:[],`Write the effects into ${file("-handler.ts")}, all on the client that it is given.`,`Run ${file(".sql")} on the database before the first start; ${file("-main.ts")} starts it with DATABASE_URL and ${templateClients[client].address}.`,...lacking.length+types.length>0?[`Packages that ${project.manifest??"the project"} lacks: ${[...lacking,...types.map(name=>`${name} (dev)`)].join(", ")}.`]:[],`${id} reads queues that configure-dlq makes: it ends at once while one is missing.`]}function settingsNote(client,id,own,map){let service=serviceOf(map,posix.dirname(id)),isImplied=service!==void 0&&service.path!=="."&&groupOfService(service.path)===own.group,channels=[{file:id,expression:"source",channel:own.channel}],of=handler=>isImplied?{}:{consumers:{[`${id}#${handler}`]:{group:own.group}}},settings=client==="amqplib"?of("start"):client==="@aws-sdk/client-sqs"?{channels,...of("poll")}:{};return Object.keys(settings).length===0?[]:[`Add to .godmode/event.json, for the code does not tell: ${JSON.stringify(settings)}`]}export{makeConsumer};
