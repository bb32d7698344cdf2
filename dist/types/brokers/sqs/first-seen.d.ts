/**
 * Since when something lies in a dead letter. SQS tells the age of no message that nobody receives, and CloudWatch forgets those that
 * were received three times: so the first observation is kept here, or an earlier failure that a message tells of.
 */
interface FirstSeen {
    /** Not empty, by what is known now: since when? */
    since(queue: string, nowMs: number): number;
    /** Something in it failed then. */
    note(queue: string, atMs: number): void;
    empty(queue: string): void;
}
export declare function openFirstSeen(root: string, connection: string, kept: boolean): FirstSeen;
export {};
