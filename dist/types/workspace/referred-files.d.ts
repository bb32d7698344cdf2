import type { SchemaText } from "../model/schema-text.ts";
/**
 * A schema with the files that it refers to: Avro types by name among the files beside it; JSON Schemas by relative $ref, or by the
 * $id of a file beside it. Older versions get the files of today. Broken files are left out: they are their own finding.
 */
export declare function withSiblings(root: string, path: string, schema: SchemaText): SchemaText;
