/** When messages that this session has put off come again: the server counts them with those in work, and wakes a poll late. */
export interface Waits {
    add(queue: string, dueMs: number): void;
    /** How many wait still. */
    count(queue: string, nowMs: number): number;
    /** The next one, or one that was due just now. */
    next(queue: string, nowMs: number): number | undefined;
}
export declare function openWaits(): Waits;
