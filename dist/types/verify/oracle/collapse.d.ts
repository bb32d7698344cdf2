import { type Group } from "./group.ts";
import type { Groups } from "./references.ts";
/** Groups that count a repeated message once, and the column that names it. */
export type Collapses = ReadonlyMap<string, string>;
/**
 * Where repeated messages may be counted once: a column names each message, and no two messages of an undisturbed run share it. It
 * may be drawn: one that was kept and is sent again is the same, one that is drawn again is another message. `named` tells
 * references by their row.
 */
export declare function collapses(runs: readonly Groups[], named: Groups): Map<string, string>;
/** The first of each name counts: that is the one a deduplicating peer acts on. Of a resource the last write counts. */
export declare function collapsed(groups: Groups, by: Collapses, strict: boolean): Groups;
/** What each collapse takes for granted, for people. */
export declare function collapseAssumptions(baseline: Groups, by: Collapses): string[];
/** Names that differ in every run: only a message that was kept and is sent again can be told. */
export declare function drawnNames(baseline: Groups, drawn: (group: Group, column: string) => boolean): string[];
