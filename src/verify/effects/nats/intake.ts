import { ends, natsMessage } from "../../player/shapes/nats.ts";
import type { Delivered } from "../gate.ts";
import { createPolls } from "../polls.ts";
import { createSettlement, type Settlement } from "../settlement.ts";
import type { Parts } from "./parts.ts";

export type Message = ReturnType<typeof natsMessage>;
export type Callback = (message: Message) => unknown;

interface Wanted {
  readonly channel: string;
  readonly group?: string | undefined;
  /** Core subjects, or a consumer that needs no acknowledgement: a message that was handed over is gone. */
  readonly gone?: boolean;
  /** The client acknowledges by itself once the message is dispatched. */
  readonly automatic?: boolean;
}

/** Messages of one subscription, either pushed into a callback or pulled one by one. */
export interface Intake {
  /** Waits for the next one. */
  readonly next: () => Promise<Message>;
  readonly hasMore: () => boolean;
  /** Nothing is handed over any more. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
  readonly processed: () => number;
}

export function createIntake(parts: Parts, { channel, group, gone = false, automatic = false }: Wanted, callback?: Callback): Intake {
  const { workshop, session } = parts;
  const polls = createPolls<Message>();
  let stall: (() => void) | undefined;
  let closed = false;
  let processed = 0;
  let previous: Message | undefined;

  const inOrder = (how: () => void) => () => session.sequence.run(how);
  const made = (messages: readonly Delivered[], settlement: Settlement): Message[] =>
    messages.map((message, position) => {
      const { ack, nak, term } = ends(settlement, position, (text) => workshop.assume(text));
      if (gone) settlement.ack(position);
      return natsMessage(message, { ack: inOrder(ack), nak: inOrder(nak), term: inOrder(term) }, parts.makeHeaders);
    });

  workshop.subscribe({
    client: "nats",
    channel,
    ...(group !== undefined && { group }),
    batch: false,
    async deliver(messages, acked) {
      if (closed) return "crashed";
      const settlement = createSettlement(messages.length, acked);
      session.open.add(settlement);
      try {
        const items = made(messages, settlement);
        if (callback === undefined) return await polls.handOver(items, settlement);
        const stalled = new Promise<void>((resolve) => (stall = resolve));
        for (const item of items) {
          processed++;
          const work = callback(item);
          if (automatic) item.ack();
          await work;
        }
        await session.sequence.idle();
        await Promise.race([settlement.done, stalled]);
        settlement.refuseOpen();
        return settlement.result();
      } catch {
        // An error that leaves the callback, or a rejection that nobody handles, ends the process.
        await session.sequence.idle();
        return "crashed";
      } finally {
        session.ended(settlement);
      }
    },
    stalled() {
      stall?.();
      polls.stalled();
    },
  });

  return {
    async next() {
      if (automatic) previous?.ack();
      [previous] = await polls.poll(1);
      processed++;
      return previous!;
    },
    hasMore: polls.hasMore,
    close: () => void (closed = true),
    isClosed: () => closed,
    processed: () => processed,
  };
}

/**
 * The async iterator that clients of NATS hand out. `most`: it ends after so many, or when a hand-over is used up. `keep`: its end
 * is not that of the intake, which another iterator goes on with.
 */
export function iteratorOf(intake: Intake, { most, keep = false }: { most?: number; keep?: boolean } = {}) {
  let taken = 0;
  let done = false;
  let close: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const end = async (): Promise<void> => {
    done = true;
    if (!keep) intake.close();
    close?.();
  };
  const iterator = {
    [Symbol.asyncIterator]: () => iterator,
    async next(): Promise<IteratorResult<Message, undefined>> {
      if (done || (most !== undefined && taken > 0 && (taken >= most || !intake.hasMore()))) {
        await end();
        return { done: true, value: undefined };
      }
      taken++;
      return { done: false, value: await intake.next() };
    },
    async return(): Promise<IteratorResult<Message, undefined>> {
      await end();
      return { done: true, value: undefined };
    },
    close: end,
    stop: () => void end(),
    unsubscribe: () => void end(),
    drain: end,
    destroy: end,
    closed: () => closed,
    isClosed: intake.isClosed,
    pull: () => {},
    status: async () => never(),
    consumerInfo: async () => ({}),
    getProcessed: intake.processed,
    getReceived: intake.processed,
    getPending: () => 0,
  };
  return iterator;
}

/** An async iterator that has nothing to say. */
export function never(): AsyncIterableIterator<never> {
  const iterator: AsyncIterableIterator<never> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => new Promise<never>(() => {}),
    return: async () => ({ done: true, value: undefined }),
  };
  return iterator;
}
