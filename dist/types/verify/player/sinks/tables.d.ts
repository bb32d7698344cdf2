import type { DatabaseSync } from "node:sqlite";
import type { Column, Table, Value } from "../../observation.ts";
export interface Described {
    readonly name: string;
    readonly columns: readonly Column[];
}
/** User tables and what the catalog says of their columns. https://www.sqlite.org/pragma.html */
export declare function describe(db: DatabaseSync): Described[];
export declare function readTable(db: DatabaseSync, sink: string, { name, columns }: Described): Table;
/** A value of SQLite as JSON has it. */
export declare function valueOf(value: unknown): Value;
