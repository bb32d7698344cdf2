import type { Held, Reader, Session } from "../brokers/broker.ts";
import { type Clock, sleep } from "../brokers/clock.ts";
import { eventIdOf, readFailure } from "./headers.ts";
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
export const maxRedrives = 5;

export interface Selected {
  readonly matching: number;
  /** Held back, for an earlier redrive sent them and they came back: nothing has changed for them. */
  readonly loops: number;
  readonly newestMs?: number;
}

type Fate = "selected" | "loop" | "other";

function fateOf(held: Held, wanted: Selection, ledger: Ledger): Fate {
  const { kind, errorClass, redriveCount } = readFailure(held.headers);
  const eventId = eventIdOf(held);
  const { untilMs, eventIds } = wanted;
  if (untilMs !== undefined && held.atMs > untilMs) return "other";
  if (wanted.kind !== undefined && kind !== wanted.kind) return "other";
  if (wanted.errorClass !== undefined && errorClass !== wanted.errorClass) return "other";
  if (wanted.key !== undefined && held.key !== wanted.key) return "other";
  if (eventIds !== undefined && (eventId === undefined || !eventIds.includes(eventId))) return "other";
  if (redriveCount >= maxRedrives) return "loop";
  const came = redriveCount > 0 || (eventId !== undefined && ledger.wentBack(eventId));
  return came && wanted.returned !== true && !ledger.isSent(letterOf(held)) ? "loop" : "selected";
}

function letterOf({ id, atMs }: Held): string {
  return `${id}@${atMs}`;
}

/**
 * The dry run: how many would go back, and how many are held back. Changes nothing. A broker that can be looked at only by receiving
 * is asked for its number when everything is wanted: then those that are held back are found only when they are sent. What a
 * selection fits is received, counted and given back.
 */
export async function select(session: Session, { deadLetter }: Reader, wanted: Selection, ledger: Ledger): Promise<Selected> {
  if (!session.features.peeks && takesAll(wanted)) return { matching: (await session.backlog(deadLetter)).ready, loops: 0 };
  let [matching, loops] = [0, 0];
  let newestMs: number | undefined;
  for await (const held of session.peek(deadLetter, Infinity)) {
    const fate = fateOf(held, wanted, ledger);
    if (fate === "other") continue;
    if (fate === "loop") loops += 1;
    else {
      matching += 1;
      newestMs = Math.max(newestMs ?? held.atMs, held.atMs);
    }
  }
  return { matching, loops, ...(newestMs !== undefined && { newestMs }) };
}

function takesAll({ kind, errorClass, key, eventIds, untilMs }: Selection): boolean {
  return [kind, errorClass, key, eventIds, untilMs].every((each) => each === undefined);
}

export interface Redriven {
  readonly sent: number;
  /** Sent by an earlier run that was cut off: deleted now, not sent twice. */
  readonly finished: number;
  /** The run ended here, because an event that it had sent lay in the dead letter again. */
  readonly loop?: string;
}

class Loop extends Error {
  readonly event: string;

  constructor(event: string) {
    super("loop");
    this.event = event;
  }
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
export async function redrive(
  session: Session,
  reader: Reader,
  wanted: Selection,
  ledger: Ledger,
  { run, clock, perSecond, limit, signal, progress }: RedriveRun,
): Promise<Redriven> {
  const seen = new Set<string>();
  const started = clock.now();
  let [sent, finished, chosen] = [0, 0, 0];
  const wants = (held: Held): boolean => {
    if (signal.aborted || chosen >= limit || fateOf(held, wanted, ledger) !== "selected") return false;
    chosen += 1;
    return true;
  };
  const handle = async (held: Held): Promise<void> => {
    const letter = letterOf(held);
    const eventId = eventIdOf(held);
    if (ledger.isSent(letter)) finished += 1;
    else {
      if (eventId !== undefined && seen.has(eventId) && readFailure(held.headers).redriveId === run) throw new Loop(eventId);
      await sleep(clock, started + (sent * 1000) / perSecond - clock.now());
      await session.sendTo(reader, anew(held, run));
      ledger.add({ at: new Date(clock.now()).toISOString(), run, letter, ...(eventId !== undefined && { eventId }) });
      sent += 1;
    }
    if (eventId !== undefined) seen.add(eventId);
    progress(sent + finished);
  };
  try {
    await session.take(reader.deadLetter, wants, handle);
  } catch (error) {
    if (error instanceof Loop) return { sent, finished, loop: error.event };
    throw error;
  }
  return { sent, finished };
}

/** The message as it first came, but for who it is and how often it went back. */
function anew({ key, headers, body }: Held, run: string): { key?: string; headers: Record<string, string>; body: Uint8Array } {
  const kept = Object.entries(headers).filter(([name]) => !/^gm-(attempt|first-failed-at|last-failed-at|error-|due)/.test(name));
  const redriveCount = readFailure(headers).redriveCount + 1;
  return {
    ...(key !== undefined && { key }),
    headers: { ...Object.fromEntries(kept), "gm-redrive-count": String(redriveCount), "gm-redrive-id": run },
    body,
  };
}
