import type { Cell, Group, Row } from "./group.ts";
/** Numbers of the events by path, so that a column that carries one is not taken for a counter. */
export interface Payload {
    readonly events: number;
    /** The column holds, row for row, one numeric field of the event that the row names. */
    carriedBy(group: Group, column: string): boolean;
    /** Some event holds this text. */
    holds(cell: Cell): boolean;
    /** These numbers are all values of one field. */
    isField(numbers: readonly number[]): boolean;
}
export declare function payloadOf(events: readonly unknown[]): Payload;
/** The event that a row names in any of its columns. */
export declare function eventNamed(row: Row): number | undefined;
export declare function text(cell: Cell | undefined): string;
