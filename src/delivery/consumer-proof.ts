import type { Delivery, Held, Reader, Session, Settlement } from "../brokers/broker.ts";
import type { Clock } from "../brokers/clock.ts";
import { eventIdOf, requiredHeaders } from "./headers.ts";
import { type Ladder, ladderOf } from "./ladder.ts";
import { isQuiet, lettersOf } from "./poison.ts";

/** One delivery of one event to the consumer under test. */
export interface Handed {
  /** Index of the event. */
  readonly event: number;
  /** From 1. */
  readonly count: number;
  /** Since the start, milliseconds. */
  readonly atMs: number;
}

/**
 * What became of it. refused: the broker's ladder decides · again: it comes again at once, for nothing on this broker delays it ·
 * rejected: to the dead letter, for the consumer says that no attempt helps.
 */
export type Fate = "acked" | "refused" | "again" | "rejected";

/** Hands one batch to the consumer. A problem ends the run: nothing can be said. */
export type Consume = (batch: readonly Handed[]) => Promise<readonly Fate[] | { readonly problem: string }>;

export interface PoisonRun {
  readonly handed: readonly (Handed & { readonly fate: Fate })[];
  /** Events that lie in the consumer's dead letter, once for each time. */
  readonly deadLetters: readonly number[];
  /** Required headers that a dead letter lacks. */
  readonly missingHeaders: readonly string[];
  /** Came again at once too often: it holds up its queue for ever. */
  readonly stuck: readonly number[];
  readonly quiet: boolean;
  readonly problem?: string;
}

/** A message that comes again at once so often has no end. */
const mostAtOnce = 8;
/** Beyond the ladder itself. */
const patienceMs = 300_000;

class PoisonError extends Error {
  constructor() {
    super("The consumer refused this message.");
    this.name = "PoisonError";
  }
}

/**
 * Sends events to a consumer through the topology that was made for it, one poisoned among them, until nothing is in flight. The
 * broker decides what comes when, the consumer what becomes of it.
 */
export async function sendPoison(
  session: Session,
  reader: Reader,
  {
    consumer,
    clock,
    keys,
    order,
    batch,
  }: { consumer: string; clock: Clock; keys: readonly string[]; order: readonly number[]; batch: number },
  consume: Consume,
): Promise<PoisonRun> {
  const ladder = ladderOf(consumer, reader, session.features, clock);
  const startMs = clock.now();
  const counts = new Map<number, number>();
  const handed: (Handed & { fate: Fate })[] = [];
  const stuck = new Set<number>();
  let problem: string | undefined;

  const handle = async (deliveries: readonly Delivery[]): Promise<Settlement[]> => {
    if (problem !== undefined) return deliveries.map(() => ({ do: "ack" }));
    const now = deliveries.map((delivery): Handed => {
      const event = eventOf(delivery);
      const count = (counts.get(event) ?? 0) + 1;
      counts.set(event, count);
      return { event, count, atMs: clock.now() - startMs };
    });
    const said = await clock.during(() => consume(now));
    if ("problem" in said) {
      problem = said.problem;
      return deliveries.map(() => ({ do: "ack" }));
    }
    return deliveries.map((delivery, index) => {
      const fate = said[index] ?? "refused";
      handed.push({ ...now[index]!, fate });
      if (fate === "again" && now[index]!.count >= mostAtOnce) stuck.add(now[index]!.event);
      return stuck.has(now[index]!.event) ? { do: "ack" } : settlementOf(fate, delivery, ladder);
    });
  };

  for (const event of order) await session.sendTo(reader, messageOf(event, keys[event]));
  const subscription = await session.subscribe(reader, handle, { batch });
  const total = reader.rungs.reduce((sum, { waitMs }) => sum + waitMs, patienceMs);
  const quiet = await clock.until(async () => problem !== undefined || (await isQuiet(session, reader)), total);
  await subscription.close();
  const letters = await lettersOf({ session, reader });
  const missing = letters.flatMap(({ headers }) => requiredHeaders.filter((name) => headers[name] === undefined));
  return {
    handed,
    deadLetters: letters.map(eventOf),
    missingHeaders: [...new Set(missing)],
    stuck: [...stuck],
    quiet,
    ...(problem !== undefined && { problem }),
  };
}

function settlementOf(fate: Fate, delivery: Delivery, ladder: Ladder): Settlement {
  if (fate === "acked") return { do: "ack" };
  if (fate === "again") return { do: "nack" };
  return ladder.afterFailure(delivery, new PoisonError(), fate === "rejected" ? "fatal" : undefined);
}

function messageOf(event: number, key: string | undefined): { key?: string; headers: Record<string, string>; body: Uint8Array } {
  return {
    ...(key !== undefined && key !== "" && { key }),
    headers: {},
    body: Buffer.from(JSON.stringify({ event_id: `event-${event}` })),
  };
}

function eventOf(held: Pick<Held, "headers" | "body">): number {
  return Number(eventIdOf(held)?.slice("event-".length) ?? Number.NaN);
}

/** Waits that grow: each at least half as long again as the one before, and at least two of them. */
export function growing(gapsMs: readonly number[]): boolean {
  return gapsMs.length >= 2 && gapsMs.every((gap, index) => gap > 0 && (index === 0 || gap >= gapsMs[index - 1]! * 1.5));
}
