import type { Planned, Schedule, Stream } from "./schedule.ts";
export interface Literal {
    readonly planned: Planned;
    /** Where the words name them. */
    readonly clock?: number;
    readonly seed?: number;
}
/** Schedules as their text, such as a counterexample prints. Throws INVALID_INPUT with the place. */
export declare function literals(texts: readonly string[], stream: Stream, list: readonly Schedule[]): Literal[];
