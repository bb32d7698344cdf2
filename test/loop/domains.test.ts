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

describe("consumers that are not judged", () => {
  const ladder = [
    { file: "mq.json", line: 1, kind: "rabbit-dlx", channel: "billing.retry", source: "billing" },
    { file: "mq.json", line: 9, kind: "rabbit-dlx", channel: "billing", source: "billing.retry" },
  ] as const;

  it("are not those of a queue whose retry queue leads back to it", () => {
    const consumers = [consumer({ channel: "billing" })];
    for (const dlq of [[...ladder], [ladder[1]]])
      expect(domainsOf(facts({ map: systemMap({ consumers, dlq }) }))[0]?.consumers).toHaveLength(1);
    const channels = [
      { file: "mq.json", line: 1, broker: "rabbitmq", kind: "queue", name: "billing", deadLetter: "billing.retry" },
      { file: "mq.json", line: 9, broker: "rabbitmq", kind: "queue", name: "billing.retry", deadLetter: "billing" },
    ] as const;
    expect(domainsOf(facts({ map: systemMap({ consumers, channels: [...channels] }) }))[0]?.consumers).toHaveLength(1);
  });

  it("are those of dead letters, and the rows say that they exist", () => {
    const dlq = [{ file: "mq.json", line: 1, kind: "rabbit-dlx", channel: "graveyard", source: "billing" } as const];
    const map = systemMap({ consumers: [consumer({ channel: "graveyard" })], producers: [producer({ service: "billing" })], dlq });
    const [domain] = assess(facts({ map })).domains;
    expect(domain!.view.consumers).toEqual([]);
    expect(domain!.rows[3]).toMatchObject({ status: "pass", why: "Its consumers read dead letters, and no events." });
  });
});

it("an event belongs to a channel only where it is named there, or where it stands on none", () => {
  const rule = consumer({ id: "rule", broker: "eventbridge", channel: "default", eventType: "OrderPlaced" });
  const { eventType: _type, ...unnamed } = producer({ broker: "sqs", channel: "orders" });
  expect(shape(facts({ map: systemMap({ producers: [unnamed], consumers: [rule] }) }))).toEqual([
    { name: "billing-service", events: ["order.placed"], reads: [] },
    { name: "order-service", events: ["order.published"], reads: [] },
  ]);
  const there = consumer({ broker: "sqs", channel: "orders", eventType: "OrderPlaced" });
  expect(shape(facts({ map: systemMap({ producers: [unnamed], consumers: [there] }) }))[1]!.events).toEqual(["order.placed"]);
});

it("a queue reads what is sent to the topic that it is subscribed to", () => {
  const channels = [{ file: "t.tf", line: 1, broker: "sqs", kind: "queue", name: "inbox", subscribedTo: ["orders"] } as const];
  const map = systemMap({
    producers: [producer({ broker: "sns" })],
    consumers: [consumer({ broker: "sqs", channel: "inbox" })],
    channels: channels.map(({ subscribedTo, ...channel }) => ({ ...channel, subscribedTo: [...subscribedTo] })),
  });
  expect(shape(facts({ map }))[0]).toMatchObject({ name: "billing-service", reads: ["order.placed"] });
});

it("a wrapper is not judged beside those who call it", () => {
  const inside = { file: "shared/bus.ts", service: "shared", channel: null, wrapper: true } as const;
  const map = systemMap({ consumers: [consumer({ ...inside, id: "w" })], producers: [producer({ ...inside, id: "v" }), producer()] });
  expect(domainsOf(facts({ map })).map(({ name }) => name)).toEqual(["order-service"]);
});

describe("jobs", () => {
  it("are no events: their workers must survive failures, and nobody asks them for a schema", () => {
    const job = { broker: "bullmq", eventType: "resize-image" } as const;
    const input = facts({ map: systemMap({ producers: [producer(job)], consumers: [consumer({ ...job, dlq: "false" })] }) });
    const [domain, ...others] = assess(input).domains;
    expect(others).toEqual([]);
    expect(domain).toMatchObject({ domain: "billing-service", eventTypes: 0, verdict: "DISCARD" });
    expect(domain!.rows.map(({ status }) => status)).toEqual(["unknown", "unknown", "unknown", "fail", "unknown", "unknown"]);
    expect(domain!.rows[0]!.why).toContain("it works on jobs");
  });
});

describe("request and reply", () => {
  const asks = producer({ replies: true, eventType: "find-order" });
  const answers = consumer({ replies: true, eventType: "find-order", dlq: "false" });

  it("is no event: nothing of it is counted or judged", () => {
    expect(domainsOf(facts({ map: systemMap({ producers: [asks], consumers: [answers] }) }))).toEqual([]);
    const { domains } = assess(facts({ map: systemMap({ producers: [asks, producer()], consumers: [answers] }) }));
    expect(domains.map(({ domain, eventTypes }) => [domain, eventTypes])).toEqual([["order-service", 1]]);
  });

  it("is said to be all there is, and its open questions leave nothing open", () => {
    const questions = [{ file: answers.file, line: answers.line, question: "Which queue?", setting: "…" }];
    const { nothing, unseen } = assess(facts({ map: systemMap({ producers: [asks], consumers: [answers], questions }) }));
    expect(nothing).toBe("kafka: requests and replies only (1 sender, 1 reader), no events.");
    expect(unseen).toEqual([]);
    expect(assess(facts()).nothing).toBe("Nothing here sends or reads events.");
  });

  it("is none either where detection lists its name among the event types", () => {
    const eventTypes = [{ name: "find-order", aliases: [], file: "orders/send.ts", line: 7, service: "orders" }];
    const { domains, findings } = assess(facts({ map: systemMap({ producers: [asks, producer()], consumers: [answers], eventTypes }) }));
    expect(domains.map(({ domain, eventTypes: count }) => [domain, count])).toEqual([["order-service", 1]]);
    expect(findings.map(({ at }) => at)).not.toContain("order.found");
  });

  it("is an event where somebody sends it as one, and on Kafka where no caller is seen to wait", () => {
    const emitted = producer({ eventType: "find-order" });
    expect(domainsOf(facts({ map: systemMap({ producers: [emitted], consumers: [answers] }) }))[0]!.consumers).toHaveLength(1);
    expect(domainsOf(facts({ map: systemMap({ consumers: [answers] }) }))[0]!.consumers).toHaveLength(1);
    expect(domainsOf(facts({ map: systemMap({ consumers: [consumer({ replies: true, broker: "nats" })] }) }))).toEqual([]);
  });
});
