import type { ConfirmChannel, ConsumeMessage } from "amqplib";
import { ToolError } from "../../tool.ts";
import type { Counts, Handler, Message, Reader, Settlement, Subscription } from "../broker.ts";
import { type Clock, sleep } from "../clock.ts";
import { openAccount } from "./accounts.ts";
import { ended, inTime, type Link, quietly } from "./link.ts";
import { countOf, heldOf, storedAt } from "./message.ts";
import { problem } from "./errors.ts";

interface Reading {
  readonly link: Link;
  readonly clock: Clock;
  readonly reader: Reader;
  readonly queue: string;
  readonly handle: Handler;
  readonly limits: { readonly prefetch?: number; readonly batch?: number };
  /** Stores a message in a queue; resolves when it is there. */
  readonly store: (queue: string, message: Message) => Promise<void>;
}

interface Taken {
  readonly received: ConsumeMessage;
  readonly channel: ConfirmChannel;
  readonly atMs: number;
}

/** The server writes what is given back to disk before it counts it as ready. */
const settlingMs = 100;
const [firstPauseMs, longestPauseMs] = [100, 5000];

/**
 * Hands the messages of one queue to one handler. When the connection is lost it is made anew, and what was in work comes again.
 * Whatever is stored anew is stored and confirmed before it is acknowledged here.
 */
