import type { SchemaLanguage } from "../model/event.ts";
import type { Shape } from "./field.ts";
/** A valid event in the format's JSON encoding; the same fields give the same event. Avro unions are wrapped: {"string": "x"}. */
export declare function sampleEvent(format: SchemaLanguage, name: string, namespace: string, shapes: readonly Shape[]): Record<string, unknown>;
