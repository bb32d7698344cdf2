import type { Problem } from "../../observation.ts";
import type { Copy } from "../../play.ts";
/** What a play waits for, and for how long without any sign of life. */
export interface Awaited {
    /** Something happened. */
    sign(): void;
    /** Resolves when this copy is settled. Without any sign for so long the play fails. */
    until(event: number, kind: Copy["kind"], patienceMs: number): Promise<void>;
    /** Without a kind: whichever. */
    done(event: number, kind?: Copy["kind"]): void;
    any(): boolean;
    fail(problem: Problem): void;
    /** The work, or what made it fail first. */
    orFail(work: Promise<void>): Promise<Problem | undefined>;
    /** Until nothing has happened for so long. */
    still(ms: number): Promise<void>;
    over(): boolean;
    end(): void;
}
export declare function createAwaited(now: () => number): Awaited;
