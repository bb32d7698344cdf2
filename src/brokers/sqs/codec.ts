import type { Message as SqsMessage, MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { Held, Message } from "../broker.ts";

/** A message as the service takes it. */
interface Encoded {
  readonly body: string;
  readonly attributes: Record<string, MessageAttributeValue>;
  readonly key?: string;
}

/** What an attribute cannot carry: our own headers, names and texts that AWS refuses, the key, and how the body is written. */
interface Packed {
  readonly h?: Readonly<Record<string, unknown>>;
  readonly k?: unknown;
  /** The body is base64. */
  readonly b?: unknown;
}

const packedName = "gm";
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
const mostAttributes = 10;
const longestName = 256;
/** Types of attributes that were no String: with them the message can be sent again as it was. */
const typesHeader = "gm-types";

export function encode({ key, headers, body }: Message): Encoded {
  const types = parsedObject(headers[typesHeader]) ?? {};
  // Entries: a header may be called __proto__.
  const attributes: [string, MessageAttributeValue][] = [];
  const rest: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (name === typesHeader) continue;
    if (attributes.length < mostAttributes - 1 && isLawful(name, value))
      attributes.push([name, attributeOf(value, typeof types[name] === "string" ? types[name] : "String")]);
    else rest.push([name, value]);
  }
  const text = textOf(body);
  const packed: Packed = {
    ...(rest.length > 0 && { h: Object.fromEntries(rest) }),
    ...(key !== undefined && { k: key }),
    ...(text === undefined && { b: true }),
  };
  if (Object.keys(packed).length > 0) attributes.push([packedName, { DataType: "String", StringValue: ascii(JSON.stringify(packed)) }]);
  return {
    body: text ?? Buffer.from(body).toString("base64"),
    attributes: Object.fromEntries(attributes),
    ...(key !== undefined && { key }),
  };
}

function attributeOf(value: string, type: string): MessageAttributeValue {
  return type.startsWith("Binary") ? { DataType: type, BinaryValue: Buffer.from(value, "base64") } : { DataType: type, StringValue: value };
}

export function decode({ MessageId, Body = "", Attributes = {}, MessageAttributes = {} }: SqsMessage): Held {
  const headers: [string, string][] = [];
  const types: [string, string][] = [];
  let packed: Packed = {};
  for (const [name, { DataType = "String", StringValue, BinaryValue }] of Object.entries(MessageAttributes)) {
    const ours = name === packedName ? parsedObject(StringValue) : undefined;
    if (ours) packed = ours;
    else {
      if (DataType !== "String") types.push([name, DataType]);
      headers.push([name, StringValue ?? Buffer.from(BinaryValue ?? []).toString("base64")]);
    }
  }
  for (const [name, value] of Object.entries(packed.h ?? {})) headers.push([name, String(value)]);
  if (types.length > 0) headers.push([typesHeader, JSON.stringify(Object.fromEntries(types))]);
  // SQS itself moved it: nobody settled it, so nobody said why.
  if (Attributes.DeadLetterQueueSourceArn !== undefined && !headers.some(([name]) => name === "gm-error-kind"))
    headers.push(["gm-error-kind", "crash-loop"]);
  const key = typeof packed.k === "string" ? packed.k : Attributes.MessageGroupId;
  return {
    id: MessageId ?? "",
    atMs: Number(Attributes.SentTimestamp ?? 0),
    ...(key !== undefined && { key }),
    headers: Object.fromEntries(headers),
    body: Buffer.from(Body, packed.b === true ? "base64" : "utf8"),
  };
}

/** The letters that a body or an attribute may hold: those of XML 1.0. */
const lawfulText = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u;

function isLawful(name: string, value: string): boolean {
  return (
    name !== packedName &&
    !name.startsWith("gm-") &&
    name.length <= longestName &&
    /^[\w-]+(\.[\w-]+)*$/.test(name) &&
    !/^(aws|amazon)\./i.test(name) &&
    lawfulText.test(value)
  );
}

function textOf(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return lawfulText.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function ascii(json: string): string {
  return json.replaceAll(/[\u007F-\uFFFF]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function parsedObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
