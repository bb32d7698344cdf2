import { EvidenceRecord } from "../model/evidence-record.ts";
import { type MacKey } from "./mac.ts";
export declare const evidenceFolder = ".godmode/event/evidence";
/** A record as it lies in its file. */
export interface Kept {
    record: EvidenceRecord;
    path: string;
    /** Why it does not count as written here; undefined: its MAC is ours. */
    foreign?: string;
}
/** The one file that holds the records of this kind about this consumer. */
export declare function evidencePath(record: Pick<EvidenceRecord, "kind" | "consumer"> & {
    proof?: "consumer" | "topology";
}): string;
/** The text of an evidence file. Without a key it bears no MAC. */
export declare function evidenceText(record: EvidenceRecord, key: MacKey): string;
/** Every evidence file that can be read, and a sentence for each that cannot. Follows no symlink. */
export declare function readEvidenceFiles(root: string, key: MacKey): {
    kept: Kept[];
    warnings: string[];
};
/** One file. `problem`: it is none, or holds no record. */
export declare function readEvidence(root: string, path: string, key: MacKey): Kept | {
    problem: string;
};
