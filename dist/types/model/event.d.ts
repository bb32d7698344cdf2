import * as z from "zod";
/** The standard envelope: every field that an event carries beside its payload. */
export declare const envelope: readonly [{
    readonly name: "event_id";
    readonly type: "uuid";
    readonly doc: "Unique id of this event; consumers deduplicate by it.";
}, {
    readonly name: "event_type";
    readonly type: "string";
    readonly doc: "Dotted name in the past tense, for example order.placed.";
}, {
    readonly name: "event_version";
    readonly type: "string";
    readonly doc: "Version of the payload, major.minor.";
}, {
    readonly name: "source";
    readonly type: "string";
    readonly doc: "The service that emitted the event.";
}, {
    readonly name: "timestamp";
    readonly type: "timestamp";
    readonly doc: "When it happened, ISO 8601.";
}, {
    readonly name: "correlation_id";
    readonly type: "uuid";
    readonly doc: "Id of the request or flow, propagated to every event it causes.";
}, {
    readonly name: "data";
    readonly type: "object";
    readonly doc: "The payload.";
}];
/** Other spellings of an envelope field, CloudEvents 1.0 attributes first: https://github.com/cloudevents/spec */
export declare const envelopeAliases: Record<(typeof envelope)[number]["name"], readonly string[]>;
export declare const EventTypeName: z.ZodString;
export declare const SchemaLanguage: z.ZodEnum<{
    avro: "avro";
    "json-schema": "json-schema";
    protobuf: "protobuf";
}>;
export type SchemaLanguage = z.infer<typeof SchemaLanguage>;
/** Compatibility modes, as schema registries name them. */
export declare const Mode: z.ZodEnum<{
    BACKWARD: "BACKWARD";
    BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
    FORWARD: "FORWARD";
    FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
    FULL: "FULL";
    FULL_TRANSITIVE: "FULL_TRANSITIVE";
    NONE: "NONE";
}>;
export type Mode = z.infer<typeof Mode>;
