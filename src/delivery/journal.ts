import { appendOwn, readOwn, writeOwn } from "../workspace/own-files.ts";
import type { Step } from "./apply.ts";

/** Writes what one run of configure-dlq does, step by step, whole each time. */
export function openJournal(root: string, run: { mark: string; plan: string; at: string }): (steps: readonly Step[]) => void {
  return (steps) => writeOwn(root, `journal/${run.mark}.json`, `${JSON.stringify({ ...run, steps }, undefined, 2)}\n`);
}

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

/** Longer ledgers begin anew with their newest lines. */
const maxBytes = 1024 * 1024;
const keptLines = 2000;

export function openLedger(root: string, connection: string, channel: string): Ledger {
  const path = `journal/redrive-${Buffer.from(`${connection}/${channel}`).toString("base64url").slice(0, 150)}.jsonl`;
  const lines = (readOwn(root, path) ?? "").split("\n").flatMap(readLine);
  const letters = new Set(lines.map(({ letter }) => letter));
  const events = new Set(lines.map(({ eventId }) => eventId));
  return {
    isSent: (letter) => letters.has(letter),
    wentBack: (eventId) => events.has(eventId),
    add(line) {
      letters.add(line.letter);
      lines.push(line);
      if (appendOwn(root, path, JSON.stringify(line)) <= maxBytes) return;
      lines.splice(0, lines.length - keptLines);
      writeOwn(root, path, `${lines.map((each) => JSON.stringify(each)).join("\n")}\n`);
    },
  };
}

/** A line that is no line of ours counts as none: it was cut off in the middle, or written by hand. */
function readLine(text: string): LedgerLine[] {
  try {
    const { at, run, letter, eventId } = JSON.parse(text) as Record<string, unknown>;
    if (typeof at !== "string" || typeof run !== "string" || typeof letter !== "string") return [];
    return [{ at, run, letter, ...(typeof eventId === "string" && { eventId }) }];
  } catch {
    return [];
  }
}
