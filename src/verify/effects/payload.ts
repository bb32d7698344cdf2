import type { Delivered } from "./gate.ts";

/** What travels for an event that is no plain JSON object: text or bytes as they are, with headers of its own. */
interface Wire {
  readonly $raw?: unknown;
  readonly $base64?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The payload where an event is not to be sent as JSON: a text, or bytes. */
export function rawOf(event: unknown): string | Buffer | undefined {
  const { $raw, $base64 } = (typeof event === "object" && event !== null ? event : {}) as Wire;
  if (typeof $raw === "string") return $raw;
  return typeof $base64 === "string" ? Buffer.from($base64, "base64") : undefined;
}

/** The bytes that travel for an event. */
export function bytesOf(event: unknown): Buffer {
  return Buffer.from((rawOf(event) ?? JSON.stringify(event)) as string);
}

/** The text that travels for an event where a transport has only text. */
export function textOf(event: unknown): string {
  return bytesOf(event).toString("utf8");
}

/** Headers of a message: the transport's and the event's own. */
export function deliveredHeaders({ event, headers }: Delivered): Record<string, string> {
  return { ...headers, ...(rawOf(event) === undefined ? {} : (event as Wire).headers) };
}

/** What a consumer sent, as an observation has it: parsed where it is JSON, else text, else hexadecimal. */
export function readable(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return parsed(value);
  if (!(value instanceof Uint8Array)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? parsed(text) : `x'${bytes.toString("hex")}'`;
}

/** A header, a key, an attribute as text. */
export function plain(value: unknown): string {
  if (typeof value === "string") return value;
  const seen = value instanceof Uint8Array ? readable(value) : value;
  return typeof seen === "string" ? seen : JSON.stringify(seen);
}

/** Headers as text, sorted by name, without those that are unset. */
export function headersOf(entries: Iterable<readonly [string, unknown]>): Record<string, string> {
  const kept = [...entries].filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
