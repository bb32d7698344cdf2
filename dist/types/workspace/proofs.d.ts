import { EvidenceRecord, type IdempotencyRecord } from "../model/evidence-record.ts";
import type { Settings } from "../model/settings.ts";
import type { ToolContext } from "../tool.ts";
import { type DeadLetterRun, type IdempotencyRun } from "./run-record.ts";
export type { DeadLetterRun, IdempotencyRun };
export interface Stored {
    path: string;
    /** Does it count as evidence here? */
    signed: boolean;
    /** Why it does not, or why an older record stays in its place. */
    note?: string;
}
/** Keeps the record of a run, whatever its outcome, as a file that `commit` takes along. */
export declare function storeProof(context: ToolContext, run: IdempotencyRun | DeadLetterRun): Stored;
/** Did the caller have only a part run? Then the record shows no more than that; said as a clause. */
export declare function partOf({ input, exhaustiveSingles, plays }: IdempotencyRecord): string | undefined;
/** A record, and whether it still speaks of what stands there. */
export interface ReadProof {
    record: EvidenceRecord;
    path: string;
    /** unproven: not written by this user on this machine; stale: written here, and something changed since. */
    state: "fresh" | "stale" | "unproven";
    /** Why it is not fresh, as a clause. */
    why?: string;
}
/** All records of the repository, without running or asking anything. `faultList`: digest of the classes known now. */
export declare function readProofs(context: Pick<ToolContext, "root" | "env" | "now">, settings: Settings, faultList: string): {
    proofs: ReadProof[];
    warnings: string[];
};
