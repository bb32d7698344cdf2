import type { Group, Kind, Row } from "./group.ts";
/** A group with the columns that count. */
export interface Shown {
    readonly kind: Kind;
    readonly sink: string;
    readonly what: string;
    readonly rows: readonly ShownRow[];
}
export interface ShownRow {
    readonly cells: Row;
    /** Equal texts: equal rows. */
    readonly text: string;
    /** Equal keys: the same row, changed. Undefined: rows of this group have no name. */
    readonly key?: string;
    readonly expires: boolean;
}
/** One row more, one less, or the same row with other cells. */
export type Delta = {
    readonly group: Shown;
    readonly sign: "missing" | "surplus";
    readonly row: ShownRow;
    readonly times: number;
    readonly usually: number;
} | {
    readonly group: Shown;
    readonly sign: "changed";
    readonly before: ShownRow;
    readonly after: ShownRow;
    readonly columns: readonly string[];
};
export declare function shown(group: Group, keys: readonly string[], hidden: (group: Group, column: string) => boolean): Shown;
/** What the disturbed run has more, less or otherwise. Deterministic: in the order of the text. */
export declare function deltas(before: Shown | undefined, after: Shown | undefined): Delta[];
