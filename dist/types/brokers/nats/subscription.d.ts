import type { Handler, Reader, Subscription } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import type { Waits } from "./waits.ts";
/** One consumer of one stream that a reader reads. */
export interface Source {
    readonly stream: string;
    readonly consumer: string;
    readonly entry: boolean;
    readonly ackWaitMs: number;
}
export interface NatsSubscription extends Subscription {
    /** The connection is back, and the server has forgotten who waited. */
    again(): void;
    /** The process behind it died: nothing it does counts any more. */
    abandon(): void;
}
interface Room {
    readonly link: Link;
    readonly clock: Clock;
    readonly letters: DeadLetters;
    readonly waits: Waits;
}
/** Hands what the consumers of one reader get to one handler. */
export declare function subscribeTo({ link, clock, letters, waits }: Room, reader: Reader, sources: readonly Source[], handle: Handler, limits: {
    readonly prefetch?: number;
    readonly batch?: number;
}): NatsSubscription;
export {};
