import type { PlayOutcome } from "./observation.ts";
import { type Judged } from "./oracle/judge.ts";
import type { Learned } from "./oracle/learned.ts";
import type { Play } from "./play.ts";
export interface Shrinking {
    /** The play that convicts. */
    readonly play: Play;
    /** What it was judged by. */
    readonly learned: Learned;
    /** What a smaller play must keep. */
    readonly signature: readonly string[];
    readonly run: (play: Play) => Promise<PlayOutcome>;
    /** Most plays, undisturbed ones included. */
    readonly limit: number;
}
export interface Shrunk {
    readonly play: Play;
    readonly outcome: PlayOutcome;
    readonly judged: Judged;
    readonly plays: number;
    /** Nothing more can be left out; false where the limit came first. */
    readonly minimal: boolean;
}
/**
 * Leaves out of a convicting play what it does not need and keeps the kind of failure. A message is left out only where the shorter
 * stream goes through undisturbed: one that misses its predecessor may be refused, and a refusal is no finding. Undefined: the play
 * does not fail when it is run once more.
 */
export declare function shrink(shrinking: Shrinking): Promise<Shrunk | undefined>;
