import type { Stored } from "./log.ts";
/** One record that was fetched and is not committed yet. */
export interface Item {
    readonly record: Stored;
    /** Not before this time, epoch milliseconds; 0: at once. */
    readonly dueMs: number;
    /** Since when it can be handled: the lower goes first. */
    readonly sinceMs: number;
    handed: boolean;
    done: boolean;
}
/**
 * One partition as its member sees it: records that were fetched, in their order, of which a first part is handed over. What is done
 * is forgotten as soon as everything ahead of it is done too; that is what may be committed.
 */
export interface Lane {
    readonly topic: string;
    readonly partition: number;
    /** Goes up when it is rewound or lost: what was handed over before counts for nothing. */
    epoch: number;
    readonly items: Item[];
    /** Where the next fetch goes on; -1: where the group has committed. */
    position: number;
    /** What the broker knows; -1: what it knew when the lane began. */
    committed: number;
    /** Its group stands still here until then. */
    waitUntil: number;
    paused: boolean;
}
export declare function laneOf(topic: string, partition: number): Lane;
export declare function take(lane: Lane, records: readonly Stored[], end: number, dueOf: (record: Stored) => number): void;
/** The next one to hand over, whenever that may be, and when that is. */
export declare function nextOf(lane: Lane): {
    item: Item;
    atMs: number;
} | undefined;
/** True: something new may be committed. */
export declare function finish(lane: Lane, item: Item): boolean;
/** It and everything behind it comes again. */
export declare function rewind(lane: Lane, from: Item, untilMs: number): void;
/** Everything before this offset is done; undefined: nothing was fetched. */
export declare function doneBefore({ items, position }: Lane): number | undefined;
