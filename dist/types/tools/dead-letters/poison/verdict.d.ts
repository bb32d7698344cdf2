import { type PoisonRun } from "../../../delivery/consumer-proof.ts";
import type { ConsumerProof, PoisonResult } from "../../../model/delivery.ts";
import type { Published } from "../../../verify/observation.ts";
import type { Poison } from "./poisons.ts";
/** What a run with one poison showed. */
export interface Seen {
    readonly poison: Poison;
    readonly run: PoisonRun;
    /** Index of the poisoned event. */
    readonly event: number;
    /** Every attempt at it, over whatever channel it came. */
    readonly attempts: readonly {
        readonly atMs: number;
    }[];
    /** What the consumer itself sent of it, and which of these channels are dead letters. */
    readonly sent: readonly Published[];
    readonly isDead: (channel: string) => boolean;
    readonly isRetry: (channel: string) => boolean;
    /** Where a message goes that the consumer rejects. */
    readonly rejects: "dead-letter" | "nowhere" | "unknown";
    /** What became otherwise of the neighbours' effects, for people. */
    readonly harm: readonly string[];
    /** The run left the very same effects as one without this event. */
    readonly traceless: boolean;
}
/** `open`: it may still end otherwise, where this run does not see it. */
export type Result = PoisonResult & {
    readonly open?: true;
};
/** What one poison showed of the dead letter. */
export declare function resultOf(seen: Seen): Result;
/** All poisons together. One that the handler accepts says nothing; one that is lost denies; one whose end is not seen leaves it open. */
export declare function proofOf(all: readonly Result[], neighbours: number, delaysSeen: boolean): ConsumerProof;
