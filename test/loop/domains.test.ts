import { describe, expect, it } from "vitest";
import { assess } from "../../src/loop/assessment.ts";
import { domainsOf } from "../../src/loop/domains.ts";
import { consumer, facts, producer, schema, systemMap } from "./system.ts";

const shape = (input: Parameters<typeof domainsOf>[0]) =>
  domainsOf(input).map(({ name, events, reads }) => ({
    name,
    events: events.map((event) => event.name),
    reads: reads.map((event) => event.name),
  }));

describe("domains", () => {
  it("are services by default; an event belongs to its sender and is read by the other", () => {
    const map = systemMap({ producers: [producer()], consumers: [consumer({ eventType: "order.placed" })] });
    expect(shape(facts({ map }))).toEqual([
      { name: "billing-service", events: [], reads: ["order.placed"] },
      { name: "order-service", events: ["order.placed"], reads: [] },
    ]);
  });

  it("own what they read when nobody in the repository sends it", () => {
    expect(shape(facts({ map: systemMap({ consumers: [consumer({ eventType: "UserRegistered" })] }) }))).toEqual([
      { name: "billing-service", events: ["user.registered"], reads: [] },
    ]);
  });

  it("follow the settings: services by folder or name, channels by prefix, the rest by service", () => {
    const map = systemMap({
      producers: [producer(), producer({ id: "x", channel: "pay.out", eventType: "PaymentSent" })],
      consumers: [consumer()],
    });
    const settings = { domains: { sales: { services: ["orders"] }, money: { channels: ["pay."] } } };
    expect(shape(facts({ map, settings })).map(({ name }) => name)).toEqual(["billing-service", "sales"]);
    const byChannel = { domains: { money: { channels: ["pay."] }, sales: { services: ["order-service"] } } };
    expect(shape(facts({ map, settings: byChannel })).map(({ name, events }) => [name, events])).toEqual([
      ["billing-service", []],
      ["money", ["payment.sent"]],
      ["sales", ["order.placed"]],
    ]);
  });

  it("use the folder where two services have one name", () => {
    const services = [
      { path: "orders", name: "app" },
      { path: "billing", name: "app" },
    ];
    expect(
      shape(facts({ map: systemMap({ services, producers: [producer()], consumers: [consumer()] }) })).map(({ name }) => name),
    ).toEqual(["billing", "orders"]);
  });
});

describe("events", () => {
  it("are one under all their names, with the schema that speaks of them", () => {
    const map = systemMap({
      producers: [producer({ eventType: "OrderPlacedEvent" })],
      consumers: [consumer({ eventType: "order-placed" })],
      eventTypes: [{ name: "OrderPlaced", aliases: ["orders.OrderPlaced"], file: "orders/types.ts", line: 2, service: "orders" }],
    });
    const [, orders] = domainsOf(facts({ map, schemas: [schema({ names: ["com.acme.OrderPlaced"] })] }));
    expect(orders!.events).toHaveLength(1);
    expect(orders!.events[0]).toMatchObject({ name: "order.placed", schema: { file: "schemas/order.placed/1.avsc" } });
  });

  it("are counted to a producer that names none by the channel; a schema is then no missing one", () => {
    const map = systemMap({ producers: [producer({ eventType: undefined as never })] });
    const input = facts({
      map: { ...map, producers: [producer()].map(({ eventType: _type, ...rest }) => rest) },
      schemas: [schema(), schema({ file: "b", names: ["order.cancelled"] })],
    });
    expect(shape(input)).toEqual([{ name: "order-service", events: ["order.cancelled", "order.placed"], reads: [] }]);
    expect(assess(input).findings).toEqual([]);
  });

  it("take the channel's name where nothing else names one", () => {
    const [{ eventType: _type, ...unnamed }] = [producer()];
    expect(shape(facts({ map: systemMap({ producers: [unnamed] }) }))[0]!.events).toEqual(["order.published"]);
  });

  it("stay unknown where the channel is open too", () => {
    const [{ eventType: _type, ...unnamed }] = [producer({ channel: null })];
    const [domain] = domainsOf(facts({ map: systemMap({ producers: [unnamed] }) }));
    expect(domain).toMatchObject({ events: [], nameless: [{ id: "orders/send.ts#orders" }] });
    expect(assess(facts({ map: systemMap({ producers: [unnamed] }) })).domains[0]!.rows[0]!.status).toBe("unknown");
  });
});

describe("a system without events", () => {
  it("has no domain, and says when unread code may hide some", () => {
    expect(assess(facts())).toMatchObject({ domains: [], unseen: [] });
    const map = systemMap({
      unreadClients: [{ library: "sarama", file: "go.mod", line: 3, why: "go.mod uses sarama, and go code is not read." }],
    });
    expect(assess(facts({ map })).unseen).toEqual(["go.mod uses sarama, and go code is not read."]);
  });
});
