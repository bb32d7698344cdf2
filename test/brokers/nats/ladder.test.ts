import { expect } from "vitest";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { applyPlan } from "../../../src/delivery/apply.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { inTolerance } from "../../../src/delivery/poison.ts";
import { ack, lateness, message, quiet, recorder, text, waitFor } from "../conformance.ts";
import { byHand, nanoseconds } from "./by-hand.ts";
import type { NatsRunning } from "./running.ts";
import { body, depth, later, made, onBoth, wish } from "./setting.ts";

const times = (gaps: readonly number[], rungs: readonly number[]) => gaps.map((gap, index) => inTolerance(gap, rungs[index]!));

async function arrivals(broker: NatsRunning, wanted = wish()): Promise<number[]> {
  const session = await broker.connect();
  const reader = await made(session, wanted);
  const seen: number[] = [];
  const handle = onLadder(ladderOf(wanted.consumer, reader, session.features, broker.clock), async () => {
    seen.push(Date.now());
    throw new Error("always");
  });
  await session.publish("orders", { headers: {}, body: body("poison") });
  await session.subscribe(reader, handle);
  await waitFor(broker, "dead letter", async () => (await depth(session, reader.deadLetter)) === 1 && quiet(session, reader));
  return seen.slice(1).map((at, index) => at - seen[index]!);
}

const withBackoff = (broker: NatsRunning, ...waits: number[]) =>
  byHand(broker.url, async ({ manager }) => {
    await manager.streams.add({ name: "ORDERS", subjects: ["orders"] });
    await manager.consumers.add("ORDERS", {
      durable_name: "billing",
      filter_subject: "orders",
      max_deliver: 8,
      backoff: waits.map(nanoseconds),
      ack_policy: "explicit" as never,
    });
  });

