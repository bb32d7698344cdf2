import type { Reader, Session } from "../brokers/broker.ts";
import { type Clock } from "../brokers/clock.ts";
import type { Ledger } from "./journal.ts";
/** Which dead letters. Everything given must fit. */
export interface Selection {
    readonly kind?: string | undefined;
    readonly errorClass?: string | undefined;
    readonly key?: string | undefined;
    readonly eventIds?: readonly string[] | undefined;
    /** Stored at or before, epoch milliseconds. What comes while a redrive runs is not part of it. */
    readonly untilMs?: number | undefined;
    /** Also those that an earlier redrive sent back and that failed again. */
    readonly returned?: boolean | undefined;
}
/** However often it is asked for: what failed again this many times after a redrive needs an edit, not another attempt. */
export declare const maxRedrives = 5;
export interface Selected {
    readonly matching: number;
    /** Held back, for an earlier redrive sent them and they came back: nothing has changed for them. */
    readonly loops: number;
    readonly newestMs?: number;
}
/**
 * The dry run: how many would go back, and how many are held back. Changes nothing. A broker that can be looked at only by receiving
 * is asked for its number when everything is wanted: then those that are held back are found only when they are sent. What a
 * selection fits is received, counted and given back.
 */
export declare function select(session: Session, { deadLetter }: Reader, wanted: Selection, ledger: Ledger): Promise<Selected>;
export interface Redriven {
    readonly sent: number;
    /** Sent by an earlier run that was cut off: deleted now, not sent twice. */
    readonly finished: number;
    /** The run ended here, because an event that it had sent lay in the dead letter again. */
    readonly loop?: string;
}
export interface RedriveRun {
    readonly run: string;
    readonly clock: Clock;
    readonly perSecond: number;
    readonly limit: number;
    readonly signal: AbortSignal;
    readonly progress: (done: number) => void;
}
/**
 * Sends dead letters back to their own consumer as new messages at attempt 1, at most so many a second. Each is deleted only when
 * its copy is confirmed and noted; a run that is cut off in between sends the one in work twice at most, and loses none.
 */
export declare function redrive(session: Session, reader: Reader, wanted: Selection, ledger: Ledger, { run, clock, perSecond, limit, signal, progress }: RedriveRun): Promise<Redriven>;
