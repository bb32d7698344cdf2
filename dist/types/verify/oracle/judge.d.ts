import type { Difference } from "../../model/verification.ts";
import type { PlayOutcome } from "../observation.ts";
import type { Learned } from "./learned.ts";
export interface Judging {
    /** Ids of the events that were played, where they were not the ones learnt on. */
    readonly ids?: readonly string[];
    /** Indices of the events that came at all; default: every one. */
    readonly delivered?: readonly number[];
}
export interface Judged {
    /** All that differs under the mask. */
    readonly differences: readonly Difference[];
    /** What convicts: effects that are missing, surplus or otherwise. */
    readonly deciding: readonly Difference[];
    /** `bookkeeping-only: table.column`: legitimate where nothing else differs, to be confirmed by people. */
    readonly bookkeeping: readonly string[];
    /** Differences in the consumer's own dedupe records. */
    readonly ownRecords: readonly Difference[];
    readonly notes: readonly string[];
}
/** One run against what was learnt. */
export declare function judge(outcome: PlayOutcome, learned: Learned, judging?: Judging): Judged;
