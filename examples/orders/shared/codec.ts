import avro from "avsc";
import { readFileSync } from "node:fs";
import type { Envelope } from "./envelope.ts";

const schemas = new URL("../schemas/", import.meta.url);

/** The schema version that this code writes and reads, by event type. */
const current: Record<string, number> = { "order.placed": 2, "order.cancelled": 1, "payment.captured": 1 };

/** Bytes that no schema explains: another attempt cannot help. */
export class UndecodableError extends Error {
  override name = "UndecodableError";
}

const types = new Map<string, avro.Type>();

function load(schemaId: string): avro.Type {
  const cached = types.get(schemaId);
  if (cached) return cached;
  if (!/^[a-z_.]{1,80}\/\d{1,6}$/.test(schemaId)) throw new UndecodableError(`not a schema id: ${schemaId}`);
  const type = avro.Type.forSchema(JSON.parse(readFileSync(new URL(`${schemaId}.avsc`, schemas), "utf8")));
  types.set(schemaId, type);
  return type;
}

export function schemaIdOf(eventType: string): string {
  return `${eventType}/${current[eventType]}`;
}

export function encode(event: Envelope): Buffer {
  return load(schemaIdOf(event.event_type)).toBuffer(event);
}

/** Reads bytes written with any published version as the version that this code knows. */
export function decode(value: Buffer, writtenWith: string): Envelope {
  try {
    const reader = load(schemaIdOf(writtenWith.split("/")[0]!));
    const writer = load(writtenWith);
    return reader.fromBuffer(value, reader.createResolver(writer)) as Envelope;
  } catch (error) {
    throw new UndecodableError(`cannot read ${writtenWith}: ${(error as Error).message}`);
  }
}
