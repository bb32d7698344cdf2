import { type SchemaView } from "../../schema/formats/json-schema.ts";
import type { Rule } from "../rule.ts";
export declare const closed: Rule<SchemaView>;
export declare const opened: Rule<SchemaView>;
export declare const constraintAdded: Rule<SchemaView>;
export declare const constraintRemoved: Rule<SchemaView>;
