import type { Pattern, Row, Verdict } from "../model/verdict.ts";

export type Configured = "yes" | "no" | "unknown" | "not needed";

/** What the closing line and the log say of dead letters or idempotency. */
export function configured(row: Row | undefined, consumers: number): Configured {
  if (row?.status === "fail") return "no";
  if (row?.status !== "pass") return "unknown";
  return consumers === 0 ? "not needed" : "yes";
}

export function closingLine(facts: {
  pattern: Pattern;
  broker: string;
  eventTypes: number;
  deadLetters: Configured;
  verdict: Verdict;
}): string {
  return `Event: ${facts.pattern}, ${facts.broker}, ${facts.eventTypes} event types, DLQ: ${facts.deadLetters}. Verdict: ${facts.verdict}.`;
}
