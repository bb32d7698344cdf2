import type { LowerTable } from "./python.ts";
export declare const statements: LowerTable;
