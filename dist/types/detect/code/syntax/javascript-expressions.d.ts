import type { LowerTable } from "./javascript.ts";
export declare const expressions: LowerTable;
