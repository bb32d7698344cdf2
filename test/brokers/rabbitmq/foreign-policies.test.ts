import { expect, test } from "vitest";
import { policyOver, settingOf } from "../../../src/brokers/rabbitmq/wiring.ts";
import type { World } from "../../../src/brokers/rabbitmq/world.ts";

const queue = { name: "orders", durable: true, arguments: {} };
const ours = { "dead-letter-exchange": "", "dead-letter-routing-key": "orders.dlq" };

test("somebody's policy whose name begins like ours goes on in what takes precedence over it", async () => {
  const limits = { "max-length": 100_000, "message-ttl": 604_800_000 };
  const theirs = { name: "gm-all-limits", pattern: ".*", "apply-to": "queues", priority: 5, definition: limits };
  const own = { ...theirs, name: "gm-orders@run-1", priority: 9, definition: { "max-length": 1 } };
  const world = { policies: async () => [theirs, own] } as Partial<World> as World;
  expect(await policyOver(world, queue, ours)).toEqual({ definition: { ...limits, ...ours }, priority: 6 });
  expect(settingOf({ value: 1, by: "policy", name: theirs.name, priority: 5 }, 2)).toBe("1 (policy gm-all-limits, priority 5)");
  expect(settingOf({ value: 1, by: "policy", name: own.name, priority: 9 }, 2)).toBe(1);
});
