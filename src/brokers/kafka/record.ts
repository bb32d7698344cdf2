import type { IHeaders, KafkaMessage } from "kafkajs";
import type { Message } from "../broker.ts";

/**
 * Keys and headers are bytes to Kafka and text to us. Bytes that are no text, and what a text cannot say (a header that is there
 * twice or is null), travel as text behind a mark and come out as the same bytes.
 */
const mark = "\0kafka:";

/** The body of a record that has none: a tombstone. Stored again it is one again. */
export const noBody = new Uint8Array(0);

export interface Stored {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

export function toRecord({ key, headers, body }: Message): Stored {
  return {
    key: key === undefined ? null : bytesOf(key),
    value: body === noBody ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, valueOf(text)])),
  };
}

export function fromRecord({ key, value, headers = {} }: Pick<KafkaMessage, "key" | "value" | "headers">): Message {
  return {
    ...(key !== null && { key: textOf(key) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, headerText(header)])),
    body: value ?? noBody,
  };
}

type Header = IHeaders[string];

function headerText(header: Header): string {
  if (header === undefined || header === null) return `${mark}null`;
  if (Array.isArray(header)) return `${mark}list:${JSON.stringify(header.map(headerText))}`;
  return textOf(Buffer.from(header));
}

function valueOf(text: string): Header {
  if (text === `${mark}null`) return null as unknown as Header;
  const list = rest(text, "list:");
  return list === undefined ? bytesOf(text) : (JSON.parse(list) as string[]).map((each) => bytesOf(each));
}

function textOf(bytes: Buffer): string {
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) && !text.startsWith(mark) ? text : `${mark}base64:${bytes.toString("base64")}`;
}

function bytesOf(text: string): Buffer {
  const coded = rest(text, "base64:");
  return coded === undefined ? Buffer.from(text) : Buffer.from(coded, "base64");
}

function rest(text: string, kind: string): string | undefined {
  return text.startsWith(mark + kind) ? text.slice(mark.length + kind.length) : undefined;
}
