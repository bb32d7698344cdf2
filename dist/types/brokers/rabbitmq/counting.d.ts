import { type Clock } from "../clock.ts";
import type { Backlog } from "../broker.ts";
import { type Link } from "./link.ts";
import type { Management } from "./management.ts";
export interface Counting {
    backlog(queue: string): Promise<Backlog>;
    /** Consumers of other processes. */
    strangers(queue: string): Promise<number>;
}
export declare function countingOn(link: Link, management: Management, clock: Clock): Counting;
/** Twice, for a message may be on its way. */
export declare function isEmptyAndUnread(counting: Counting, queue: string): Promise<boolean>;
