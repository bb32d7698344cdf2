import { type JsonSchemaDocument, type SchemaView } from "../../schema/formats/json-schema.ts";
export interface SchemaPair {
    before: SchemaView;
    after: SchemaView;
}
/** Every pair of sub-schemas that stand for the same value. Follows $ref; ends on cycles. Unknown targets go to `missing`. */
export declare function pairsOf(before: JsonSchemaDocument, after: JsonSchemaDocument, missing: Set<string>): Generator<SchemaPair>;
