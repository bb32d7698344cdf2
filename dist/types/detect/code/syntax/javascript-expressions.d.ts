import type { LowerTable } from "./javascript.ts";
/** `\n`, `\xXX`, `\uXXXX`, `\u{X…}`: https://tc39.es/ecma262/#prod-EscapeSequence */
export declare function unescaped(text: string): string;
export declare const expressions: LowerTable;
