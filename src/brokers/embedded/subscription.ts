import type { Counts, Delivery, Handler, Message, Reader, Settlement, Subscription } from "../broker.ts";
import { acknowledge, comeAgain, connectionLost, nextOf } from "./group.ts";
import { decode, type Hub } from "./hub.ts";
import type { Item } from "./world.ts";

interface Limits {
  readonly prefetch?: number;
  readonly batch?: number;
}

export interface EmbeddedSubscription extends Subscription {
  /** The process behind it died: nothing it does counts any more. */
  abandon(): void;
}

/** Hands the messages of one group to one handler. `name` is unique among the subscriptions of the hub. */
export function subscribeTo(hub: Hub, reader: Reader, handle: Handler, limits: Limits, name: string): EmbeddedSubscription {
  const { clock } = hub;
  const channel = hub.channel(reader.channel);
  const group = hub.group(reader.channel, reader.group);
  const { redelivery, leaseMs, maxDeliveries, deadLetter } = group.config;
  const batch = limits.batch ?? 1;
  const prefetch = Math.max(batch, limits.prefetch ?? 1);
  const tally = { delivered: 0, acked: 0, nacked: 0, rejected: 0, lapsed: 0 };
  const works = new Set<Promise<unknown>>();
  let inFlight = 0;
  let taking = true;
  let dead = false;
  let failure: unknown;

  function pump(): void {
    for (;;) {
      if (!taking || inFlight >= prefetch) return;
      const taken: { item: Item; token: string }[] = [];
      while (taken.length < Math.min(batch, prefetch - inFlight)) {
        const item = takeNext();
        if (item === undefined) break;
        const token = `${name}.${tally.delivered++}`;
        item.count += 1;
        item.lease = { token, ...(leaseMs !== undefined && { untilMs: clock.now() + leaseMs }) };
        taken.push({ item, token });
      }
      if (taken.length === 0) return;
      inFlight += taken.length;
      const work = run(taken)
        .catch((error: unknown) => (failure ??= error))
        .finally(() => works.delete(work));
      works.add(work);
    }
  }

  /** What a consumer keeps crashing on goes to the dead letter, if there is one: the guard behind the ladder. */
  function takeNext(): Item | undefined {
    for (;;) {
      const item = nextOf(group, clock.now());
      if (item === undefined || maxDeliveries === undefined || item.count < maxDeliveries) return item;
      const end = deadLetter === undefined ? undefined : hub.world.channels.get(deadLetter);
      if (end === undefined) return item;
      hub.put(end, withHeaders(decode(item), { "gm-error-kind": "crash-loop", "gm-attempt": String(item.count) }));
      acknowledge(group, item);
      hub.save();
    }
  }

  async function run(taken: readonly { item: Item; token: string }[]): Promise<void> {
    let settlements: readonly Settlement[];
    try {
      settlements = await handle(taken.map(({ item }) => deliveryOf(item)));
    } catch {
      settlements = taken.map(() => ({ do: "nack" }));
    }
    inFlight -= taken.length;
    for (const [index, { item, token }] of taken.entries()) {
      if (dead || item.lease?.token !== token || !group.items.has(item.id)) tally.lapsed += 1;
      else settle(item, settlements[index] ?? { do: "nack" });
    }
    if (dead) return;
    hub.touch(channel, group);
    await hub.saved();
  }

  function settle(item: Item, settlement: Settlement): void {
    try {
      carryOut(item, settlement);
    } catch (error) {
      failure ??= error;
      comeAgain(group, item, 0, clock.now());
      tally.nacked += 1;
    }
  }

  function carryOut(item: Item, settlement: Settlement): void {
    if (settlement.do === "ack") {
      acknowledge(group, item);
      tally.acked += 1;
    } else if (settlement.do === "reject") {
      hub.put(hub.channel(reader.deadLetter), withHeaders(decode(item), settlement.headers));
      acknowledge(group, item);
      tally.rejected += 1;
    } else {
      const { afterMs = 0, headers } = settlement;
      const rung = reader.rungs.find(({ waitMs }) => waitMs === afterMs);
      if (afterMs > 0 && rung === undefined) throw new Error(`${reader.channel}/${reader.group} has no rung of ${afterMs} ms.`);
      if (rung?.channel === undefined) comeAgain(group, item, clock.now() + afterMs, clock.now());
      else {
        hub.put(hub.channel(rung.channel), withHeaders(decode(item), headers));
        acknowledge(group, item);
      }
      tally.nacked += 1;
    }
  }

  function deliveryOf(item: Item): Delivery {
    const count = redelivery === "rewind" ? 1 : item.count;
    return { ...decode(item), id: String(item.id), atMs: item.atMs, channel: reader.channel, redelivered: count > 1, count };
  }

  const unwatch = hub.watch(group, pump);
  hub.touch(channel, group);
  hub.save();
  return {
    counts: (): Counts => ({ ...tally, inFlight }),
    async close() {
      taking = false;
      unwatch();
      while (works.size > 0) await Promise.all(works);
      if (failure !== undefined) throw failure;
    },
    abandon() {
      taking = false;
      dead = true;
      unwatch();
      connectionLost(group, (token) => token.startsWith(`${name}.`), clock.now());
      hub.touch(channel, group);
      hub.save();
    },
  };
}

function withHeaders(message: Message, headers: Readonly<Record<string, string>> = {}): Message {
  return { ...message, headers: { ...message.headers, ...headers } };
}
