import type { SchemaText } from "../model/schema-text.ts";
import type { SchemaSource } from "../model/source.ts";
/** The text that a source names. Throws NOT_FOUND, OUTSIDE_ROOT, INVALID_INPUT or PARSE_FAILED (no text). */
export declare function readSource(root: string, source: SchemaSource, registryFolder: string): Promise<SchemaText>;
