import type { Admin } from "kafkajs";
import { expect, test } from "vitest";
import { administer } from "../../../src/brokers/kafka/administration.ts";
import type { Client } from "../../../src/brokers/kafka/client.ts";
import type { Log } from "../../../src/brokers/kafka/log.ts";
import { entryOf, isOwnTopic, topologyOf } from "../../../src/brokers/kafka/topology.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";

/** What is deleted when a group is taken back that has also committed on this topic. */
async function takenBack(topic: string): Promise<string[]> {
  const deleted: string[] = [];
  const admin: Partial<Admin> = {
    listTopics: async () => ["orders"],
    fetchOffsets: async () => [{ topic, partitions: [{ partition: 0, offset: "90412", metadata: null }] }],
    deleteGroups: async (groups) => {
      deleted.push(...groups);
      return [];
    },
  };
  const log: Partial<Log> = {
    shape: async () => ({ partitions: 1, replicas: 1 }),
    committed: async () => new Map(),
    ranges: async () => new Map([[0, { low: 0, high: 0 }]]),
    commit: async () => undefined,
  };
  const session = administer(
    { connection: "c" } as Client,
    log as Log,
    async () => admin as Admin,
    async () => 0,
    () => undefined,
  );
  const { resources } = topologyOf({ consumer: "c", channel: "orders", group: "billing", retry: defaultRetry });
  const group = resources.find(({ kind }) => kind === "group")!;
  await session.create(group, "run");
  await session.remove(group, "run");
  return deleted;
}

test.each(["orders", "orders.billing.retry.0s", "orders.billing.retry.1500ms", "orders.billing.dlq"])(
  "%s keeps no group",
  async (topic) => {
    expect(await takenBack(topic)).toEqual(["billing"]);
  },
);

test.each(["orders.v2", "orders.mail.retry.0s", "orders.billing.retry.late", "orders.billing.v2.dlq", "payments"])(
  "a group that has committed on %s stays",
  async (topic) => {
    expect(await takenBack(topic)).toEqual([]);
  },
);

test("topics whose names had to be shortened are a group's own too", () => {
  const reader = { channel: "orders", group: `billing ${"x".repeat(300)}` };
  expect(isOwnTopic(reader, entryOf(reader))).toBe(true);
  expect(isOwnTopic({ ...reader, group: `${reader.group}y` }, entryOf(reader))).toBe(false);
});
