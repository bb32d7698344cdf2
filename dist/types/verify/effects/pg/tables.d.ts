import type { Column, Table } from "../../observation.ts";
import type { PgClient } from "./library.ts";
interface Described {
    readonly schema: string;
    readonly name: string;
    readonly columns: readonly Column[];
}
export declare function describe(query: Query): Promise<Described[]>;
/** All user tables at one moment. */
export declare function readTables(query: Query, sink: string): Promise<Table[]>;
export type Query = (config: unknown) => ReturnType<PgClient["query"]>;
export declare const quoted: (name: string) => string;
export {};
