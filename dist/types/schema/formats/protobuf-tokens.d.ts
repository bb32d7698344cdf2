import { type Place } from "../schema-text.ts";
export interface Token extends Place {
    kind: "word" | "number" | "string" | "symbol";
    text: string;
    offset: number;
}
/** The tokens of a .proto file, comments left out. Throws PARSE_FAILED for an open comment or string. */
export declare function tokenize(text: string, name: string): Token[];
