import { amqpMessage, throughDeadLetter } from "../../player/shapes/amqplib.ts";
import type { Acked, Delivered, Settled } from "../gate.ts";
import { createSettlement, type Settlement } from "../settlement.ts";
import type { ChannelParts } from "./channel.ts";

type Message = ReturnType<typeof amqpMessage>;
type Callback = (message: Message | null) => unknown;

interface ConsumeOptions {
  readonly noAck?: boolean;
  readonly consumerTag?: string;
}

/** The consuming half of a channel. Acknowledgements leave in the order of the code, behind what was published before them. */
export function createIntake({ workshop, topology, session, style }: ChannelParts) {
  const places = new Map<number, { settlement: Settlement; position: number }>();
  const cancelled = new Set<string>();
  const polled = new Map<string, { message: Message; take: () => void }[]>();
  let lastTag = 0;
  let lastConsumer = 0;
  let closed = false;
  let beforeAck: (() => void) | undefined;
  let wake: (() => void) | undefined;

  const end = (tag: number, allUpTo: boolean, how: "ack" | "refuse"): void => {
    session.sequence.run(() => {
      if (how === "ack") beforeAck?.();
      for (const [each, { settlement, position }] of places)
        if (each === tag || (allUpTo && (tag === 0 || each < tag))) {
          places.delete(each);
          settlement[how](position);
        }
    });
  };
  const refuse = (tag: number, allUpTo: boolean, requeue: boolean): void => {
    if (!requeue) workshop.assume(throughDeadLetter);
    end(tag, allUpTo, "refuse");
  };

  /** Hands over one message after the other; each counts until it is acknowledged, refused, or nothing moves any more. */
  const deliver = async (
    messages: readonly Delivered[],
    acked: Acked,
    consumerTag: string,
    noAck: boolean,
    hand: (message: Message) => unknown,
  ): Promise<Settled> => {
    if (closed || cancelled.has(consumerTag)) return "crashed";
    const settlement = createSettlement(messages.length, acked);
    session.open.add(settlement);
    const stalled = new Promise<void>((resolve) => (wake = resolve));
    try {
      for (const [position, message] of messages.entries()) {
        const tag = ++lastTag;
        if (noAck) settlement.ack(position);
        else places.set(tag, { settlement, position });
        await hand(amqpMessage(message, tag, consumerTag));
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
  };

  const subscribe = (queue: string, consumerTag: string, noAck: boolean, hand: (message: Message) => unknown): void => {
    topology.consumed.add(queue);
    workshop.subscribe({
      client: "amqplib",
      channel: queue,
      batch: false,
      deliver: (messages, acked) => deliver(messages, acked, consumerTag, noAck, hand),
      stalled: () => wake?.(),
    });
  };

  const poll = (queue: string, noAck: boolean): Message | false => {
    if (!polled.has(queue)) {
      const waiting: { message: Message; take: () => void }[] = [];
      polled.set(queue, waiting);
      subscribe(queue, `get-${queue}`, noAck, (message) => new Promise<void>((take) => void waiting.push({ message, take })));
    }
    const next = polled.get(queue)?.shift();
    next?.take();
    return next?.message ?? false;
  };

  return {
    beforeAck: (check: () => void) => void (beforeAck = check),
    close() {
      closed = true;
      end(0, true, "refuse");
    },
    methods: {
      consume: style((queue: string, callback: Callback, options?: ConsumeOptions) => {
        const consumerTag = options?.consumerTag ?? `amq.ctag-${++lastConsumer}`;
        subscribe(queue, consumerTag, options?.noAck ?? false, callback);
        return { consumerTag };
      }, 3),
      cancel: style((consumerTag: string) => (cancelled.add(consumerTag), { consumerTag })),
      get: style((queue: string, options?: ConsumeOptions) => poll(queue, options?.noAck ?? false)),
      ack: ({ fields }: Message, allUpTo = false) => end(fields.deliveryTag, allUpTo, "ack"),
      ackAll: () => end(0, true, "ack"),
      nack: ({ fields }: Message, allUpTo = false, requeue = true) => refuse(fields.deliveryTag, allUpTo, requeue),
      nackAll: (requeue = true) => refuse(0, true, requeue),
      reject: ({ fields }: Message, requeue = true) => refuse(fields.deliveryTag, false, requeue),
    },
  };
}
