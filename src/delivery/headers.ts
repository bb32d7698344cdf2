import type { Delivery, Features } from "../brokers/broker.ts";
import { envelopeAliases } from "../model/event.ts";
import { redact } from "../model/redact.ts";
import { foreignFailure } from "./dialects.ts";

/** Why a message is a dead letter. */
export type FailureKind = "fatal" | "exhausted" | "crash-loop" | "undecodable";

/** What the headers of a dead letter say; everything may be missing, for other software writes dead letters too. */
export interface Failure {
  readonly eventId?: string;
  readonly attempt?: number;
  readonly firstFailedAtMs?: number;
  readonly lastFailedAtMs?: number;
  readonly consumer?: string;
  readonly kind?: FailureKind;
  readonly errorClass?: string;
  readonly errorMessage?: string;
  readonly errorStack?: string;
  readonly redriveCount: number;
  readonly redriveId?: string;
  /** Which other software's headers told the error. */
  readonly dialect?: string;
}

const maxMessage = 1024;
const maxStack = 4096;
const kinds: readonly string[] = ["fatal", "exhausted", "crash-loop", "undecodable"] satisfies FailureKind[];

/** The gm-* headers of a failed delivery. On a rung `kind` is missing. Texts are redacted and bounded. */
export function failureHeaders(
  delivery: Delivery,
  failed: { consumer: string; attempt: number; error: unknown; nowMs: number; words: Features["words"]; kind?: FailureKind },
): Record<string, string> {
  const { consumer, attempt, error, nowMs, words, kind } = failed;
  const { name, message, stack } = error instanceof Error ? error : { name: typeof error, message: String(error), stack: undefined };
  const now = new Date(nowMs).toISOString();
  const eventId = eventIdOf(delivery);
  return {
    ...(eventId !== undefined && { "gm-event-id": eventId }),
    "gm-attempt": String(attempt),
    "gm-first-failed-at": delivery.headers["gm-first-failed-at"] ?? now,
    "gm-last-failed-at": now,
    [`gm-original-${words.channel}`]: delivery.headers[`gm-original-${words.channel}`] ?? delivery.channel,
    [`gm-original-${words.position}`]: delivery.headers[`gm-original-${words.position}`] ?? delivery.id,
    "gm-original-timestamp": delivery.headers["gm-original-timestamp"] ?? new Date(delivery.atMs).toISOString(),
    "gm-consumer": consumer,
    "gm-error-class": headerText(name, 200),
    "gm-error-message": headerText(message, maxMessage),
    ...(stack !== undefined && { "gm-error-stack": headerText(stack, maxStack) }),
    ...(kind && { "gm-error-kind": kind }),
  };
}

/** Headers that a dead letter must have to be understood by who finds it. */
export const requiredHeaders: readonly string[] = [
  "gm-attempt",
  "gm-first-failed-at",
  "gm-last-failed-at",
  "gm-consumer",
  "gm-error-class",
  "gm-error-message",
  "gm-error-kind",
];

/** Redacted and cut at a whole character to so many bytes. */
function headerText(text: string, bytes: number): string {
  const clean = redact(text.slice(0, bytes * 4)).replaceAll("\0", "\uFFFD");
  const cut = Buffer.from(clean).subarray(0, bytes).toString();
  return cut.endsWith("\uFFFD") && !clean.startsWith(cut) ? cut.slice(0, -1) : cut;
}

/** Our own headers, and what they leave open from those of other software. Foreign texts are redacted and bounded as ours are. */
export function readFailure(headers: Readonly<Record<string, string>>): Failure {
  const text = (name: string) => {
    const value = headers[`gm-${name}`];
    return value === undefined || value === "" ? undefined : value;
  };
  const kind = text("error-kind");
  const foreign = text("error-class") === undefined ? foreignFailure(headers) : undefined;
  return {
    ...fromForeign(foreign),
    ...optional("eventId", text("event-id")),
    ...optional("attempt", natural(text("attempt"))),
    ...optional("firstFailedAtMs", time(text("first-failed-at"))),
    ...optional("lastFailedAtMs", time(text("last-failed-at"))),
    ...optional("consumer", text("consumer")),
    ...(kind !== undefined && kinds.includes(kind) && { kind: kind as FailureKind }),
    ...optional("errorClass", text("error-class")),
    ...optional("errorMessage", text("error-message")),
    ...optional("errorStack", text("error-stack")),
    redriveCount: natural(text("redrive-count")) ?? 0,
    ...optional("redriveId", text("redrive-id")),
  };
}

function fromForeign(found: ReturnType<typeof foreignFailure>): Partial<Failure> {
  if (found === undefined) return {};
  return {
    dialect: found.dialect,
    ...optional("attempt", found.attempt),
    ...optional("lastFailedAtMs", found.failedAtMs),
    ...optional("consumer", clean(found.consumer, 200)),
    ...optional("kind", found.kind),
    ...optional("errorClass", clean(found.errorClass, 200)),
    ...optional("errorMessage", clean(found.errorMessage, maxMessage)),
    ...optional("errorStack", clean(found.stack, 4 * maxStack)),
  };
}

function clean(text: string | undefined, bytes: number): string | undefined {
  return text === undefined ? undefined : headerText(text, bytes);
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
}

function natural(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function time(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** Larger bodies are not opened for their id. */
const maxOpened = 1024 * 1024;

/** The event's own id: from the envelope in the payload or in the headers. Never the broker's position. */
export function eventIdOf({ headers, body }: Pick<Delivery, "headers" | "body">): string | undefined {
  const known = headers["gm-event-id"];
  if (known !== undefined) return known;
  const names = ["event_id", ...envelopeAliases.event_id];
  for (const from of [headers, parsed(body)]) {
    for (const name of names) {
      const value = from !== undefined && Object.hasOwn(from, name) ? from[name] : undefined;
      if (typeof value === "string" && value !== "" && value.length <= 200) return value;
    }
  }
  return undefined;
}

/** The object that a JSON body holds. */
export function parsed(body: Uint8Array): Record<string, unknown> | undefined {
  if (body.byteLength > maxOpened) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
