import type { Pattern, Row, Verdict } from "../model/verdict.ts";
export type Configured = "yes" | "no" | "unknown" | "not needed";
/** What the closing line and the log say of dead letters or idempotency. */
export declare function configured(row: Row | undefined, consumers: number): Configured;
export declare function closingLine(facts: {
    pattern: Pattern;
    broker: string;
    eventTypes: number;
    deadLetters: Configured;
    verdict: Verdict;
}): string;
