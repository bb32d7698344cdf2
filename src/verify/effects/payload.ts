/** An event that is no JSON: delivered as these bytes. */
interface Raw {
  readonly $raw: string;
}

export function isRaw(event: unknown): event is Raw {
  return typeof event === "object" && event !== null && typeof (event as Raw).$raw === "string";
}

/** The text that travels for an event. */
export function textOf(event: unknown): string {
  return isRaw(event) ? event.$raw : JSON.stringify(event);
}

/** The bytes that travel for an event. */
export function bytesOf(event: unknown): Buffer {
  return Buffer.from(textOf(event));
}

/** What a consumer sent, as an observation has it: parsed where it is JSON, else text, else hexadecimal. */
export function readable(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return parsed(value);
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    const text = bytes.toString("utf8");
    return Buffer.from(text).equals(bytes) ? parsed(text) : `x'${bytes.toString("hex")}'`;
  }
  return value;
}

/** A header, a key, an attribute as text. */
export function plain(value: unknown): string {
  if (typeof value === "string") return value;
  const seen = value instanceof Uint8Array ? readable(value) : value;
  return typeof seen === "string" ? seen : (JSON.stringify(seen) ?? String(seen));
}

/** Headers as text, sorted by name; undefined where there is none. */
export function headersOf(entries: Iterable<readonly [string, unknown]>): Record<string, string> | undefined {
  const kept = [...entries].filter(([, value]) => value !== undefined && value !== null);
  if (kept.length === 0) return undefined;
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
