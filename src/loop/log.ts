import type { Verdict } from "../model/verdict.ts";
import type { Configured } from "./closing-line.ts";

/** The results log: append-only, one row for each iteration that was kept, discarded or left incomplete. */
export const logPath = ".godmode/event-results.tsv";
const header = "timestamp\tbroker\tevent_types\tdlq_configured\tidempotency\tstatus\n";

export interface LogRow {
  timestamp: Date;
  broker: string;
  eventTypes: number;
  deadLetters: Configured;
  idempotency: Configured;
  status: Verdict | `forced (${Verdict}): ${string}` | "discarded";
}

/** The log with further rows; what stands in it is never touched. */
export function appendRows(log: string | undefined, rows: readonly LogRow[]): string {
  const before = log === undefined || log.trim() === "" ? header : log.endsWith("\n") ? log : `${log}\n`;
  return before + rows.map(line).join("");
}

function line(row: LogRow): string {
  const cells = [row.timestamp.toISOString(), row.broker, String(row.eventTypes), row.deadLetters, row.idempotency, row.status];
  return `${cells.map((cell) => cell.replaceAll(/[\t\r\n]+/g, " ")).join("\t")}\n`;
}
