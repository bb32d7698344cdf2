import type { SchemaText } from "../schema-text.ts";
import type { Draft } from "./draft.ts";
export declare function avroDraft(schema: SchemaText): Draft;
