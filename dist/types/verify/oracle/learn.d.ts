import type { PlayOutcome } from "../observation.ts";
import { type Delta, type Shown } from "./compare.ts";
import { type DeclaredInvariant } from "./learn-invariant.ts";
import type { Learning } from "./learned.ts";
export interface LearnOptions {
    /** Count every call and every message, as if no peer and no consumer downstream deduplicated. */
    readonly strict?: boolean;
    readonly ignore?: readonly string[];
    readonly invariants?: readonly DeclaredInvariant[];
    /** Real time of the runs: columns that a server stamps with it are not compared. */
    readonly wallClockMs?: number;
}
/** What at least three undisturbed runs of one stream, each with another clock and seed, have in common. The first two make the mask, the others must agree. */
export declare function learn(baselines: readonly PlayOutcome[], events: readonly unknown[], ids: readonly string[], options?: LearnOptions): Learning;
export declare function told(delta: Delta): string;
/** Between all groups of two runs, in the order of their names. */
export declare function allDeltas(before: ReadonlyMap<string, Shown>, after: ReadonlyMap<string, Shown>): Delta[];
/** An undisturbed run that did not go through teaches nothing. */
export declare function failureOf(outcome: PlayOutcome): string | undefined;
