/** JSON with sorted keys: one text for equal values. What JSON has no word for is left out, as JSON.stringify does. */
export declare function canonicalText(value: unknown): string;
/** SHA-256 of the canonical text, hexadecimal. */
export declare function digestOf(value: unknown): string;
