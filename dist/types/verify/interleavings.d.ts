import type { PlayOutcome } from "./observation.ts";
import type { Planned, Stream } from "./schedule.ts";
/** One delivery raced against its copy in all ways, or in many. */
export interface Race {
    /** Index of the step. */
    readonly step: number;
    /** How many ways there are at most; undefined: too many to run them all. */
    readonly possible: number | undefined;
    /** Drawn orders where they are too many. */
    readonly draws: number;
}
/** Each way through the handler once, and the most frequent one with a later event of a key: what is there already may matter. */
export declare function racesOf(stream: Stream): Race[];
/** All orders by depth-first search over the choices that the plays reported, else orders drawn by seed. */
export declare function interleavings(stream: Stream, { step, possible, draws }: Race, seed: number, run: (planned: Planned) => Promise<Pick<PlayOutcome, "turns">>): AsyncGenerator<void>;
/** The next path of a depth-first search in which every choice is first 0, then 1. */
export declare function following(turns: readonly (0 | 1)[]): (0 | 1)[] | undefined;
