/** JSON text as people write it: on one line what fits there, the rest indented by two. */
export declare function jsonText(value: unknown, indent?: string): string;
/** { "name": "x", "type": ["null", "string"] } */
export declare function inlineJson(value: unknown): string;