await onBoth({
  async "N1 the waits of the ladder, without backoff"(broker) {
    const gaps = await arrivals(broker);
    expect({ gaps, held: times(gaps, [150, 400, 800]) }).toMatchObject({ held: [true, true, true] });
  },

  async "N2 a backoff is told, because with it the waits add up, and is taken away"(broker) {
    await withBackoff(broker, 300, 1000, 2000);
    const session = await broker.connect();
    const source = (await session.describe("orders"))!;
    const { resources, reader } = nats.topology({ ...wish({ rungsMs: [400] }), source });
    const seen: number[] = [];
    await session.publish("orders", message("a"));
    const handle = async () => {
      seen.push(Date.now());
      return [seen.length <= 2 ? ({ do: "nack", afterMs: 400 } as const) : ack];
    };
    const subscription = await session.subscribe(reader, handle);
    await waitFor(broker, "third", async () => seen.length === 3);
    await subscription.close();
    // 2 x rung - ack_wait and more: what the server has for the next delivery comes on top.
    expect(seen[2]! - seen[1]!).toBeGreaterThan(900);
    const desired = [{ consumer: "svc/a.ts#billing", resources }];
    const plan = planOf("nats", desired, await session.observe(resources));
    const drift = driftOf(plan).find(({ resource }) => resource === "nats:consumer:ORDERS/billing")!;
    expect(drift).toMatchObject({ action: "update", reason: expect.stringContaining("backoff is 300ms, 1000ms, 2000ms and becomes none") });
    await applyPlan(plan, desired, session, "run-1", () => undefined);
    expect(driftOf(planOf("nats", desired, await session.observe(resources)))).toEqual([]);
    expect((await byHand(broker.url, ({ manager }) => manager.consumers.info("ORDERS", "billing"))).config).toMatchObject({
      ack_wait: nanoseconds(2200),
      max_deliver: 8,
    });
  },

  async "N3 a handler that takes more than a second runs once; behind a backoff of a second it ran twice"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish({ handlerTimeoutMs: 10_000 }));
    const once = recorder(broker, () => later(1500).then(() => ack));
    await session.publish("orders", message("slow"));
    const first = await session.subscribe(reader, once.handle, { prefetch: 2 });
    await waitFor(broker, "quiet", async () => first.counts().acked === 1 && quiet(session, reader));
    expect(first.counts()).toMatchObject({ delivered: 1, lapsed: 0 });
    await first.close();
    await byHand(broker.url, ({ manager }) =>
      manager.consumers.update("ORDERS", "billing", { backoff: [1000, 5000].map(nanoseconds), ack_wait: nanoseconds(1000) }),
    );
    const twice = recorder(broker, () => later(1500).then(() => ack));
    await session.publish("orders", message("slow"));
    await session.subscribe(reader, twice.handle, { prefetch: 2 });
    await waitFor(broker, "twice", async () => twice.seen.length === 2);
  },

  async "N4 a reason for term is told only to a server that understands it: rejected once is rejected"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish({ handlerTimeoutMs: 300 }));
    const { seen, handle } = recorder(broker, () => ({ do: "reject", headers: { why: "fatal" } }));
    await session.publish("orders", message("bad"));
    const subscription = await session.subscribe(reader, handle);
    await waitFor(broker, "dead letter", async () => (await depth(session, reader.deadLetter)) === 1 && quiet(session, reader));
    await later(800);
    expect(seen).toHaveLength(1);
    await subscription.close();
    const told = await byHand(broker.url, async ({ connection, manager, stream }) => {
      await session.publish("orders", message("other"));
      const other = (await (await stream.consumers.get("ORDERS", "billing")).next())!;
      await connection.request((other as unknown as { reply: string }).reply, "+TERM because", { timeout: 2000 });
      const old = connection.info!.version.startsWith("2.9.");
      expect((await manager.consumers.info("ORDERS", "billing")).num_ack_pending).toBe(old ? 1 : 0);
      const reasons: unknown[] = [];
      for (let seq = 1; seq <= (await manager.streams.info("GM_ADVISORIES")).state.last_seq; seq += 1)
        reasons.push((await manager.streams.getMessage("GM_ADVISORIES", { seq })).json<{ reason?: string }>().reason);
      return { old, reasons };
    });
    expect(told.reasons).toEqual(told.old ? [undefined] : ["dead-lettered in dlq.ORDERS.billing", "because"]);
  },

  async "N8 max_ack_pending of 1 keeps the order through a wait"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish({ ordering: "key" }));
    const { handle, texts } = recorder(broker, (delivery, nth) =>
      text(delivery) === "1" && nth <= 2 ? { do: "nack", afterMs: reader.rungs[nth - 1]!.waitMs } : ack,
    );
    await session.subscribe(reader, handle, { prefetch: 3 });
    for (const each of ["1", "2", "3"]) await session.publish("orders", message(each, { key: "k" }));
    await waitFor(broker, "all", async () => texts().length === 5 && quiet(session, reader));
    expect(texts()).toEqual(["1", "1", "1", "2", "3"]);
  },

  async "a restart keeps the waits, to a second"(broker) {
    const before = await broker.connect();
    const reader = await made(before, wish({ rungsMs: [3000] }));
    const seen: number[] = [];
    await before.publish("orders", message("late"));
    await before.subscribe(reader, async () => {
      seen.push(Date.now());
      return [{ do: "nack", afterMs: 3000 }];
    });
    await waitFor(broker, "first", async () => seen.length === 1);
    await later(100);
    const lateMs = lateness(broker);
    await broker.restart();
    const after = await broker.connect();
    await after.subscribe(reader, async () => {
      seen.push(Date.now());
      return [ack];
    });
    await waitFor(broker, "second", async () => seen.length === 2 && quiet(after, reader));
    expect(seen[1]! - seen[0]!).toBeGreaterThan(1900);
    expect(seen[1]! - seen[0]!).toBeLessThan(3750 + 2 * lateMs());
  },
});
