import type { SchemaLanguage } from "../model/event.ts";
import { type SchemaText } from "./schema-text.ts";
/**
 * Refuses a schema that parses and that nobody can use: a type that does not exist, a $ref into itself that leads nowhere. Names
 * of types that another file may define are left alone. Throws PARSE_FAILED with the place.
 */
export declare function checkSound(format: SchemaLanguage, schema: SchemaText): void;
