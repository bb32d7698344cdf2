import type { LowerTable } from "./javascript.ts";
export declare const escapes: Record<string, string>;
export declare const expressions: LowerTable;
