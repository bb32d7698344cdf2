import type { PlayOutcome } from "../observation.ts";
import type { Learned, Learning } from "./learned.ts";
export interface Rebasing {
    /** Ids of what was played. */
    readonly ids?: readonly string[] | undefined;
    /** The same steps under another clock and seed: needed where they leave effects in places that the first undisturbed runs left empty. */
    readonly second?: PlayOutcome | undefined;
}
/** The same knowledge with another undisturbed run to compare with: of a shorter stream, or with a jump of the clock. */
export declare function rebase(learned: Learned, outcome: PlayOutcome, { ids, second }?: Rebasing): Learning;
/** An undisturbed run of the same payloads under ids of its own. */
export interface RunWithIds {
    readonly outcome: PlayOutcome;
    readonly ids: readonly string[];
}
/** For look-alike ids: what differs between runs on ids that have nothing in common follows the id and is left out. */
export declare function unrelated(learned: Learned, runs: readonly RunWithIds[]): Learning;
