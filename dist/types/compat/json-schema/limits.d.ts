import type { SchemaView } from "../../schema/formats/json-schema.ts";
import type { Rule } from "../rule.ts";
export declare const limitNarrowed: Rule<SchemaView>;
export declare const limitWidened: Rule<SchemaView>;