export async function subscribeTo({ link, clock, reader, queue, handle, limits, store }: Reading): Promise<Subscription> {
  // Where the consumer itself waits, everything behind a failed message waits with it.
  const inPlace = reader.rungs.some(({ channel }) => channel === undefined);
  const batch = inPlace ? 1 : (limits.batch ?? 1);
  const prefetch = inPlace ? 1 : Math.max(batch, limits.prefetch ?? 1);
  const tally = { delivered: 0, acked: 0, nacked: 0, rejected: 0, lapsed: 0 };
  const works = new Set<Promise<unknown>>();
  const held = new Set<Taken>();
  const returning = new Set<Taken>();
  const waits = new Set<() => void>();
  let buffer: Taken[] = [];
  let channel: ConfirmChannel | undefined;
  let tag: string | undefined;
  let closing = false;
  let failure: unknown;
  let scheduled = false;

  async function open(): Promise<void> {
    const opened = await link.channel();
    opened.on("close", () => lost(opened));
    await opened.prefetch(prefetch);
    const { consumerTag } = await inTime(
      opened.consume(queue, (received) => (received === null ? lost(opened) : arrived(received, opened))),
    );
    [channel, tag] = [opened, consumerTag];
    if (closing) await ended(opened);
  }

  /** The channel, its connection or the queue is gone. */
  function lost(gone: ConfirmChannel): void {
    if (channel !== gone) return;
    channel = undefined;
    for (const taken of [...held, ...buffer]) comesAgain(taken);
    buffer = [];
    void ended(gone);
    if (!closing) void reopen();
  }

  async function reopen(): Promise<void> {
    let pauseMs = firstPauseMs;
    for (;;) {
      await sleep(clock, pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      if (closing) return;
      try {
        return await open();
      } catch (error) {
        if (!(error instanceof ToolError) || error.code === "CANCELLED") return;
      }
    }
  }

  function arrived(received: ConsumeMessage, from: ConfirmChannel): void {
    const taken = { received, channel: from, atMs: clock.now() };
    buffer.push(taken);
    if (closing || scheduled) return;
    scheduled = true;
    // What came in one packet is handed over together.
    setImmediate(() => {
      scheduled = false;
      if (closing) return;
      while (buffer.length > 0) start(buffer.splice(0, batch));
    });
  }

  function start(some: readonly Taken[]): void {
    tally.delivered += some.length;
    for (const taken of some) held.add(taken);
    const work = run(some).finally(() => works.delete(work));
    works.add(work);
  }

  async function run(some: readonly Taken[]): Promise<void> {
    const deliveries = some.map(({ received, atMs }) => ({
      ...heldOf(received, atMs),
      channel: reader.channel,
      redelivered: received.fields.redelivered,
      count: countOf(received),
    }));
    let settlements: readonly Settlement[];
    try {
      settlements = await handle(deliveries);
    } catch {
      settlements = some.map(() => ({ do: "nack" }));
    }
    await Promise.all(some.map((taken, index) => settle(taken, deliveries[index]!, settlements[index] ?? { do: "nack" })));
  }

  async function settle(taken: Taken, delivery: Message, settlement: Settlement): Promise<void> {
    const did = await carryOut(taken, delivery, settlement).catch((error: unknown) => {
      if (taken.channel !== channel) return "lapsed" as const;
      failure ??= error;
      return giveBack(taken);
    });
    held.delete(taken);
    tally[did] += 1;
  }

  async function carryOut(
    taken: Taken,
    { key, headers, body }: Message,
    settlement: Settlement,
  ): Promise<"acked" | "nacked" | "rejected" | "lapsed"> {
    const anew = { ...(key !== undefined && { key }), body };
    if (taken.channel !== channel) return "lapsed";
    if (settlement.do === "ack") return finish(taken, "acked");
    if (settlement.do === "reject") {
      await store(reader.deadLetter, { ...anew, headers: { ...headers, ...settlement.headers } });
      return finish(taken, "rejected");
    }
    const { afterMs = 0 } = settlement;
    if (afterMs <= 0) return giveBack(taken);
    const rung = reader.rungs.find(({ waitMs }) => waitMs === afterMs);
    if (rung === undefined) throw new Error(`${queue} has no rung of ${afterMs} ms.`);
    if (rung.channel === undefined) {
      await new Promise<void>((resolve) => {
        waits.add(resolve);
        clock.at(clock.now() + afterMs, resolve);
      });
      return giveBack(taken);
    }
    await store(rung.channel, { ...anew, headers: { ...headers, ...settlement.headers } });
    return finish(taken, "nacked");
  }

  /** A call on a channel that died meanwhile throws: then the server has given the message back already. */
  function finish<T extends "acked" | "nacked" | "rejected">({ channel: of, received }: Taken, as: T): T | "lapsed" {
    try {
      of.ack(received);
      return as;
    } catch {
      return "lapsed";
    }
  }

  /** By reject: newer servers do not count a nack among the deliveries that their guard limits. */
  function giveBack(taken: Taken): "nacked" | "lapsed" {
    try {
      taken.channel.reject(taken.received, true);
    } catch {
      return "lapsed";
    }
    comesAgain(taken);
    return "nacked";
  }

  function comesAgain(taken: Taken): void {
    returning.add(taken);
    clock.at(clock.now() + settlingMs, () => returning.delete(taken));
  }

  /** What the server does not hold ready; what was in work on a lost channel it has taken back. */
  const outstanding = (): Taken[] => [...new Set([...[...held].filter((taken) => taken.channel === channel), ...returning, ...buffer])];
  const closeAccount = openAccount(`${link.endpoint.place}/${queue}`, {
    inFlight: () => outstanding().length,
    oldestAtMs: () =>
      outstanding()
        .map(({ received, atMs }) => storedAt(received) ?? atMs)
        .sort((a, b) => a - b)[0],
  });
  try {
    await open();
  } catch (error) {
    closing = true;
    closeAccount();
    throw problem(link.endpoint.connection, `consuming from ${queue}`, error);
  }

  return {
    counts: (): Counts => ({ ...tally, inFlight: held.size }),
    async close() {
      closing = true;
      for (const over of waits) over();
      const [last, consumer] = [channel, tag];
      if (last && consumer !== undefined) await quietly(() => last.cancel(consumer));
      const given = buffer.length + returning.size;
      while (works.size > 0) await Promise.all(works);
      if (last) await ended(last);
      if (given + returning.size > 0) await sleep(clock, settlingMs);
      closeAccount();
      if (failure !== undefined) throw failure;
    },
  };
}
