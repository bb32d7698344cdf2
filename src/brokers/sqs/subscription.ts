import { type Clock, sleep } from "../clock.ts";
import type { Counts, Delivery, Handler, Reader, Settlement, Subscription } from "../broker.ts";
import type { Clients } from "./client.ts";
import { decode } from "./codec.ts";
import { isMissing, isRefused } from "./errors.ts";
import { type Leased, leases, type Leases } from "./lease.ts";
import { heartbeat } from "./heartbeat.ts";
import type { Waits } from "./waits.ts";

export interface SqsSubscription extends Subscription {
  /** The process behind it died: nothing it does counts any more. */
  abandon(): void;
}

interface Limits {
  readonly prefetch?: number;
  readonly batch?: number;
}

export interface Source {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly queue: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly visibilityMs: number;
  readonly waits: Waits;
  readonly toDeadLetter: (delivery: Delivery, headers: Readonly<Record<string, string>>) => Promise<void>;
}

/** SQS hands out ten at a time. */
const mostAtOnce = 10;
/** An aborted long poll may take messages with it, so each is awaited: it must be short. */
const pollSeconds = 1;
const shortPollMs = 100;
const afterErrorMs = 500;

/** Hands the messages of one queue to one handler. */
export function subscribeTo(source: Source, reader: Reader, handle: Handler, limits: Limits): SqsSubscription {
  const { clients, clock, queue, url, fifo, visibilityMs, waits } = source;
  const lease: Leases = leases(clients, clock, url, visibilityMs);
  // More than one of a group at a time would let one overtake another that is refused.
  const batch = fifo ? 1 : (limits.batch ?? 1);
  const prefetch = Math.max(batch, limits.prefetch ?? 1);
  const tally = { delivered: 0, acked: 0, nacked: 0, rejected: 0, lapsed: 0 };
  const works = new Set<Promise<void>>();
  const dying = new AbortController();
  let inFlight = 0;
  let taking = true;
  let dead = false;
  let failure: unknown;
  let freed: (() => void) | undefined;

  async function receive(): Promise<void> {
    for (;;) {
      if (!taking) return;
      const room = prefetch - inFlight;
      if (room <= 0) {
        await new Promise<void>((resolve) => (freed = resolve));
        continue;
      }
      try {
        await receiveUpTo(fifo ? 1 : Math.min(mostAtOnce, room));
      } catch (error) {
        if (dead) return;
        if (isMissing(error) || isRefused(error)) {
          failure ??= error;
          return;
        }
        await sleep(clock, afterErrorMs);
      }
    }
  }

  async function receiveUpTo(most: number): Promise<void> {
    const due = waits.next(queue, clock.now());
    const soon = due !== undefined && due - clock.now() < pollSeconds * 1000;
    const { Messages = [] } = await clients.ask(`ReceiveMessage ${queue}`, () =>
      clients.sqs.receiveMessage(
        {
          QueueUrl: url,
          MaxNumberOfMessages: most,
          WaitTimeSeconds: soon ? 0 : pollSeconds,
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        },
        { abortSignal: dying.signal },
      ),
    );
    if (dead) return;
    const received = Messages.map((message) => lease.of(message));
    if (!taking) return lease.release(received);
    for (let start = 0; start < received.length; start += batch) begin(received.slice(start, start + batch));
    if (received.length === 0 && soon) await sleep(clock, Math.min(shortPollMs, Math.max(shortPollMs / 4, due - clock.now())));
  }

  function begin(taken: readonly Leased[]): void {
    inFlight += taken.length;
    tally.delivered += taken.length;
    const work = run(taken)
      .catch((error: unknown) => void (failure ??= error))
      .finally(() => {
        works.delete(work);
        freed?.();
      });
    works.add(work);
  }

  async function run(taken: readonly Leased[]): Promise<void> {
    const deliveries = taken.map(({ message }) => deliveryOf(message));
    const beat = heartbeat(clock, lease, taken, visibilityMs);
    let settlements: readonly Settlement[];
    try {
      settlements = await handle(deliveries);
    } catch {
      settlements = taken.map(() => ({ do: "nack" }));
    }
    await beat.end();
    if (dead) return;
    for (const [index, leased] of taken.entries()) {
      try {
        if (lease.isOurs(leased)) await settle(leased, deliveries[index]!, settlements[index] ?? { do: "nack" });
        else tally.lapsed += 1;
      } finally {
        inFlight -= 1;
      }
    }
  }

  async function settle(leased: Leased, delivery: Delivery, settlement: Settlement): Promise<void> {
    try {
      if (!(await carryOut(leased, delivery, settlement))) tally.lapsed += 1;
      else tally[({ ack: "acked", nack: "nacked", reject: "rejected" } as const)[settlement.do]] += 1;
    } catch (error) {
      failure ??= error;
      tally.nacked += 1;
      await lease.putOff(leased, 0).catch(() => false);
    }
  }

  /** False: it was ours no more. */
  async function carryOut(leased: Leased, delivery: Delivery, settlement: Settlement): Promise<boolean> {
    if (settlement.do === "nack") {
      const { afterMs = 0 } = settlement;
      if (afterMs > 0 && !reader.rungs.some(({ waitMs }) => waitMs === afterMs)) throw new Error(`${queue} has no rung of ${afterMs} ms.`);
      const seconds = Math.ceil(afterMs / 1000);
      const ours = await lease.putOff(leased, seconds);
      if (ours && seconds > 0) waits.add(queue, clock.now() + seconds * 1000);
      return ours;
    }
    if (settlement.do === "reject") await source.toDeadLetter(delivery, settlement.headers ?? {});
    await lease.drop(leased);
    return true;
  }

  function deliveryOf(message: Leased["message"]): Delivery {
    const count = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    return { ...decode(message), channel: reader.channel, redelivered: count > 1, count };
  }

  const loop = receive();
  return {
    counts: (): Counts => ({ ...tally, inFlight }),
    async close() {
      taking = false;
      freed?.();
      await loop;
      while (works.size > 0) await Promise.all(works);
      const told = failure;
      failure = undefined;
      if (told !== undefined) throw told;
    },
    abandon() {
      taking = false;
      dead = true;
      dying.abort();
      freed?.();
    },
  };
}
