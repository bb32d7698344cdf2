import { type SchemaView } from "../../schema/formats/json-schema.ts";
/** What an object schema says about one property name. */
export type Coverage = {
    how: "open";
} | {
    how: "closed";
} | {
    how: "schema";
    view: SchemaView;
} | {
    how: "unknown";
    pattern: string;
};
/** What applies to a property that `properties` does not list: patternProperties, else additionalProperties, else unevaluatedProperties. */
export declare function coverage(view: SchemaView, name: string): Coverage;
export declare function required(view: SchemaView): Set<string>;
export declare function properties(view: SchemaView): Map<string, SchemaView>;
/** The optional property that took the place of a removed optional one: same position, schema and description. */
export declare function successor(before: SchemaView, after: SchemaView, name: string): string | undefined;
