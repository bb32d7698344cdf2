import { ToolError } from "../../tool.ts";
import type { Counts, Delivery, Handler, Message, Reader, Settlement, Subscription } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters, Origin } from "./dead-letter.ts";
import type { Handed } from "./handed.ts";
import { type Pull, pullFrom } from "./pull.ts";
import type { Waits } from "./waits.ts";

/** One consumer of one stream that a reader reads. */
export interface Source {
  readonly stream: string;
  readonly consumer: string;
  readonly entry: boolean;
  readonly ackWaitMs: number;
}

export interface NatsSubscription extends Subscription {
  /** The connection is back, and the server has forgotten who waited. */
  again(): void;
  /** The process behind it died: nothing it does counts any more. */
  abandon(): void;
}

interface Arrival {
  readonly message: Handed;
  readonly from: Source;
  /** The server delivers it again after this. */
  readonly untilMs: number;
}

interface Room {
  readonly link: Link;
  readonly clock: Clock;
  readonly letters: DeadLetters;
  readonly waits: Waits;
}

const answerMs = 2000;
const pauseMs = 1000;
const longestPauseMs = 30_000;

/** Hands what the consumers of one reader get to one handler. */
export function subscribeTo(
  { link, clock, letters, waits }: Room,
  reader: Reader,
  sources: readonly Source[],
  handle: Handler,
  limits: { readonly prefetch?: number; readonly batch?: number },
): NatsSubscription {
  const batch = limits.batch ?? 1;
  const prefetch = Math.max(batch, limits.prefetch ?? 1);
  const tally = { delivered: 0, acked: 0, nacked: 0, rejected: 0, lapsed: 0 };
  const works = new Set<Promise<void>>();
  let queue: Arrival[] = [];
  let inFlight = 0;
  let taking = true;
  let dead = false;
  let failure: unknown;
  let due = false;

  const pulls: readonly Pull[] = sources.map((from) =>
    pullFrom(link, clock, from.stream, from.consumer, {
      room: () => (taking ? prefetch - inFlight - queue.length : 0),
      arrived: (message) => {
        queue.push({ message, from, untilMs: clock.now() + from.ackWaitMs });
        waits.seen(from, message.seq);
        soon();
      },
      failed: (error) => (failure ??= error),
    }),
  );

  /** What arrives together is handed over together. */
  function soon(): void {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      pump();
    });
  }

  function pump(): void {
    for (;;) {
      if (!taking || queue.length === 0 || inFlight >= prefetch) break;
      const size = Math.min(batch, prefetch - inFlight);
      const taken = queue.splice(0, size).filter(({ untilMs }) => untilMs > clock.now());
      if (taken.length === 0) continue;
      inFlight += taken.length;
      tally.delivered += taken.length;
      const work: Promise<void> = run(taken)
        .catch((error: unknown) => void (failure ??= error))
        .finally(() => {
          works.delete(work);
          if (!dead) pump();
        });
      works.add(work);
    }
    for (const pull of pulls) pull.want();
  }

  async function run(taken: readonly Arrival[]): Promise<void> {
    let settlements: readonly Settlement[];
    try {
      settlements = await handle(taken.map((each) => deliveryOf(each, reader.channel)));
    } catch {
      settlements = taken.map(() => ({ do: "nack" }));
    }
    for (const [index, arrival] of taken.entries()) {
      await settle(arrival, settlements[index] ?? { do: "nack" });
      inFlight -= 1;
    }
  }

  async function settle(arrival: Arrival, settlement: Settlement): Promise<void> {
    tally[await outcomeOf(arrival, settlement)] += 1;
  }

  async function outcomeOf(arrival: Arrival, settlement: Settlement): Promise<"acked" | "nacked" | "rejected" | "lapsed"> {
    if (isOver(arrival)) return "lapsed";
    try {
      return await carryOut(arrival, settlement);
    } catch (error) {
      if (isOver(arrival)) return "lapsed";
      failure ??= error;
      // Not at once: max_deliver would be used up before a dead letter that is full or away for a moment is back.
      nak(arrival, Math.min(longestPauseMs, pauseMs * 2 ** (arrival.message.count - 1)));
      return "nacked";
    }
  }

  const isOver = ({ untilMs }: Arrival): boolean => dead || link.connection.isClosed() || untilMs <= clock.now();

  async function carryOut(arrival: Arrival, settlement: Settlement): Promise<"acked" | "nacked" | "rejected"> {
    if (settlement.do === "nack") {
      const { afterMs = 0 } = settlement;
      if (afterMs > 0 && !reader.rungs.some(({ waitMs }) => waitMs === afterMs))
        throw new ToolError(
          "INVALID_INPUT",
          `${reader.channel}/${reader.group} has no rung of ${afterMs} ms.`,
          "The message came again at once.",
        );
      nak(arrival, afterMs);
      return "nacked";
    }
    if (settlement.do === "ack") {
      await confirmed(arrival, "+ACK");
      return "acked";
    }
    const { message } = arrival;
    await letters.put(reader.deadLetter, withHeaders(message, settlement.headers), originOf(arrival));
    // An older server does nothing at all when it is told why. https://github.com/nats-io/nats-server/pull/4697
    await confirmed(arrival, link.atLeast(2, 10, 4) ? `+TERM dead-lettered in ${reader.deadLetter}` : "+TERM");
    return "rejected";
  }

  /** Resolves when the server has it: it is asked again for as long as the message is ours. */
  async function confirmed(arrival: Arrival, settlement: string): Promise<void> {
    for (;;) {
      try {
        const timeout = Math.max(1, Math.min(answerMs, arrival.untilMs - clock.now()));
        await link.tried("acknowledging", () => link.connection.request(arrival.message.reply, settlement, { timeout }));
        return;
      } catch (error) {
        if (isOver(arrival) || !(error instanceof ToolError) || error.code !== "TIMEOUT") throw error;
      }
    }
  }

  function nak({ message, from }: Arrival, afterMs: number): void {
    waits.again(from, message.seq, clock.now() + afterMs);
    link.connection.publish(message.reply, afterMs > 0 ? `-NAK ${JSON.stringify({ delay: afterMs * 1_000_000 })}` : "-NAK");
  }

  for (const pull of pulls) pull.want();
  return {
    counts: (): Counts => ({ ...tally, inFlight }),
    again() {
      for (const pull of pulls) pull.again();
    },
    async close() {
      if (dead) return;
      taking = false;
      await Promise.all(pulls.map((pull) => pull.end()));
      for (const arrival of queue) nak(arrival, 0);
      queue = [];
      while (works.size > 0) await Promise.all(works);
      if (!link.connection.isClosed()) await link.connection.flush();
      if (failure !== undefined) throw failure;
    },
    abandon() {
      taking = false;
      dead = true;
      for (const pull of pulls) pull.abandon();
    },
  };
}

function originOf({ message, from }: Arrival): Origin {
  return { stream: from.stream, seq: message.seq, entry: from.entry };
}

function deliveryOf({ message, from }: Arrival, channel: string): Delivery {
  const { key, headers, body, subject, seq, count, atMs } = message;
  return {
    ...(key !== undefined && { key }),
    headers,
    body,
    id: from.entry ? `entry-${seq}` : String(seq),
    atMs,
    channel: from.entry ? (headers["gm-original-subject"] ?? channel) : subject,
    redelivered: count > 1,
    count,
  };
}

function withHeaders({ key, headers, body }: Message, more: Readonly<Record<string, string>> = {}): Message {
  return { ...(key !== undefined && { key }), headers: { ...headers, ...more }, body };
}
