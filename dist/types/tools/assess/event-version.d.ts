import type { SchemaLanguage } from "../../model/event.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
/**
 * The event_version that a schema states: an attribute of the Avro record, the constant of the property in JSON Schema, the
 * comment at the head of a Protobuf file. Undefined where it states none.
 */
export declare function statedVersion(format: SchemaLanguage, { text }: SchemaText): string | undefined;
