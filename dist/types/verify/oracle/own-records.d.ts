import { type Cell, type Group } from "./group.ts";
import { type Payload } from "./payload.ts";
type Hidden = (group: Group, column: string) => boolean;
/**
 * Records that a consumer keeps only to know what it has seen: every column is an event id (or a digest, or a position in the
 * stream), masked, or the same in all rows. They hold no effect, so a difference there convicts nobody.
 */
export declare function isOwnRecord(group: Group, payload: Payload, hidden: Hidden, dependsOnId: Hidden): boolean;
/** A column under a key that holds the id of one event in each row. */
export declare function eventKey(group: Group): string | undefined;
/**
 * A non-key column that tells about deliveries rather than events: a counter that is the same in every row of an undisturbed run and
 * grew, the name of the instance, or a number that runs with the position in the stream. A word that changed, or a number that fell,
 * is work left undone.
 */
export declare function isBookkeeping(group: Group, column: string, after: Cell | undefined, instances: ReadonlySet<string>, payload: Payload): boolean;
export {};
