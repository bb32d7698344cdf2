import { appendOwn, readOwn, writeOwn } from "../workspace/own-files.ts";
import type { Step } from "./apply.ts";

/** Writes what one run of configure-dlq does, step by step, whole each time. */
export function openJournal(root: string, run: { mark: string; plan: string; at: string }): (steps: readonly Step[]) => void {
  return (steps) => writeOwn(root, `journal/${run.mark}.json`, `${JSON.stringify({ ...run, steps }, undefined, 2)}\n`);
}

/** One dead letter that was sent back, and whether it is deleted from where it lay. */
export interface LedgerLine {
  readonly at: string;
  readonly run: string;
  /** The dead letter: its position and when it was stored, for a channel that is made anew counts from the start. */
  readonly letter: string;
  readonly eventId?: string;
  readonly state: "sent" | "deleted";
}

/** What went back from one dead-letter channel: read once, appended line by line. */
export interface Ledger {
  /** Sent by a run that ended before it could delete it. */
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
  const open = new Set<string>();
  const events = new Set<string>();
  const remember = ({ letter, eventId, state }: LedgerLine): void => {
    if (state === "sent") open.add(letter);
    else open.delete(letter);
    if (eventId !== undefined) events.add(eventId);
  };
  for (const line of lines) remember(line);
  const before = new Set(events);
  return {
    isSent: (letter) => open.has(letter),
    wentBack: (eventId) => before.has(eventId),
    add(line) {
      remember(line);
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
    const { at, run, letter, eventId, state } = JSON.parse(text) as Record<string, unknown>;
    if (typeof at !== "string" || typeof run !== "string" || typeof letter !== "string" || (state !== "sent" && state !== "deleted")) return [];
    return [{ at, run, letter, state, ...(typeof eventId === "string" && { eventId }) }];
  } catch {
    return [];
  }
}
