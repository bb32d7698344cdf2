import { describe, expect, test } from "vitest";
import { channelOf, derived, queueOf, spelled } from "../../../src/brokers/sqs/names.ts";
import { apartFrom, topologyOf } from "../../../src/brokers/sqs/topology.ts";
import type { Wanted } from "../../../src/brokers/broker.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";

const wanted = (channel: string, more: Partial<Wanted> = {}): Wanted => ({
  consumer: "a#b",
  channel,
  group: "billing",
  retry: defaultRetry,
  ...more,
});
const idsOf = (channel: string, more?: Partial<Wanted>) =>
  topologyOf(wanted(channel, more)).resources.map(({ id, role }) => `${role} ${id}`);

describe("names", () => {
  test.each([
    ["orders", "queue", "orders", "orders"],
    ["orders.fifo", "queue", "orders.fifo", "orders.fifo"],
    ["sns:orders", "topic", "orders-billing", "sns:orders"],
    ["sns:orders.fifo", "topic", "orders-billing.fifo", "sns:orders.fifo"],
    ["arn:aws:sns:eu-west-1:123456789012:orders", "topic", "orders-billing", "arn:aws:sns:eu-west-1:123456789012:orders"],
    ["arn:aws-cn:sqs:cn-north-1:123456789012:orders", "queue", "orders", "orders"],
    ["https://sqs.eu-west-1.amazonaws.com/123456789012/orders", "queue", "orders", "orders"],
  ])("%s is a %s whose group reads %s", (text, kind, queue, again) => {
    const channel = channelOf(text);
    expect([channel.kind, queueOf(channel, "billing"), spelled(channel)]).toEqual([kind, queue, again]);
  });

  test("a bare name is the topic that was found under it", () => {
    expect(channelOf("orders", { kind: "topic" })).toMatchObject({ kind: "topic" });
  });

  test("long and unlawful parts give a lawful name of their own", () => {
    const [one, two] = ["x", "y"].map((end) => derived({ name: `${"o".repeat(75)}${end}.fifo`, fifo: true }, "src/billing service", "dlq"));
    for (const name of [one!, two!]) expect(name).toMatch(/^[\w-]{1,75}-dlq\.fifo$/);
    expect(one).not.toBe(two);
    expect(one!.length).toBeLessThanOrEqual(80);
  });

  test.each(["ord ers", "", "a".repeat(81), "a/b"])("%j is refused as a queue", (name) => {
    expect(() => topologyOf(wanted(name))).toThrow(/is no name of a/);
  });
});

describe("topology", () => {
  test("of a queue: its dead letter and its wiring", () => {
    expect(idsOf("orders")).toEqual(["dead-letter sqs:queue:orders-billing-dlq", "source sqs:queue:orders", "consumer sqs:reader:orders"]);
  });

  test("of a topic: a queue of the group's own, and a dead letter for what cannot be delivered", () => {
    expect(idsOf("sns:orders")).toEqual([
      "dead-letter sqs:queue:orders-billing-dlq",
      "dead-letter sqs:queue:orders-billing-undelivered",
      "source sns:topic:orders",
      "source sqs:queue:orders-billing",
      "consumer sqs:reader:orders-billing",
      "consumer sns:subscription:orders/orders-billing",
    ]);
  });

  test("a dead letter that the queue has already is kept, and so is one that is declared", () => {
    const ids = idsOf("orders", { source: { kind: "queue", deadLetter: "parked" } });
    expect(ids).toContain("dead-letter sqs:queue:parked");
    expect(idsOf("orders", { source: { kind: "queue", deadLetter: "parked" }, deadLetter: "declared" })).toContain(
      "dead-letter sqs:queue:declared",
    );
    const [own, parked] = [topologyOf(wanted("orders")), topologyOf(wanted("orders", { deadLetter: "parked" }))];
    expect([own.resources[0]!.config["redriveAllow"], parked.resources[0]!.config["redriveAllow"]]).toEqual(["orders", undefined]);
  });

  test("order by key needs FIFO", () => {
    const retry = { ...defaultRetry, ordering: "key" } as const;
    expect(() => topologyOf(wanted("orders", { retry }))).toThrow(/standard queue and keeps no order/);
    expect(topologyOf(wanted("orders.fifo", { retry })).warnings!.join()).toContain("The order is broken there");
  });

  test("Lambda: six times its timeout, and a word about partial batches", () => {
    const lambda = { timeoutMs: 20_000, batchingWindowMs: 5000 };
    const { resources, warnings } = topologyOf(wanted("orders", { lambda }));
    expect(resources.at(-1)!.config).toMatchObject({ VisibilityTimeout: 125, maxReceiveCount: 8 });
    expect(warnings!.join()).toContain("ReportBatchItemFailures");
    expect(topologyOf(wanted("orders", { lambda: { ...lambda, reportsItemFailures: true } })).warnings).toEqual([]);
  });

  test("a source that keeps as long as the dead letter can is a warning", () => {
    expect(topologyOf(wanted("orders", { source: { kind: "queue", MessageRetentionPeriod: 1_209_600 } })).warnings!.join()).toContain(
      "first enqueueing",
    );
  });

  test.each(["orders", "orders.fifo", "sns:orders", "sns:orders.fifo"])("%s apart is the same on other names", (channel) => {
    const apart = apartFrom(wanted(channel, { deadLetter: "declared" }), "0193-run");
    const [here, there] = [topologyOf(wanted(channel)), topologyOf(apart)];
    expect(there.resources.map(({ role, kind, config }) => [role, kind, Object.keys(config)])).toEqual(
      here.resources.map(({ role, kind, config }) => [role, kind, Object.keys(config)]),
    );
    const names = new Set(here.resources.map(({ name }) => name));
    expect(there.resources.filter(({ name }) => names.has(name))).toEqual([]);
  });
});
