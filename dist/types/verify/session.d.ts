import type { PlayOutcome } from "./observation.ts";
import type { VerifyOptions } from "./material.ts";
import type { Play } from "./play.ts";
import type { Subject } from "./subject.ts";
/** One verification's way to its subject: counts every play, remembers undisturbed ones, collects what no probe saw. */
export interface Session {
    play(play: Play): Promise<PlayOutcome>;
    /** The same undisturbed play is run once. */
    remembered(play: Play): Promise<PlayOutcome>;
    /** Plays so far. */
    readonly plays: number;
    /** The safety net struck. */
    readonly late: boolean;
    /** Undefined while neither plays nor time ran out. */
    spent(): boolean;
    /** Sinks that nothing sees, as messages. */
    readonly unobserved: ReadonlySet<string>;
    readonly assumptions: ReadonlySet<string>;
}
export declare function createSession(subject: Subject, { budget, now }: Pick<VerifyOptions, "budget" | "now">, signal: AbortSignal): Session;
