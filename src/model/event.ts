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
  event_id: spellings("eventId id ce_id message_id event_uuid uuid"),
  event_type: spellings("eventType type ce_type detail-type event_name message_type"),
  event_version: spellings("eventVersion dataschema schema_version version payload_version"),
  source: spellings(
    "ce_source source_service source_system service_name producer producer_service produced_by publisher published_by emitter emitted_by event_source",
  ),
  timestamp: spellings(
    "time ce_time event_time event_timestamp timestamp_ms ts occurred_at occurred_on produced_at created_at emitted_at published_at sent_at",
  ),
  correlation_id: spellings("correlationId correlationid traceparent trace_id corr_id correlation request_id conversation_id flow_id"),
  data: ["payload", "body", "detail"],
};

/** Each name in snake case and in camel case. */
function spellings(names: string): readonly string[] {
  return [...new Set(names.split(" ").flatMap((name) => [name, camel(name)]))];
}

function camel(name: string): string {
  return name.startsWith("ce_") ? name : name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export const EventTypeName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "An event type is dotted and lower case, for example order.placed");

export const SchemaLanguage = z.enum(["avro", "protobuf", "json-schema"]);
export type SchemaLanguage = z.infer<typeof SchemaLanguage>;

/** Compatibility modes, as schema registries name them. */
export const Mode = z.enum(["BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE", "NONE"]);
export type Mode = z.infer<typeof Mode>;
