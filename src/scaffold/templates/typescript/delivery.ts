import type { Pool, PoolClient } from "pg";

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

/** The event in a message. Validate `data` by its schema here or in the handler, and throw a FatalError where it does not fit. */
export function decode(body: Uint8Array): Envelope {
  let event: Record<string, unknown> | null;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    throw new FatalError("The message is no JSON text.", "undecodable", { cause });
  }
  if (typeof event !== "object" || event === null) throw new FatalError("The message is no object.", "undecodable");
  const wrong = texts.find((name) => typeof event[name] !== "string" || event[name] === "") ?? ("data" in event ? undefined : "data");
  if (wrong !== undefined) throw new FatalError(`The envelope has no ${wrong}.`, "undecodable");
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

/** Rejects when the work takes longer; its signal tells the work so, and `once` rolls back. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`The handler took longer than ${ms} ms.`)), ms);
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
  /** Where it was first: gm-original-queue … by name without `gm-original-`. */
  original: Record<string, string>;
  /** It goes to the dead letter; absent: to a rung. */
  kind?: "fatal" | "undecodable" | "exhausted";
}

/** What a message carries on a rung and in the dead letter, beside its own headers. */
export function failureHeaders({ consumer, attempt, error, body, headers, original, kind }: Failed): Record<string, string> {
  const { name, message, stack = "" } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  const now = new Date().toISOString();
  const eventId = headers["gm-event-id"] ?? eventIdIn(body);
  const first = Object.entries(original).map(([key, value]) => [`gm-original-${key}`, headers[`gm-original-${key}`] ?? value]);
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
  return text.slice(0, characters).replaceAll(/:\/\/[^\s/@]{1,300}@/g, "://***@");
}
