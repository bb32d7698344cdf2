import { createHash, randomUUID } from "node:crypto";
import type { Message as Received, MessageProperties, Options } from "amqplib";
import type { Held, Message } from "../broker.ts";

/** Set on whatever we store: when (epoch milliseconds) and a name of its own. RabbitMQ has neither. Not shown to anybody. */
const storedHeader = "gm-stored";
/** The key, which is the routing key until a rung gives the message back by the default exchange. Not shown to anybody. */
const keyHeader = "gm-key";

/** Written by the server for one stay in one queue. `CC` and `BCC` would send a copy to other queues. */
const ofOneStay = /^(x-death|x-first-death-.*|x-last-death-.*|x-delivery-count|x-acquired-count|x-opt-.*|CC|BCC|gm-stored|gm-key)$/;

/** What came with a body that is stored anew: content type, correlation, headers that are no strings. */
const properties = new WeakMap<Uint8Array, MessageProperties>();

/** Headers and settings of a message as it is published. `stamp` names it alone. */
export function publication({ key, headers, body }: Message, nowMs: number): { options: Options.Publish; stamp: string } {
  const came = properties.get(body);
  const stamp = `${nowMs}-${randomUUID()}`;
  const typed = came?.headers ?? {};
  const kept = Object.entries(headers).flatMap(([name, text]) =>
    ofOneStay.test(name) ? [] : [[name, sameText(typed[name], text) ? typed[name] : text]],
  );
  return {
    stamp,
    options: {
      ...carriedOver(came),
      persistent: true,
      mandatory: true,
      timestamp: Math.floor(nowMs / 1000),
      headers: { ...Object.fromEntries(kept), [storedHeader]: stamp, ...(key !== undefined && { [keyHeader]: key }) },
    },
  };
}

/** Without expiration, which would throw it away, and user id, which must be ours. */
function carriedOver(came: MessageProperties | undefined): Options.Publish {
  const names = ["contentType", "contentEncoding", "priority", "correlationId", "replyTo", "messageId", "type", "appId"] as const;
  return Object.fromEntries(names.flatMap((name) => (came?.[name] === undefined ? [] : [[name, came[name]]])));
}

export function stampOf(headers: Readonly<Record<string, unknown>>): string | undefined {
  const stamp = headers[storedHeader];
  return typeof stamp === "string" ? stamp : undefined;
}

/** A received message as others see it. */
export function heldOf(received: Received, nowMs: number): Held {
  const { content, fields } = received;
  const all = received.properties.headers ?? {};
  properties.set(content, received.properties);
  const key = typeof all[keyHeader] === "string" ? all[keyHeader] : fields.exchange === "" ? undefined : fields.routingKey;
  const shown = Object.entries(all).filter(([name]) => name !== storedHeader && name !== keyHeader && name !== "x-delivery-count");
  return {
    id: identityOf(received),
    atMs: storedAt(received) ?? nowMs,
    ...(key !== undefined && key !== "" && { key }),
    headers: Object.fromEntries(shown.map(([name, value]) => [name, textOf(value)])),
    body: content,
  };
}

/** How often it was given back before, in this queue. Classic queues only know whether. */
export function countOf({ properties: { headers }, fields: { redelivered } }: Received): number {
  const before: unknown = headers?.["x-delivery-count"];
  return 1 + (typeof before === "number" ? before : redelivered ? 1 : 0);
}

interface Death {
  readonly queue: string;
  readonly reason: string;
  readonly atMs?: number;
}

/** The last time that the server itself moved it. */
function lastDeath({ properties: { headers } }: Received): Death | undefined {
  const [last] = (headers?.["x-death"] ?? []) as readonly { queue?: unknown; reason?: unknown; time?: { value?: unknown } }[];
  if (last === undefined) return undefined;
  const seconds = last.time?.value;
  return { queue: String(last.queue), reason: String(last.reason), ...(typeof seconds === "number" && { atMs: seconds * 1000 }) };
}

/** When it was stored, as far as anything tells. */
export function storedAt(received: Received): number | undefined {
  const ours = /^(\d{1,15})-/.exec(stampOf(received.properties.headers ?? {}) ?? "")?.[1];
  const { timestamp } = received.properties as { timestamp?: unknown };
  const died = lastDeath(received);
  // A rung gives back what has waited there: it is as old as it was.
  if (died?.atMs !== undefined && died.reason !== "expired") return Math.max(died.atMs, Number(ours ?? 0));
  if (ours !== undefined) return Number(ours);
  return died?.atMs ?? (typeof timestamp === "number" && timestamp > 0 ? secondsOrMs(timestamp) : undefined);
}

/** AMQP counts seconds; many publishers write milliseconds. */
const secondsOrMs = (value: number): number => (value > 1e11 ? value : value * 1000);

/**
 * Tells one message from all others in its queue, the same at each look: by our stamp, or by the id that its publisher gave it
 * together with when and where it failed. A message that has nothing of this is another one at each look: two that are alike must
 * never be taken for one.
 */
function identityOf(received: Received): string {
  const { headers = {}, messageId } = received.properties as { headers?: Record<string, unknown>; messageId?: unknown };
  const death = lastDeath(received);
  const where = death === undefined ? "" : `/${death.queue}/${death.reason}/${death.atMs ?? ""}`;
  const stamp = stampOf(headers);
  if (stamp !== undefined) return `${stamp}${where}`;
  const failed = headers["gm-last-failed-at"];
  if (typeof messageId !== "string" || messageId === "" || (death === undefined && typeof failed !== "string")) return randomUUID();
  return `${messageId.slice(0, 100)}/${createHash("sha256")
    .update(`${where}\n${String(failed)}\n`)
    .update(received.content)
    .digest("hex")
    .slice(0, 24)}`;
}

function sameText(typed: unknown, text: string): boolean {
  return typed !== undefined && textOf(typed) === text;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString() : (JSON.stringify(value) ?? "");
}
