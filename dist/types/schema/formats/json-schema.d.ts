import { type JsonObject } from "../json-value.ts";
import { type PlacedJson } from "../positions.ts";
import { type Place, type SchemaText } from "../schema-text.ts";
/** A sub-schema in its document. `true` is read as `{}`. */
export interface SchemaView {
    schema: JsonObject | false;
    /** A JSON pointer, after `<file>#` when it is another file than the schema's own. */
    pointer: string;
    /** What a relative $ref starts from. */
    base: string;
    document: JsonSchemaDocument;
}
export interface JsonSchemaDocument {
    name: string;
    texts: Map<string, PlacedJson>;
    root: SchemaView;
    /** prefixItems instead of the array form of items; siblings of $ref count. */
    tuples: "items" | "prefixItems";
    refSiblings: boolean;
    byId: Map<string, SchemaView>;
}
/** Reads JSON or YAML. Throws PARSE_FAILED. Drafts 4 to 2020-12, told by $schema; without one 2020-12. */
export declare function parseJsonSchema(schema: SchemaText): JsonSchemaDocument;
/** The sub-schema at a step; absent = everything is allowed, at the parent's place. */
export declare function child(view: SchemaView, ...path: (string | number)[]): SchemaView;
/** Sub-schemas by name under a keyword such as properties. */
export declare function children(view: SchemaView, keyword: string): Map<string, SchemaView>;
/** The keywords of a schema that say something about values; annotations and what no draft knows do not. */
export declare function constraints(schema: JsonObject): string[];
export declare function referenceOf(view: SchemaView): string | undefined;
/** What a $ref of this view leads to; undefined when nobody supplied it. */
export declare function target(view: SchemaView, reference: string): SchemaView | undefined;
/** File and place of a view's pointer. */
export declare function locateSchema(document: JsonSchemaDocument, pointer: string): Place & {
    file: string;
};
