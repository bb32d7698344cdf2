import { type Group } from "./group.ts";
import type { Groups } from "./references.ts";
/** Columns that are not compared, by `columnId`. */
export type Mask = ReadonlySet<string>;
export interface Volatile {
    readonly mask: Set<string>;
    /** Columns that differ as a choice does, not as clocks and drawn ids do: some values in both runs, but not as often. */
    readonly choices: string[];
    /** Small numbers that differ: an amount that depends on chance looks like this, and no later difference in it could be seen. */
    readonly amounts: string[];
}
/** Columns of which the multiset of values differs between two undisturbed runs. */
export declare function volatileColumns(one: Groups, two: Groups, among?: (group: Group, column: string) => boolean): Volatile;
/** Columns of which every value is a time of the wall clock while the runs went: a server stamped them, no virtual clock moves them. */
export declare function stampedColumns(groups: Groups, wallClockMs: number): string[];
