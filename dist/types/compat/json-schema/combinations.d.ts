import { type SchemaView } from "../../schema/formats/json-schema.ts";
import type { Rule } from "../rule.ts";
export declare const branchRemoved: Rule<SchemaView>;
export declare const branchAdded: Rule<SchemaView>;
export declare const combinationChanged: Rule<SchemaView>;
/** May keywords have moved into or out of a combination? Then what looks removed may stand there now. */
export declare function moved(before: SchemaView, after: SchemaView): boolean;
