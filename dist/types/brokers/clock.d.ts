/** Time as brokers and proofs see it: the real one, or one that moves on as soon as nothing is left to do. */
export interface Clock {
    readonly kind: "real" | "virtual";
    /** Epoch milliseconds. */
    now(): number;
    /** Runs once, at that time or soon after. Returns what calls it off. */
    at(ms: number, run: () => void): () => void;
    /** Resolves true as soon as the condition holds, false when the time is over. */
    until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean>;
    /** Virtual time stands still while this works. */
    during<T>(work: () => Promise<T>): Promise<T>;
}
export declare function sleep(clock: Clock, ms: number): Promise<void>;
export declare function realClock(now: () => number): Clock;
/** Starts at `startMs` and moves only in `until`, from one due time to the next. */
export declare function virtualClock(startMs: number): Clock;
