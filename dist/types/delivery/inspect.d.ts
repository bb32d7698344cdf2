import type { Reader, Session } from "../brokers/broker.ts";
import { type PathIndex, type StackPlace } from "./stack-place.ts";
/** Dead letters wait for people: the first is reported within 5 minutes, more than 100 page somebody, a day is too long. */
export declare const pageAbove = 100;
export declare const oldestMs: number;
export type AlertLevel = "none" | "alert" | "page" | "P1";
/** The gravest level that holds. */
export declare function levelOf(depth: number, ageMs: number | undefined): AlertLevel;
export interface Cause {
    readonly kind: string;
    readonly error: string;
    /** The first one's text, numbers and ids replaced by #. */
    readonly message: string;
    /** Where in the repository the first one's stack says that it was thrown. */
    readonly thrownAt?: StackPlace;
    /** Whose headers told it, where they are not ours. */
    readonly dialect?: string;
    count: number;
    firstAtMs: number;
    lastAtMs: number;
}
export interface Sample {
    readonly eventId?: string;
    readonly atMs: number;
    readonly cause: string;
    /** Envelope as it is, everything else as its type. */
    readonly payload: unknown;
}
export interface Inspection {
    readonly deadLetter: string;
    readonly depth: number;
    readonly oldestMs?: number;
    readonly level: AlertLevel;
    readonly causes: Cause[];
    /** Dead letters whose cause is not among `causes`. */
    readonly otherCauses: number;
    /** Came back after a redrive. */
    readonly returned: number;
    readonly samples: Sample[];
    /** Messages that wait for the consumer, and those that wait on its rungs. */
    readonly lag: number;
    readonly retrying: number;
}
/**
 * Looks at one consumer's dead letter in memory that does not grow with its depth, and changes nothing. A broker that can be looked at
 * only by receiving is asked for its numbers alone, unless samples are wanted: then so many are received and given back. `files`: of the
 * repository, to say which of them a stack means.
 */
export declare function inspect(session: Session, reader: Reader, nowMs: number, samples: number, files?: PathIndex): Promise<Inspection>;
