import { expect } from "vitest";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { message, quiet, waitFor } from "../conformance.ts";
import { byHand, nanoseconds } from "./by-hand.ts";
import type { NatsRunning } from "./running.ts";
import { depth, made, onBoth, wish } from "./setting.ts";

const stream = (broker: NatsRunning, name: string, ...subjects: string[]) =>
  byHand(broker.url, ({ manager }) => manager.streams.add({ name, subjects }));

await onBoth({
  async "a stream is found by its subject, and by its name where code tells only that"(broker) {
    await stream(broker, "SHOP", "shop.>");
    const session = await broker.connect();
    for (const channel of ["shop.orders", "shop.*", "shop.>", "SHOP"])
      expect(await session.describe(channel), channel).toMatchObject({ name: "SHOP" });
    for (const channel of ["shop", "other", "OTHER", ">"]) expect(await session.describe(channel), channel).toBeUndefined();
  },

  async "a consumer that names its stream keeps its own filter, and gets its dead letters back on their own subject"(broker) {
    await stream(broker, "SHOP", "shop.>");
    await byHand(broker.url, ({ manager }) =>
      manager.consumers.add("SHOP", {
        durable_name: "billing",
        filter_subject: "shop.orders.*",
        ack_policy: "explicit" as never,
        ack_wait: nanoseconds(30_000),
        max_deliver: 20,
      }),
    );
    const session = await broker.connect();
    const source = (await session.describe("SHOP"))!;
    const wanted = wish({}, { channel: "SHOP", source });
    const { resources } = nats.topology(wanted);
    const plan = planOf("nats", [{ consumer: "c", resources }], await session.observe(resources));
    expect(plan.actions.map(({ resource, action }) => `${action} ${resource}`)).toEqual([
      "create nats:stream:SHOP_billing_DLQ",
      "create nats:stream:GM_ADVISORIES",
      "create nats:stream:SHOP_billing_ENTRY",
      "create nats:consumer:SHOP_billing_ENTRY/billing",
      "adopt nats:stream:SHOP",
      "adopt nats:consumer:SHOP/billing",
    ]);
    const reader = await made(session, wanted);
    let broken = true;
    const seen: string[] = [];
    await session.subscribe(reader, async ([each]) => {
      seen.push(each!.channel);
      return [broken ? { do: "reject", headers: { "gm-original-subject": each!.channel } } : { do: "ack" }];
    });
    await session.publish("shop.orders.eu", message("a"));
    await waitFor(broker, "dead letter", async () => (await depth(session, reader.deadLetter)) === 1);
    broken = false;
    await session.take(
      reader.deadLetter,
      () => true,
      (held) => session.sendTo(reader, held),
    );
    await waitFor(broker, "back", async () => seen.length === 2 && quiet(session, reader));
    expect(seen).toEqual(["shop.orders.eu", "shop.orders.eu"]);
    expect((await byHand(broker.url, ({ manager }) => manager.consumers.info("SHOP", "billing"))).config.filter_subject).toBe(
      "shop.orders.*",
    );
  },

  async "a stream in the way is found before anything is made"(broker) {
    await stream(broker, "SHOP", "shop.orders");
    const session = await broker.connect();
    const { resources, warnings } = nats.topology(wish({}, { channel: "shop.*" }));
    expect(warnings).toEqual([expect.stringContaining("No stream has the subject shop.*")]);
    const plan = planOf("nats", [{ consumer: "c", resources }], await session.observe(resources));
    expect(plan.actions.filter(({ action }) => action === "conflict")).toMatchObject([
      { resource: "nats:stream:SHOP_ANY", reason: expect.stringContaining("name is SHOP and must be SHOP_ANY") },
    ]);
  },

  async "two consumers whose subjects overlap need one stream, and the plan says so"() {
    const desired = ["demo.orders.created", "demo.orders.*", "demo.users"].map((channel) => ({
      consumer: channel,
      resources: nats.topology(wish({}, { channel })).resources,
    }));
    const plan = planOf("nats", desired, [], undefined, nats.disputes!(desired.flatMap(({ resources }) => resources)));
    expect(driftOf(plan).filter(({ action }) => action === "conflict")).toMatchObject([
      { resource: "nats:stream:DEMO_ORDERS_ANY", reason: expect.stringContaining("Make one stream with demo.orders.* for both consumers") },
    ]);
  },
});
