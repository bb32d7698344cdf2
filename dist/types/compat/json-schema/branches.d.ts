import { type SchemaView } from "../../schema/formats/json-schema.ts";
export interface Branches {
    matched: {
        before: SchemaView;
        after: SchemaView;
    }[];
    removed: SchemaView[];
    added: SchemaView[];
}
/** Which branch of a combination continues which: equal ones first, then by $ref, by a constant that tells them apart, by title, by what they require, by type, by their first property. */
export declare function matchBranches(before: SchemaView, after: SchemaView, keyword: string): Branches;
/** Can no value fit two of these branches? Told by their types, by constants of a property that both require, or by what one requires and the other forbids. */
export declare function disjoint(view: SchemaView, keyword: string): boolean;
/** What a branch that only refers stands for. */
export declare function resolved(view: SchemaView): SchemaView;
