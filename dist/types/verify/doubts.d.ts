import type { VerifyOptions } from "./material.ts";
import type { Learned } from "./oracle/learned.ts";
import type { Schedule } from "./schedule.ts";
import type { Session } from "./session.ts";
interface Seen {
    readonly session: Session;
    readonly learned: Learned;
    readonly options: VerifyOptions;
    /** THE list, and what was asked of it. */
    readonly all: readonly Schedule[];
    readonly asked: readonly Schedule[];
    readonly notCovered: readonly {
        readonly faultClass: string;
        readonly why: string;
        readonly blocks: boolean;
    }[];
    readonly hung: readonly {
        readonly faultClass: string;
        readonly why: string;
        readonly plays: number;
    }[];
    readonly flaky: readonly string[];
    /** Places in the consumer's code at which it was not struck. */
    readonly leftOut: number;
    /** Strikes that were tried and never struck. */
    readonly missed: readonly string[];
    /** What the last undisturbed run showed. */
    readonly again: string | undefined;
}
/** Why a run without a violation is no proof, each in a sentence, the weightiest first. */
export declare function doubtsOf({ session, learned, options, all, asked, notCovered, hung, flaky, leftOut, missed, again }: Seen): string[];
export {};
