import { type SchemaView } from "../../schema/formats/json-schema.ts";
import type { Rule } from "../rule.ts";
export declare const typeChanged: Rule<SchemaView>;
export declare const formatChanged: Rule<SchemaView>;
export declare const defaultChanged: Rule<SchemaView>;
export declare const valueRemoved: Rule<SchemaView>;
export declare const valueAdded: Rule<SchemaView>;
