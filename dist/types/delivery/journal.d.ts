import type { Step } from "./apply.ts";
/** Writes what one run of configure-dlq does, step by step, whole each time. */
export declare function openJournal(root: string, run: {
    mark: string;
    plan: string;
    at: string;
}): (steps: readonly Step[]) => void;
/** One dead letter that was sent back. It is deleted from where it lay only after this was noted. */
export interface LedgerLine {
    readonly at: string;
    readonly run: string;
    /** The dead letter: its position and when it was stored, for a channel that is made anew counts from the start. */
    readonly letter: string;
    readonly eventId?: string;
}
/** What went back from one dead-letter channel: read once, appended line by line. */
export interface Ledger {
    /** Sent already: if it still lies there, the run ended before it could delete it. */
    isSent(letter: string): boolean;
    /** Went back by an earlier run, whatever became of it. */
    wentBack(eventId: string): boolean;
    add(line: LedgerLine): void;
}
export declare function openLedger(root: string, connection: string, channel: string): Ledger;
