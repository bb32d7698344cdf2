import { type Shown } from "./compare.ts";
import type { Hidden, Learned } from "./learned.ts";
import { type Groups } from "./references.ts";
export type Lens = Pick<Learned, "mask" | "idMask" | "references" | "collapses" | "strict">;
/** Numbered by the database, different from run to run, or following the id where ids differ. */
export declare function hiddenBy({ mask, idMask }: Pick<Lens, "mask" | "idMask">): Hidden;
/** A run as it compares: repeated messages counted once, references told by their row, what is drawn left out. */
export declare function viewed(groups: Groups, lens: Lens, keys: ReadonlyMap<string, readonly string[]>): Map<string, Shown>;
/** What names a row: the event id where a column under a key holds it, the name of a message, else the keys. */
export declare function keysIn(groups: Groups, collapses: Learned["collapses"]): Map<string, readonly string[]>;
