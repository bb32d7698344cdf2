import * as z from "zod";

/** The standard envelope: every field that an event carries beside its payload. */
export const envelope = [
  { name: "event_id", type: "uuid", doc: "Unique id of this event; consumers deduplicate by it." },
  { name: "event_type", type: "string", doc: "Dotted name in the past tense, for example order.placed." },
  { name: "event_version", type: "string", doc: "Version of the payload, major.minor." },
  { name: "source", type: "string", doc: "The service that emitted the event." },
  { name: "timestamp", type: "timestamp", doc: "When it happened, ISO 8601." },
  { name: "correlation_id", type: "uuid", doc: "Id of the request or flow, propagated to every event it causes." },
  { name: "data", type: "object", doc: "The payload." },
] as const;

/** Other spellings of an envelope field, CloudEvents 1.0 attributes first: https://github.com/cloudevents/spec */
export const envelopeAliases: Record<(typeof envelope)[number]["name"], readonly string[]> = {
  event_id: ["id", "eventId", "message_id", "messageId", "ce_id"],
  event_type: ["type", "eventType", "ce_type", "detail-type"],
  event_version: ["dataschema", "eventVersion", "schema_version", "schemaVersion", "version"],
  source: ["ce_source", "producer"],
  timestamp: ["time", "occurred_at", "occurredAt", "ce_time", "created_at", "createdAt"],
  correlation_id: ["correlationId", "correlationid", "traceparent", "trace_id", "traceId"],
  data: ["payload", "body", "detail"],
};

export const EventTypeName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "An event type is dotted and lower case, for example order.placed");

export const SchemaLanguage = z.enum(["avro", "protobuf", "json-schema"]);
export type SchemaLanguage = z.infer<typeof SchemaLanguage>;

/** Compatibility modes, as schema registries name them. */
export const Mode = z.enum(["BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE", "NONE"]);
export type Mode = z.infer<typeof Mode>;
