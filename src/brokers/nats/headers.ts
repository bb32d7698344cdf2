import type { MsgHdrs } from "nats";
import type { Message } from "../broker.ts";

/** NATS has no key of a message. */
const keyHeader = "gm-key";
/** What the server and its client mean for themselves; carried along it would deduplicate or expect. */
const reserved = /^nats-/i;
/** A value that a header line cannot carry, as RFC 8187 writes it. */
const encoded = "utf-8''";
/** What a line trims, or ends at. */
const unfit = /^\s|\s$|[\r\n\0]/;

/** Headers of a message for the wire. `into` is an empty set of them. */
export function encodeHeaders({ key, headers }: Pick<Message, "key" | "headers">, into: MsgHdrs): MsgHdrs {
  for (const [name, value] of Object.entries(headers)) if (!reserved.test(name)) into.set(encodeName(name), encodeValue(value));
  if (key !== undefined) into.set(keyHeader, encodeValue(key));
  return into;
}

export function decodeHeaders(from: MsgHdrs | undefined): Pick<Message, "key" | "headers"> {
  const headers: Record<string, string> = {};
  let key: string | undefined;
  for (const [name, values] of from ?? []) {
    const value = decodeValue(values[0] ?? "");
    if (name === keyHeader) key = value;
    else if (!reserved.test(name)) headers[decodeName(name)] = value;
  }
  return { headers, ...(key !== undefined && { key }) };
}

function encodeValue(value: string): string {
  return unfit.test(value) || value.startsWith(encoded) ? `${encoded}${encodeURIComponent(value)}` : value;
}

function decodeValue(value: string): string {
  return value.startsWith(encoded) ? decode(value.slice(encoded.length)) : value;
}

/** Names are printable ASCII without colon. */
function encodeName(name: string): string {
  return /^[!-$&-9;-~]+$/.test(name) ? name : encodeURIComponent(name);
}

function decodeName(name: string): string {
  return name.includes("%") ? decode(name) : name;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
