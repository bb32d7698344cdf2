import type { Copy } from "../../../play.ts";
/** One message on its way. */
export interface Item {
    readonly copy: Copy;
    readonly to: string;
    readonly offset: number;
    /** From 1: how often it has been handed over, this time included. */
    count: number;
    /** How often it came back in this play. */
    returned: number;
}
export interface LineQueue {
    put(copy: Copy, to: string): void;
    /** The next one for an instance, if there is one now. */
    next(instance: string): Item | undefined;
    /** It comes back: refused after a wait, lost at once. False: too often, it is a dead letter now. */
    again(item: Item, refused: boolean): boolean;
    /** Nothing waits. */
    empty(): boolean;
    dead(): number[];
    end(): void;
}
/** Real milliseconds before a refused message comes back; after the last one it is a dead letter. */
export declare const waitsMs: readonly [0, 30, 150, 700, 2500];
export declare function createLineQueue(events: number, ready: () => void): LineQueue;
