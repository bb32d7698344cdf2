import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
import type { Extended } from "./extend/extended.ts";
import { type Field } from "./field.ts";
/** Adds optional fields to the payload of an existing schema and changes nothing else. Throws INVALID_INPUT. */
export declare function extendSchema(previous: SchemaText, format: SchemaLanguage, fields: readonly Field[]): Extended;
