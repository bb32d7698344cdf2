import type { Held, Reader, Session } from "../brokers/broker.ts";
import { envelope } from "../model/event.ts";
import { eventIdOf, type Failure, parsed, readFailure } from "./headers.ts";
import { type PathIndex, placeInStack, type StackPlace } from "./stack-place.ts";

/** Dead letters wait for people: the first is reported within 5 minutes, more than 100 page somebody, a day is too long. */
export const pageAbove = 100;
export const oldestMs = 24 * 60 * 60 * 1000;

export type AlertLevel = "none" | "alert" | "page" | "P1";

/** The gravest level that holds. */
export function levelOf(depth: number, ageMs: number | undefined): AlertLevel {
  if (depth > 0 && ageMs !== undefined && ageMs > oldestMs) return "P1";
  return depth > pageAbove ? "page" : depth > 0 ? "alert" : "none";
}

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

const maxCauses = 20;

/**
 * Looks at one consumer's dead letter in memory that does not grow with its depth, and changes nothing. A broker that can be looked at
 * only by receiving is asked for its numbers alone, unless samples are wanted: then so many are received and given back. `files`: of the
 * repository, to say which of them a stack means.
 */
export async function inspect(session: Session, reader: Reader, nowMs: number, samples: number, files?: PathIndex): Promise<Inspection> {
  const { peeks } = session.features;
  const numbers = peeks ? undefined : await session.backlog(reader.deadLetter);
  const found = await lookThrough(session, reader, samples, peeks ? undefined : samples, files);
  const depth = numbers === undefined ? found.looked : numbers.ready + numbers.delayed + numbers.inFlight;
  const oldest = Math.min(found.oldestAtMs, numbers?.oldestAtMs ?? Infinity);
  const { ready, delayed } = await session.backlog(reader.channel, reader.group);
  let retrying = delayed;
  for (const rung of reader.rungs)
    if (rung.channel !== undefined) {
      const waiting = await session.backlog(rung.channel);
      retrying += waiting.ready + waiting.delayed;
    }
  const age = depth === 0 || oldest === Infinity ? undefined : Math.max(0, nowMs - oldest);
  return {
    deadLetter: reader.deadLetter,
    depth,
    ...(age !== undefined && { oldestMs: age }),
    level: levelOf(depth, age),
    causes: [...found.causes.values()].sort((a, b) => b.count - a.count),
    otherCauses: found.otherCauses + Math.max(0, depth - found.looked),
    returned: found.returned,
    samples: found.shown,
    lag: ready,
    retrying,
  };
}

/** `atMost`: so many are looked at; undefined: all of them. */
async function lookThrough(
  session: Session,
  { deadLetter }: Reader,
  samples: number,
  atMost: number | undefined,
  files: PathIndex | undefined,
) {
  const causes = new Map<string, Cause>();
  const shown: Sample[] = [];
  let [looked, otherCauses, returned, oldestAtMs] = [0, 0, 0, Infinity];
  const all = atMost === 0 ? [] : session.peek(deadLetter, atMost);
  for await (const held of all) {
    const failure = readFailure(held.headers);
    const { kind = "unknown", errorClass = "unknown", errorMessage = "", redriveCount, lastFailedAtMs } = failure;
    const atMs = Math.min(lastFailedAtMs ?? held.atMs, held.atMs);
    looked += 1;
    oldestAtMs = Math.min(oldestAtMs, atMs);
    if (redriveCount > 0) returned += 1;
    const message = withoutParticulars(errorMessage);
    const key = JSON.stringify([kind, errorClass, message]);
    const known = causes.get(key);
    if (known) {
      known.count += 1;
      known.firstAtMs = Math.min(known.firstAtMs, atMs);
      known.lastAtMs = Math.max(known.lastAtMs, atMs);
    } else if (causes.size < maxCauses)
      causes.set(key, { kind, error: errorClass, message, ...placeOf(failure, files), count: 1, firstAtMs: atMs, lastAtMs: atMs });
    else otherCauses += 1;
    if (shown.length < samples) shown.push(sampleOf(held, atMs, `${kind}: ${errorClass}`));
  }
  return { causes, shown, looked, otherCauses, returned, oldestAtMs };
}

function placeOf({ errorStack, dialect }: Failure, files: PathIndex | undefined): Pick<Cause, "thrownAt" | "dialect"> {
  const thrownAt = errorStack === undefined || files === undefined ? undefined : placeInStack(errorStack, files);
  return { ...(thrownAt && { thrownAt }), ...(dialect !== undefined && { dialect }) };
}

/** `Order 4711 of 3f2a… is unknown` and `Order 12 of 99ab… is unknown` are one cause. */
function withoutParticulars(message: string): string {
  const line = message.split("\n", 1)[0]!.slice(0, 200);
  return line
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "#")
    .replaceAll(/(["'`])[^"'`]{1,100}\1/g, "$1#$1")
    .replaceAll(/\d+/g, "#");
}

function sampleOf(held: Held, atMs: number, cause: string): Sample {
  const eventId = eventIdOf(held);
  const value = parsed(held.body);
  const payload = value === undefined ? `${held.body.byteLength} bytes that are no JSON object` : shapeOf(value);
  return { ...(eventId !== undefined && { eventId }), atMs, cause, payload };
}

const open = new Set<string>(envelope.filter(({ name }) => name !== "data").map(({ name }) => name));

function shapeOf(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).slice(0, 50);
  return Object.fromEntries(entries.map(([key, inner]) => [key, open.has(key) && typeof inner !== "object" ? inner : typeOf(inner, 0)]));
}

function typeOf(value: unknown, depth: number): unknown {
  if (value === null) return "null";
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === "string") return `string of ${value.length}`;
  if (typeof value !== "object" || depth > 3) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 50)
      .map(([key, inner]) => [key, typeOf(inner, depth + 1)]),
  );
}
