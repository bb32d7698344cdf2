import type { DatabaseSync } from "node:sqlite";
import type { Table } from "../observation.ts";
/** Tables of a database file, with what the catalog says of their columns. */
export declare function readDatabase(Database: typeof DatabaseSync, path: string, sink: string): Table[];
/** Takes note of the columns that an INSERT names. */
export declare function suppliedBy(sink: string, sql: string): void;
