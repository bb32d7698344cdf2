import { expect, test } from "vitest";
import { type Measured, metricsText } from "../../src/delivery/metrics.ts";

const billing: Measured = {
  broker: "sqs",
  consumer: "billing",
  group: "billing",
  channel: "orders",
  deadLetter: "orders-billing-dlq",
  depth: 3,
  oldestAtMs: 1_700_000_000_500,
  lag: 12,
};

test("depth, oldest and lag, each as a family of gauges", () => {
  expect(metricsText([billing])).toBe(`# HELP gm_dlq_depth Dead letters that wait for somebody.
# TYPE gm_dlq_depth gauge
gm_dlq_depth{broker="sqs",queue="orders-billing-dlq"} 3
# HELP gm_dlq_oldest_message_timestamp_seconds When the oldest dead letter came; no sample while there is none.
# TYPE gm_dlq_oldest_message_timestamp_seconds gauge
gm_dlq_oldest_message_timestamp_seconds{broker="sqs",queue="orders-billing-dlq"} 1700000000.5
# HELP gm_consumer_lag Messages that wait for the consumer.
# TYPE gm_consumer_lag gauge
gm_consumer_lag{broker="sqs",queue="orders",group="billing"} 12
`);
});

test("what could not be seen is no sample, and an empty dead letter has no oldest", () => {
  const { depth: _, lag: __, oldestAtMs: ___, ...unseen } = billing;
  expect(metricsText([unseen])).not.toMatch(/^gm_/m);
  const empty = metricsText([{ ...billing, depth: 0 }]);
  expect(empty).toContain('gm_dlq_depth{broker="sqs",queue="orders-billing-dlq"} 0\n');
  expect(empty).not.toMatch(/^gm_dlq_oldest/m);
  expect(metricsText([{ ...billing, lag: Number.NaN, oldestAtMs: Number.POSITIVE_INFINITY }])).not.toMatch(/NaN|Inf/);
});

test("names are escaped: none ends its line or its quotes", () => {
  const text = metricsText([{ ...billing, deadLetter: 'a"b\\c\nevil 1' }]);
  expect(text).toContain('queue="a\\"b\\\\c\\nevil 1"} 3\n');
  expect(text.split("\n").filter((line) => line.startsWith("evil"))).toEqual([]);
});

test("a shared dead letter is one series with the older date", () => {
  const text = metricsText([billing, { ...billing, consumer: "audit", oldestAtMs: 1_600_000_000_000 }]);
  expect(text.match(/^gm_dlq_depth\{/gm)).toHaveLength(1);
  expect(text).toContain("} 1600000000\n");
});
