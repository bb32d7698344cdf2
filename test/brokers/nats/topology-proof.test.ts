import { expect } from "vitest";
import type { Broker, Opening, Wanted } from "../../../src/brokers/broker.ts";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { inTolerance, proveTopology } from "../../../src/delivery/poison.ts";
import { byHand, type ByHand, nanoseconds } from "./by-hand.ts";
import { type NatsRunning, runId } from "./running.ts";
import { onBoth, wish } from "./setting.ts";

const short = wish({ rungsMs: [300, 700, 1200] });

/** Somebody does something to the shadow when it has just been made. */
function tampered(opening: Opening, tamper: (hand: ByHand, shadow: string) => Promise<unknown>): Broker {
  return {
    ...nats,
    async shadow(as) {
      const session = await nats.shadow(as);
      return {
        ...session,
        async subscribe(reader, ...rest) {
          const subscription = await session.subscribe(reader, ...rest);
          const { name } = (await session.describe(reader.channel))!;
          await byHand(opening.address!.url!, (hand) => tamper(hand, String(name)));
          return subscription;
        },
      };
    },
  };
}

async function broken(broker: NatsRunning, tamper: (hand: ByHand, shadow: string) => Promise<unknown>) {
  const proof = await proveTopology(tampered(broker.opening, tamper), short, broker.opening, runId());
  expect(proof.outcome).toBe("denied");
  expect(await left(broker)).toEqual([]);
  return proof;
}

/** Streams that a proof left behind. */
const left = (broker: NatsRunning) => byHand(broker.url, ({ manager }) => manager.streams.names().next());

await onBoth({
  async "the full ladder of 1, 5 and 30 s is proven, and nothing is left"(broker) {
    const rungs = [1000, 5000, 30_000];
    const proof = await proveTopology(nats, wish({ rungsMs: rungs, handlerTimeoutMs: 30_000 }), broker.opening, runId());
    expect(proof).toMatchObject({ outcome: "proven", deliveries: 4, clock: "real" });
    expect(proof.gapsMs.map((gap, index) => inTolerance(gap, rungs[index]!))).toEqual([true, true, true]);
    expect(await left(broker)).toEqual([]);
  },

  async "no rungs, and order of a key"(broker) {
    const prove = (wanted: Wanted) => proveTopology(nats, wanted, broker.opening, runId());
    expect(await prove(wish({ rungsMs: [] }))).toMatchObject({ outcome: "proven", deliveries: 1 });
    expect(await prove(wish({ rungsMs: [500, 1000], ordering: "key" }))).toMatchObject({ outcome: "proven", deliveries: 3 });
  },

  async "two at once do not take away what both need, whoever is ready first"(broker) {
    const prove = (rungsMs: number[]) => proveTopology(nats, wish({ rungsMs }), broker.opening, runId());
    const [first, second] = await Promise.all([prove([300]), prove([300, 700, 1200])]);
    expect([first.outcome, second.outcome], `${first.why} ${second.why}`).toEqual(["proven", "proven"]);
    // Whoever made it found it in use, and nobody else may remove it.
    expect((await left(broker)).filter((name) => name !== "GM_ADVISORIES")).toEqual([]);
    await byHand(broker.url, ({ manager }) => manager.streams.delete("GM_ADVISORIES").catch(() => false));
  },

  async "a backoff that somebody added is named"(broker) {
    const { why } = await broken(broker, ({ manager }, shadow) =>
      manager.consumers.update(shadow, "billing", { backoff: [300, 700, 1200].map(nanoseconds) }),
    );
    expect(why).toContain("backoff is 300ms, 700ms, 1200ms and becomes none");
    expect(why).toContain("gaps of 300, 700, 1200 ms");
  },

  async "a lowered max_deliver is named"(broker) {
    const { why, deliveries } = await broken(broker, ({ manager }, shadow) =>
      manager.consumers.update(shadow, "billing", { max_deliver: 2 }),
    );
    expect(deliveries).toBe(2);
    expect(why).toContain("max_deliver is 2 and becomes 8");
  },

  async "a dead letter that somebody removed is named"(broker) {
    const { why } = await broken(broker, ({ manager }, shadow) => manager.streams.delete(`${shadow}_billing_DLQ`));
    expect(why).toMatch(/_billing_DLQ: It is not there/);
  },

  async "a dead letter that drops the oldest is named"(broker) {
    const { why } = await broken(broker, ({ manager }, shadow) =>
      manager.streams.update(`${shadow}_billing_DLQ`, { discard: "old" as never, discard_new_per_subject: false, max_msgs: 10 }),
    );
    expect(why).toContain("discard is old and becomes new");
    expect(why).toContain("max_msgs is 10 and becomes -1");
  },

  async "a consumer whose lease is shorter than its handler is named"(broker) {
    const { why } = await broken(broker, ({ manager }, shadow) =>
      manager.consumers.update(shadow, "billing", { ack_wait: nanoseconds(1000) }),
    );
    expect(why).toContain("ack_wait is 1000000000 and becomes 2200000000");
  },
});
