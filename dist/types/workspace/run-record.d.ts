import type { DeadLetterRecord, Digests, EvidenceRecord } from "../model/evidence-record.ts";
import type { Settings } from "../model/settings.ts";
import { type Verification } from "../model/verification.ts";
import type { ToolContext } from "../tool.ts";
import { type Depends } from "./digests.ts";
interface Run {
    /** The call's input without its root. */
    readonly input: Record<string, unknown>;
    readonly depends: Depends;
    /** Taken when the run began: what was edited meanwhile then makes the record stale at once. */
    readonly before?: Digests;
}
export interface IdempotencyRun extends Run {
    readonly kind: "idempotency";
    readonly verification: Verification;
    readonly seeds: readonly number[];
    /** Digest of what the undisturbed run left behind. */
    readonly effects?: string | undefined;
    /** Digest of the fault classes that this version knows. */
    readonly faultList: string;
}
export interface DeadLetterRun extends Run, Pick<DeadLetterRecord, "kind" | "consumer" | "proof" | "outcome" | "why" | "retry" | "ladder" | "redrive" | "broker" | "plan"> {
    readonly imitates?: string | undefined;
    /** The configuration that was observed, as JSON has it. */
    readonly observed: unknown;
    readonly details?: Record<string, unknown>;
    /** Default and most: 30 days. */
    readonly maxAgeHours?: number;
}
/** What is put on record of a run. */
export declare function recordOf(context: ToolContext, run: IdempotencyRun | DeadLetterRun, settings: Settings): EvidenceRecord;
/** What the settings say of how this consumer is run: other settings leave its evidence alone. */
export declare function settingsDigest({ consumers, connections, allowHosts }: Settings, id: string): string;
export {};
