import type { Verdict } from "../model/verdict.ts";
import type { Configured } from "./closing-line.ts";
/** The results log: append-only, one row for each iteration that was kept, discarded or left incomplete. */
export declare const logPath = ".godmode/event-results.tsv";
export interface LogRow {
    timestamp: Date;
    broker: string;
    eventTypes: number;
    deadLetters: Configured;
    idempotency: Configured;
    status: Verdict | `forced (${Verdict}): ${string}` | "discarded";
}
/** The log with further rows; what stands in it is never touched. */
export declare function appendRows(log: string | undefined, rows: readonly LogRow[]): string;
