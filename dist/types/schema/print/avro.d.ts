import { type Shape } from "../field.ts";
/** An Avro record for the whole event; event_type and event_version stand on it as attributes. */
export declare function printAvro(name: string, namespace: string, eventType: string, version: string, shapes: readonly Shape[]): string;
/** One field; an optional one is a union with null and has the default null. */
export declare function avroField(parent: string, shape: Shape): Record<string, unknown>;
/** The name of the record or enum that a field holds; the parent's name keeps it unique. */
export declare function heldName(parent: string, shape: Shape): string;
