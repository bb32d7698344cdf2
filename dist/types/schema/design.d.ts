import type { SchemaLanguage } from "../model/event.ts";
import { type Field } from "./field.ts";
export interface DesignInput {
    eventType: string;
    format: SchemaLanguage;
    fields?: Field[] | undefined;
    sample?: unknown;
    cloudEvents?: boolean | undefined;
}
export interface Design {
    eventType: string;
    eventVersion: string;
    text: string;
    /** A valid event in the format's JSON encoding. */
    sample: Record<string, unknown>;
    notes: string[];
}
/** A schema for a new event type and a valid event. The same input gives the same text. Throws INVALID_INPUT. */
export declare function designSchema({ eventType, format, fields, sample, cloudEvents }: DesignInput): Design;
/** Names of nested types can still collide; the format's own parser says so. */
export declare function confirm(format: SchemaLanguage, text: string): void;
