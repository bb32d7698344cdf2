/** What the headers of other software say of a failure. Texts as they are there. */
export interface Foreign {
  readonly errorClass?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly stack?: string | undefined;
  /** Where it was consumed, and by whom. */
  readonly channel?: string | undefined;
  readonly consumer?: string | undefined;
  readonly attempt?: number | undefined;
  readonly failedAtMs?: number | undefined;
  readonly kind?: "exhausted" | "crash-loop" | "undecodable" | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** How one library or broker writes down why a message is a dead letter. */
export interface Dialect {
  readonly id: string;
  /** Undefined: these headers are not of this dialect. */
  readonly read: (headers: Headers) => Foreign | undefined;
}

/** A header's text; an empty one says nothing. */
export function textOf(headers: Headers, ...names: readonly string[]): string | undefined {
  return names.map((name) => (Object.hasOwn(headers, name) ? headers[name] : undefined)).find((text) => text !== undefined && text !== "");
}

export function naturalOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Big-endian bytes that came as text: Java writes numbers so. Bytes above 127 did not survive. */
export function bytesOf(text: string | undefined): number | undefined {
  if (text === undefined || text.length < 1 || text.length > 8 || !/^[\0-\x7F]+$/.test(text) || !text.startsWith("\0"))
    return naturalOf(text);
  return Array.from(text, (char) => char.charCodeAt(0)).reduce((value, byte) => value * 256 + byte, 0);
}

export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
