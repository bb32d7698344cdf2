import type { Observation, PlayOutcome, Problem } from "../observation.ts";
export declare const nothing: Observation;
/** The outcome of a play that did not come to its end: nothing can be said about its effects. */
export declare function failedPlay(problem: Problem): PlayOutcome;
