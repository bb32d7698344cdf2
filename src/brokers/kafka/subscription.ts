import type { Counts, Delivery, Handler, Reader, Settlement, Subscription } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Client } from "./client.ts";
import { finish, type Item, type Lane, nextOf, rewind } from "./lane.ts";
import type { Stored } from "./log.ts";
import { join } from "./member.ts";
import { fromRecord } from "./record.ts";
import type { Sender } from "./sender.ts";

export interface KafkaSubscription extends Subscription {
  readonly reader: Reader;
  /** Records of a topic that are in work here, and those that wait in place. */
  inWork(topic: string): { inFlight: number; waiting: number };
  /** The process behind it died: nothing it does counts any more. */
  abandon(): void;
}

export interface Limits {
  readonly prefetch?: number;
  readonly batch?: number;
}

interface Handed {
  readonly lane: Lane;
  readonly item: Item;
  readonly epoch: number;
}

/** What is refused at once comes again after this: who refuses everything must not spin. */
const atOnceMs = 1;
/** After a settlement that could not be carried out, doubled each time. */
const [failedMs, failedMostMs] = [50, 5000];
export const dueHeader = "gm-due";

/** Hands the records of one group to one handler: of its source, its entry and its rungs. Oldest first, where it can choose. */
export async function subscribeTo(
  client: Client,
  sender: Sender,
  clock: Clock,
  reader: Reader,
  topics: readonly string[],
  handle: Handler,
  limits: Limits,
): Promise<KafkaSubscription> {
  const batch = limits.batch ?? 1;
  const prefetch = Math.max(batch, limits.prefetch ?? 1);
  const tally = { delivered: 0, acked: 0, nacked: 0, rejected: 0, lapsed: 0 };
  const works = new Set<Promise<unknown>>();
  const inFlight = new Set<Handed>();
  let taking = true;
  let dead = false;
  let failure: unknown;
  let failures = 0;
  let scheduled = false;
  let alarm: (() => void) | undefined;

  const dueOf = ({ headers }: Stored, topic: string): number =>
    topic === reader.channel ? 0 : Number(/^\d{1,16}$/.exec(String(headers?.[dueHeader] ?? ""))?.[0] ?? 0);
  /** Batches of one fetch come one by one: the oldest of all of them goes first. */
  const wake = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(pump);
  };
  const fail = (error: unknown): void => void (failure ??= error);
  const member = await join(client, reader.group, topics, dueOf, wake, fail);

  function pump(): void {
    scheduled = false;
    for (;;) {
      if (!taking || inFlight.size >= prefetch) return;
      const taken: Handed[] = [];
      while (taken.length < Math.min(batch, prefetch - inFlight.size)) {
        const next = choose();
        if (next === undefined) break;
        next.item.handed = true;
        tally.delivered += 1;
        const handed: Handed = { ...next, epoch: next.lane.epoch };
        taken.push(handed);
      }
      if (taken.length === 0) return;
      for (const each of taken) inFlight.add(each);
      const work = run(taken)
        .catch(fail)
        .finally(() => {
          works.delete(work);
          wake();
        });
      works.add(work);
    }
  }

  /** The one that has been ready longest; where none is, the time of the first that will be. */
  function choose(): { lane: Lane; item: Item } | undefined {
    const now = clock.now();
    let best: { lane: Lane; item: Item } | undefined;
    let soonest = Infinity;
    for (const lane of member.lanes.values()) {
      const next = nextOf(lane);
      if (next === undefined) continue;
      if (next.atMs > now) soonest = Math.min(soonest, next.atMs);
      else if (best === undefined || next.item.sinceMs < best.item.sinceMs) best = { lane, item: next.item };
    }
    alarm?.();
    alarm = soonest === Infinity || best !== undefined ? undefined : clock.at(soonest, wake);
    return best;
  }

  async function run(taken: readonly Handed[]): Promise<void> {
    let settlements: readonly Settlement[];
    try {
      settlements = await handle(taken.map(deliveryOf));
    } catch {
      settlements = taken.map(() => ({ do: "nack" }));
    }
    for (const [index, handed] of taken.entries()) {
      try {
        await settle(handed, settlements[index] ?? { do: "nack" });
      } finally {
        inFlight.delete(handed);
        wake();
      }
    }
  }

  const isLost = ({ lane, epoch }: Handed): boolean => dead || lane.epoch !== epoch;

  async function settle(handed: Handed, settlement: Settlement): Promise<void> {
    if (isLost(handed)) {
      tally.lapsed += 1;
      return;
    }
    try {
      await carryOut(handed, settlement);
    } catch (error) {
      if (dead) return;
      fail(error);
      comeAgain(handed, Math.min(failedMostMs, failedMs * 2 ** failures++));
    }
  }

  async function carryOut(handed: Handed, settlement: Settlement): Promise<void> {
    if (settlement.do === "ack") return done(handed, "acked");
    if (settlement.do === "reject") {
      await store(reader.deadLetter, handed, settlement.headers);
      return done(handed, "rejected");
    }
    const { afterMs = 0, headers } = settlement;
    const rung = reader.rungs.find(({ waitMs }) => waitMs === afterMs);
    if (afterMs > 0 && rung === undefined) throw new Error(`${reader.channel}/${reader.group} has no rung of ${afterMs} ms.`);
    if (rung?.channel === undefined) return comeAgain(handed, afterMs);
    await store(rung.channel, handed, { ...headers, [dueHeader]: String(clock.now() + afterMs) });
    return done(handed, "nacked");
  }

  async function store(topic: string, { lane, item }: Handed, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const { [dueHeader]: _due, ...kept } = fromRecord(item.record).headers;
    const first = lane.topic === reader.channel && headers["gm-original-offset"] !== undefined;
    const from = first && { "gm-original-offset": String(item.record.offset), "gm-original-partition": String(lane.partition) };
    await sender.send(topic, { ...fromRecord(item.record), headers: { ...kept, ...headers, ...from } }, lane.partition);
  }

  async function done(handed: Handed, how: "acked" | "nacked" | "rejected"): Promise<void> {
    if (isLost(handed)) {
      tally.lapsed += 1;
      return;
    }
    tally[how] += 1;
    const commits = finish(handed.lane, handed.item);
    member.drained(handed.lane);
    if (commits) await member.commit();
  }

  function comeAgain(handed: Handed, afterMs: number): void {
    if (isLost(handed)) tally.lapsed += 1;
    else {
      rewind(handed.lane, handed.item, clock.now() + Math.max(afterMs, atOnceMs));
      tally.nacked += 1;
    }
  }

  function deliveryOf({ lane, item: { record } }: Handed): Delivery {
    const position = `${lane.partition}:${record.offset}`;
    return {
      ...fromRecord(record),
      id: lane.topic === reader.channel ? position : `${lane.topic}/${position}`,
      atMs: record.atMs,
      channel: reader.channel,
      redelivered: false,
      count: 1,
    };
  }

  return {
    reader,
    counts: (): Counts => ({ ...tally, inFlight: inFlight.size }),
    inWork(topic) {
      const here = [...inFlight].filter((handed) => handed.lane.topic === topic && !isLost(handed));
      const waiting = [...member.lanes.values()].filter((lane) => lane.topic === topic && lane.waitUntil > clock.now() + atOnceMs);
      return { inFlight: here.length, waiting: waiting.length };
    },
    async close() {
      taking = false;
      alarm?.();
      while (works.size > 0) await Promise.all(works);
      await member.leave();
      if (failure !== undefined) throw failure;
    },
    abandon() {
      taking = false;
      dead = true;
      alarm?.();
      void member.leave();
    },
  };
}
