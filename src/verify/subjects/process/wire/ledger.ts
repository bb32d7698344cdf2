import type { Copy } from "../../../play.ts";
import type { Handed, Settling, WireMessage } from "./wire.ts";

/** One copy that was put in. */
export interface Put {
  readonly event: number;
  readonly kind: Copy["kind"];
  /** Where the broker keeps it, where it tells: `stream.7`, `orders.0.12`. */
  place?: string;
  state: "waiting" | "out" | "settled";
  count: number;
  /** Who shall get it. */
  to?: string;
  /** The consumer sent it on to come again: it is not done when this delivery is. */
  resent?: boolean;
}

/** What was put in, what went out, what became of it. Every handing over is of one put. */
export interface Ledger {
  readonly puts: readonly Put[];
  put(copy: Copy, to?: string, place?: string): Put;
  /** The put that a delivery will be of; undefined: none of ours. */
  expects(delivery: Delivery): Put | undefined;
  /** The consumer sent this event to where it waits for another attempt. */
  resend(event: number): void;
  /** The broker itself gave it up: those that wait are done. */
  giveUp(event: number): void;
  /** What lies there and was settled comes again as a redelivery. */
  rewind(isBehind: (place: string) => boolean): void;
  /** The event that these bytes are; undefined: none of ours. */
  eventOf(body: Uint8Array): number | undefined;
  /** Undefined: none of ours. */
  hand(instance: string, delivery: Delivery): Handed | undefined;
  settle(handed: Handed, how: Settling): void;
  /** What the instance held waits again. */
  lose(instance: string): Handed[];
  /** Nothing waits and nothing is out. */
  done(): boolean;
  /** What is out of it. */
  holding(put: Put): Handed | undefined;
}

export interface Delivery {
  readonly body: Uint8Array;
  readonly redelivered: boolean;
  readonly place?: string;
  /** It need not be acknowledged: it is done with as soon as it is handed over. */
  readonly forgotten?: boolean;
}

export function createLedger(messages: readonly WireMessage[]): Ledger {
  const puts: Put[] = [];
  const out = new Map<Handed, Put>();
  let tag = 0;
  const eventOf = createFinder(messages);

  function choose({ body, redelivered, place }: Delivery): Put | undefined {
    const there = place === undefined ? [] : puts.filter((put) => put.place === place);
    // Where it is out it was handed over and comes once more: no other copy of the same event lies there.
    const placed = there.find(({ state }) => state === "waiting") ?? there.find(({ state }) => state === "out");
    if (placed) return placed;
    const event = eventOf(body);
    if (event === undefined) return undefined;
    const own = puts.filter((put) => put.event === event);
    // One that was never handed over comes from its own place first.
    const isElsewhere = (put: Put) => put.count === 0 && place !== undefined && put.place !== undefined && put.place !== place;
    const waiting = own.filter((put) => put.state === "waiting" && !isElsewhere(put));
    const again = (put: Put) => put.kind === "redelivery" || put.count > 0;
    // Without one that waits it came another way: the consumer's own retry.
    return waiting.find((put) => again(put) === redelivered) ?? waiting[0] ?? own.find((put) => put.place === place) ?? own.at(-1);
  }

  return {
    puts,
    eventOf,
    expects: choose,
    resend(event) {
      for (const put of out.values()) if (put.event === event) put.resent = true;
    },
    giveUp(event) {
      for (const put of puts) if (put.event === event && put.state === "waiting") put.state = "settled";
    },
    rewind(isBehind) {
      const behind = puts.filter((put) => put.state === "settled" && put.place !== undefined && isBehind(put.place));
      const last = new Map(behind.map((put) => [put.place!, put]));
      for (const { event, count, place } of last.values()) puts.push({ event, kind: "redelivery", state: "waiting", count, place: place! });
    },
    put({ event, kind }, to, place) {
      // The broker counts on where it brings one again.
      const before =
        kind === "redelivery" ? Math.max(1, ...puts.map((each) => (each.event === event && each.kind !== "producer" ? each.count : 0))) : 0;
      const put: Put = {
        event,
        kind,
        state: "waiting",
        count: before,
        ...(to !== undefined && { to }),
        ...(place !== undefined && { place }),
      };
      puts.push(put);
      return put;
    },
    hand(instance, delivery) {
      const put = choose(delivery);
      if (put === undefined) return undefined;
      put.state = "out";
      put.count += 1;
      const { event, kind, count } = put;
      const redelivered = delivery.redelivered || count > 1;
      const handed: Handed = { tag: (tag += 1), instance, event, kind, count, redelivered, ...(delivery.forgotten && { forgotten: true }) };
      if (delivery.forgotten) put.state = "settled";
      else out.set(handed, put);
      return handed;
    },
    settle(handed, how) {
      const put = out.get(handed);
      if (put === undefined) return;
      out.delete(handed);
      put.state = how === "nack" || put.resent === true ? "waiting" : "settled";
      put.resent = false;
    },
    lose(instance) {
      const lost = [...out.keys()].filter((handed) => handed.instance === instance);
      for (const handed of lost) {
        out.get(handed)!.state = "waiting";
        out.delete(handed);
      }
      return lost;
    },
    done: () => puts.every(({ state }) => state === "settled"),
    holding: (put) => [...out].find(([, of]) => of === put)?.[0],
  };
}

/** By all bytes, plain or in base64; else by the id in them, which a consumer keeps where it sends an event on with more around it. */
function createFinder(messages: readonly WireMessage[]): (body: Uint8Array) => number | undefined {
  const bodies = messages.map(({ body }) => Buffer.from(body));
  return (bytes) => {
    const body = Buffer.from(bytes);
    const same = bodies.findIndex((each) => each.equals(body));
    if (same !== -1) return same;
    const wrapped = bodies.findIndex((each) => each.length > 0 && body.includes(each.toString("base64")));
    if (wrapped !== -1) return wrapped;
    const named = messages.findIndex(({ id }) => id !== "" && body.includes(JSON.stringify(id)));
    return named === -1 ? undefined : named;
  };
}
