import { commandOf } from "./client.ts";
import { type Command, headersOf } from "./commands.ts";
import type { Sent, Settling } from "../wire.ts";

/** What a command of a consumer means. https://docs.nats.io/reference/reference-protocols/nats_api_reference */
export type Said =
  | { readonly what: "settles"; readonly mark: string; readonly how: Settling | "extend"; readonly reply?: string }
  | { readonly what: "sends"; readonly sent: Omit<Sent, "instance">; readonly reply?: string }
  | { readonly what: "pulls"; readonly stream: string; readonly consumer: string; readonly asked: Asked; readonly reply?: string }
  /** A consumer is made: `filter` and, where messages are pushed to it, `deliver`. */
  | {
      readonly what: "makes";
      readonly stream: string;
      readonly consumer?: string;
      readonly filter?: string;
      readonly deliver?: string;
      readonly unacknowledged: boolean;
      /** What it acknowledges is acknowledged with all before it. */
      readonly together: boolean;
    }
  /** It looks for something that must be there. */
  | { readonly what: "looks"; readonly stream?: string; readonly consumer?: string; readonly subject?: string }
  /** A value of a key-value or an object store. */
  | { readonly what: "stores"; readonly subject: string }
  | { readonly what: "listens"; readonly subject: string; readonly id: string };

/** What a request for messages says: how many, and until when (nanoseconds; absent: for ever). */
export interface Asked {
  readonly batch: number;
  readonly expires?: number;
  readonly no_wait?: boolean;
  readonly idle_heartbeat?: number;
}

export function saidBy({ name, args, headers, payload = Buffer.alloc(0) }: Command): Said | undefined {
  if (name === "SUB") return { what: "listens", subject: args[0]!, id: args.at(-1)! };
  if (name !== "PUB" && name !== "HPUB") return undefined;
  const subject = args[0]!;
  const reply = args.length === (name === "PUB" ? 3 : 4) ? { reply: args[1]! } : {};
  if (placeOf(subject) !== undefined) return { what: "settles", mark: subject, how: settlingOf(payload), ...reply };
  if (subject.startsWith("$JS.API.")) return askedBy(subject.split("."), payload, reply);
  if (/^\$(?:KV|O)\./.test(subject)) return { what: "stores", subject };
  if (subject.startsWith("$") || subject.startsWith("_INBOX.")) return undefined;
  return { what: "sends", sent: { channel: subject, headers: headersOf(headers), body: payload }, ...reply };
}

function settlingOf(payload: Buffer): Settling | "extend" {
  const text = payload.subarray(0, 5).toString("utf8");
  if (text.startsWith("-NAK")) return "nack";
  if (text.startsWith("+WPI")) return "extend";
  return text === "+TERM" ? "reject" : "ack";
}

/** Where a message lies and how often it came, by the subject on which it is acknowledged. */
export interface Marked {
  readonly stream: string;
  readonly consumer: string;
  readonly sequence: number;
  /** From 1. */
  readonly count: number;
}

/** `$JS.ACK.STREAM.CONSUMER.…`; with a domain `$JS.ACK.DOMAIN.ACCOUNT.STREAM.CONSUMER.…`. */
export function placeOf(subject: string): Marked | undefined {
  if (!subject.startsWith("$JS.ACK.")) return undefined;
  const tokens = subject.split(".");
  const [stream = "", consumer = "", count, sequence] = tokens.length >= 11 ? tokens.slice(4) : tokens.slice(2);
  return sequence === undefined ? undefined : { stream, consumer, sequence: Number(sequence), count: Number(count) };
}

function askedBy(tokens: readonly string[], payload: Buffer, reply: { readonly reply?: string }): Said | undefined {
  const [, , kind, what, ...rest] = tokens;
  const body = objectIn(payload);
  if (kind === "STREAM" && what === "INFO" && rest[0] !== undefined) return { what: "looks", stream: rest[0] };
  if (kind === "STREAM" && what === "NAMES" && typeof body["subject"] === "string") return { what: "looks", subject: body["subject"] };
  if (kind !== "CONSUMER") return undefined;
  if (what === "MSG" && rest[2] !== undefined)
    return { what: "pulls", stream: rest[1]!, consumer: rest[2], asked: askedIn(payload), ...reply };
  if (what === "INFO" && rest[1] !== undefined) return { what: "looks", stream: rest[0]!, consumer: rest[1] };
  if (what === "DURABLE" && rest[1] !== undefined) return making(rest[1], rest[2], body);
  if (what === "CREATE" && rest[0] !== undefined) return making(rest[0], rest[1], body);
  return undefined;
}

/** Empty: one. A number, or an object. https://docs.nats.io/reference/reference-protocols/nats_api_reference#fetching-from-a-pull-consumer */
function askedIn(payload: Buffer): Asked {
  const { batch = 1, ...more } = objectIn(payload) as Partial<Asked>;
  const alone = Number.parseInt(payload.toString("utf8"), 10);
  return { ...more, batch: Number.isInteger(alone) ? alone : batch };
}

function making(stream: string, consumer: string | undefined, body: Record<string, unknown>): Said {
  const config = (body["config"] ?? {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = config[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const name = consumer ?? text("durable_name") ?? text("name");
  const filter = text("filter_subject");
  const deliver = text("deliver_subject");
  return {
    what: "makes",
    stream,
    ...(name !== undefined && { consumer: name }),
    ...(filter !== undefined && { filter }),
    ...(deliver !== undefined && { deliver }),
    unacknowledged: config["ack_policy"] === "none" || (deliver !== undefined && config["ack_policy"] === undefined),
    together: name !== undefined && config["ack_policy"] === "all",
  };
}

/** The request for a consumer of which each message is acknowledged by itself: what its one acknowledgement covers is settled one by one. */
export function oneByOne({ args, payload = Buffer.alloc(0) }: Command): Buffer {
  const body = objectIn(payload);
  const config = { ...(body["config"] as object), ack_policy: "explicit" };
  return commandOf(args[0]!, args.length === 3 ? args[1]! : "", JSON.stringify({ ...body, config }), {});
}

function objectIn(payload: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Where the consumer that an answer speaks of pushes to. */
export function pushesTo(payload: Buffer): string | undefined {
  if (!payload.includes('"deliver_subject"')) return undefined;
  const deliver = (objectIn(payload)["config"] as { deliver_subject?: unknown } | undefined)?.deliver_subject;
  return typeof deliver === "string" && deliver !== "" ? deliver : undefined;
}

/** Other servers of a cluster would be spoken to directly. */
export function withoutOthers({ bytes, name }: Command): Buffer {
  if (name !== "INFO") return bytes;
  const info = objectIn(bytes.subarray("INFO ".length));
  if (info["connect_urls"] === undefined && info["ws_connect_urls"] === undefined) return bytes;
  delete info["connect_urls"];
  delete info["ws_connect_urls"];
  return Buffer.from(`INFO ${JSON.stringify(info)}\r\n`);
}

/** Does a subject with wildcards take that one? */
export function takes(pattern: string, subject: string): boolean {
  const [wanted, tokens] = [pattern.split("."), subject.split(".")];
  if (wanted.at(-1) === ">")
    return tokens.length >= wanted.length && wanted.slice(0, -1).every((each, at) => each === "*" || each === tokens[at]);
  return wanted.length === tokens.length && wanted.every((each, at) => each === "*" || each === tokens[at]);
}

/** A subject that the pattern takes. */
export function concrete(pattern: string): string {
  return pattern
    .split(".")
    .map((token) => (token === ">" || token === "*" ? "event" : token))
    .join(".");
}
