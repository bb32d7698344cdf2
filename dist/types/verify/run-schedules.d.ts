import { type Bench, type Judged1 } from "./judgement.ts";
import type { Literal } from "./literal.ts";
import type { Progress, VerifyOptions } from "./material.ts";
import { type Misses } from "./misses.ts";
import type { Opened } from "./subject.ts";
import type { Schedule, Stream } from "./schedule.ts";
/** What was played. */
export interface Run {
    readonly results: readonly Judged1[];
    /** leftOut: places in the consumer's code at which it was not struck, for the budget was too small. */
    readonly singles: {
        readonly run: number;
        readonly all: number;
        readonly points: number;
        readonly leftOut: number;
    };
    readonly interleavings: {
        readonly run: number;
        readonly possible: number | null;
    } | undefined;
    readonly misses: Misses;
}
/** Only what the caller wrote down. */
export declare function runLiterals(bench: Bench, given: readonly Literal[]): Promise<Run>;
/** Singles, then interleavings of a race, then two faults in one play until the budget is used. */
export declare function runSchedules(bench: Bench, stream: Stream, asked: readonly Schedule[], options: VerifyOptions, progress: Progress, opened?: Pick<Opened, "slow" | "lanes" | "lacking">): Promise<Run>;
