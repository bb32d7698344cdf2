import type { Delivery, Features } from "../brokers/broker.ts";
/** Why a message is a dead letter. */
export type FailureKind = "fatal" | "exhausted" | "crash-loop" | "undecodable";
/** What the headers of a dead letter say; everything may be missing, for other software writes dead letters too. */
export interface Failure {
    readonly eventId?: string;
    readonly attempt?: number;
    readonly firstFailedAtMs?: number;
    readonly lastFailedAtMs?: number;
    readonly consumer?: string;
    readonly kind?: FailureKind;
    readonly errorClass?: string;
    readonly errorMessage?: string;
    readonly errorStack?: string;
    readonly redriveCount: number;
    readonly redriveId?: string;
    /** Which other software's headers told the error. */
    readonly dialect?: string;
}
/** The gm-* headers of a failed delivery. On a rung `kind` is missing. Texts are redacted and bounded. */
export declare function failureHeaders(delivery: Delivery, failed: {
    consumer: string;
    attempt: number;
    error: unknown;
    nowMs: number;
    words: Features["words"];
    kind?: FailureKind;
}): Record<string, string>;
/** Headers that a dead letter must have to be understood by who finds it. */
export declare const requiredHeaders: readonly string[];
/** Our own headers, and what they leave open from those of other software. Foreign texts are redacted and bounded as ours are. */
export declare function readFailure(headers: Readonly<Record<string, string>>): Failure;
/** The event's own id: from the envelope in the payload or in the headers. Never the broker's position. */
export declare function eventIdOf({ headers, body }: Pick<Delivery, "headers" | "body">): string | undefined;
/** The object that a JSON body holds. */
export declare function parsed(body: Uint8Array): Record<string, unknown> | undefined;
