import type { Delivered } from "../../effects/gate.ts";
import { bytesOf, deliveredHeaders, textOf } from "../../effects/payload.ts";
import { createSettlement, oneByOne, type Settlement } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** A JetStream message. A handler that neither acknowledges nor refuses acknowledges by returning. */
export const nats: Shape = {
  name: "nats",
  docs: "https://nats-io.github.io/nats.deno/interfaces/JsMsg.html",
  async hand(handler, messages, { acked, assume, batch }) {
    const settlement = createSettlement(messages.length, acked);
    const made = messages.map((delivered, position) => natsMessage(delivered, ends(settlement, position, assume)));
    if (!batch) return oneByOne(settlement, made.length, (position) => handler(made[position]));
    try {
      await handler(made);
      for (const position of made.keys()) settlement.ack(position);
    } catch {
      settlement.refuseOpen();
    }
    return settlement.result();
  },
};

export const terminated = "A message that the consumer terminates is kept by an advisory, and comes back from there.";

export interface Ends {
  readonly ack: () => void;
  readonly nak: () => void;
  readonly term: () => void;
}

export function ends(settlement: Settlement, position: number, assume: (text: string) => void): Ends {
  return {
    ack: () => settlement.ack(position),
    nak: () => settlement.refuse(position),
    term: () => {
      assume(terminated);
      settlement.refuse(position);
    },
  };
}

interface Headers {
  set(name: string, value: string): void;
}

/** `JsMsg`, which has all of `Msg`. `makeHeaders`: the package's own, where it is at hand. */
export function natsMessage(delivered: Delivered, { ack, nak, term }: Ends, makeHeaders: () => Headers = plainHeaders) {
  const { event, id, topic, offset, redelivered, deliveryCount, timestampMs } = delivered;
  const data = new Uint8Array(bytesOf(event));
  const headers = makeHeaders();
  headers.set("Nats-Msg-Id", id);
  for (const [name, value] of Object.entries(deliveredHeaders(delivered))) headers.set(name, value);
  const timestampNanos = timestampMs * 1_000_000;
  const info = {
    domain: "",
    stream: topic,
    consumer: "consumer",
    redeliveryCount: deliveryCount,
    deliveryCount,
    streamSequence: offset + 1,
    deliverySequence: offset + 1,
    timestampNanos,
    pending: 0,
    redelivered,
  };
  let didAck = false;
  const once = (how: () => void) => () => {
    if (!didAck) how();
    didAck = true;
  };
  const acknowledge = once(ack);
  return {
    subject: topic,
    sid: 1,
    reply: `$JS.ACK.${offset + 1}`,
    data,
    headers,
    info,
    seq: offset + 1,
    sequence: offset + 1,
    redelivered,
    get didAck() {
      return didAck;
    },
    time: new Date(timestampMs),
    timestamp: new Date(timestampMs).toISOString(),
    timestampNanos,
    json: () => JSON.parse(textOf(event)) as unknown,
    string: () => textOf(event),
    respond: () => true,
    ack: acknowledge,
    ackAck: async () => (acknowledge(), true),
    nak: once(nak),
    term: once(term),
    working: () => {},
    next: once(ack),
  };
}

const canonical = (name: string) => name.toLowerCase();

/** `MsgHdrs`, for where the package's own is not at hand. */
export function plainHeaders() {
  const values = new Map<string, string[]>();
  return {
    get: (name: string) => values.get(canonical(name))?.[0] ?? "",
    set: (name: string, value: string) => void values.set(canonical(name), [value]),
    append: (name: string, value: string) => void values.set(canonical(name), [...(values.get(canonical(name)) ?? []), value]),
    has: (name: string) => values.has(canonical(name)),
    values: (name: string) => values.get(canonical(name)) ?? [],
    keys: () => [...values.keys()],
    delete: (name: string) => void values.delete(canonical(name)),
    [Symbol.iterator]: () => values[Symbol.iterator](),
  };
}
