import type { Clock } from "../clock.ts";
interface Place {
    readonly stream: string;
    readonly consumer: string;
}
/**
 * What this session gave back and when it may come again: the server counts it as unacknowledged all the while and does not tell
 * it from what is in work.
 */
export interface Waits {
    again(place: Place, seq: number, atMs: number): void;
    seen(place: Place, seq: number): void;
    count(place: Place): {
        readonly delayed: number;
        readonly due: number;
    };
}
export declare function waitsOf(clock: Clock): Waits;
export {};
