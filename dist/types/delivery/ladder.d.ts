import type { Delivery, Features, Handler, Reader, Settlement } from "../brokers/broker.ts";
import type { Clock } from "../brokers/clock.ts";
/** An error that no further attempt can mend: the message goes to the dead letter at once. */
export declare class FatalError extends Error {
    readonly kind: "fatal" | "undecodable";
    constructor(message: string, kind?: "fatal" | "undecodable");
}
export interface Ladder {
    /** Which attempt this delivery is, from 1. */
    readonly attemptOf: (delivery: Delivery) => number;
    /** What to do with a delivery whose handler failed: the next rung, or the dead letter when none is left or (`fatal`) none can help. */
    readonly afterFailure: (delivery: Delivery, error: unknown, fatal?: "fatal" | "undecodable") => Settlement;
}
/**
 * The ladder of one consumer. Attempts are counted by the broker where it delays in place, by `gm-attempt` where a message is
 * stored anew for each attempt, and in memory where it does neither: there a restart begins again at 1.
 */
export declare function ladderOf(consumer: string, reader: Reader, features: Features, clock: Clock): Ladder;
/** Handles one delivery after the other and sends each failure up the ladder. */
export declare function onLadder(ladder: Ladder, handle: (delivery: Delivery, attempt: number) => Promise<void>): Handler;
