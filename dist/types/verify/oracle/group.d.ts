/** Text of a value as JSON has it, ids replaced by tokens. */
export type Cell = string;
/** A row, a key with its value, a line, a call, a message: cells by column, a column of JSON by its path. */
export type Row = ReadonlyMap<string, Cell>;
export type Kind = "table" | "kv" | "file" | "published" | "http" | "resource" | "dead-letters";
/** All rows of one place: a table, keys of one shape, files of one shape, a topic, an endpoint. */
export interface Group {
    readonly kind: Kind;
    readonly sink: string;
    readonly what: string;
    /** In the order of the run. */
    readonly rows: readonly Row[];
    /** Columns that tell rows apart. */
    readonly keys: readonly string[];
    /** Numbered by the database. */
    readonly generated: readonly string[];
    /** Column to the `table.column` that it refers to. */
    readonly references: ReadonlyMap<string, string>;
    /** Rows of which the very presence is bound to a time to live. */
    readonly expiring?: ReadonlySet<Row>;
}
/** A group that rows are still put into. */
export type Filling = Group & {
    readonly rows: Row[];
};
export declare function empty(kind: Kind, sink: string, what: string, keys?: readonly string[]): Filling;
/** Identity of a group in maps. */
export declare function idOf(group: {
    readonly sink: string;
    readonly what: string;
}): string;
/** Identity of a column in masks. */
export declare function columnId(group: {
    readonly sink: string;
    readonly what: string;
}, column: string): string;
/** `accounts.balance` */
export declare function nameOf(id: string): string;
export declare function columnsOf(group: Group): string[];
/** The name is a column where it differs within its group. */
export declare function named(column: string, name: string, what: string): [string, Cell][];
export declare function slot<T>(groups: Map<string, T>, key: string, make: () => T): T;
