import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Session, Wanted } from "../../../src/brokers/broker.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { forever } from "../../../src/brokers/kafka/topology.ts";
import { applyPlan } from "../../../src/delivery/apply.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer } from "../../servers/servers.ts";
import { event, setting } from "./setting.ts";

const dayMs = 86_400_000;
const topicType = 2;

async function planned(session: Session, wanted: Wanted) {
  const source = await session.describe(wanted.channel);
  const { resources } = kafka.topology({ ...wanted, ...(source && { source }) });
  const desired = [{ consumer: wanted.consumer, resources }];
  return { desired, resources, plan: planOf("kafka", desired, await session.observe(resources)) };
}

const names = (): Wanted => {
  const run = randomUUID().slice(0, 8);
  return { consumer: "a", channel: `${run}.orders`, group: `billing-${run}`, retry: defaultRetry };
};

const retentionOf = (source: Record<string, number>) =>
  kafka.topology({ ...names(), source }).resources.find(({ role }) => role === "dead-letter")!.config["retention.ms"];

describe.skipIf(!(await hasServer("kafka")))("what is declared on Kafka", () => {
  test("K8: applied twice it changes nothing; one setting changed by hand is the whole drift, and its mending leaves the others", async (context) => {
    const at = await setting(context, [1000]);
    const admin = await at.admin();
    const wanted = names();
    await admin.createTopics({
      topics: [{ topic: wanted.channel, numPartitions: 3, configEntries: [{ name: "max.message.bytes", value: "2000000" }] }],
      waitForLeaders: true,
    });
    const first = await planned(at.session, wanted);
    expect(first.plan.actions.map(({ action }) => action)).toEqual(["create", "create", "create", "create", "create", "adopt", "create"]);
    await applyPlan(first.plan, first.desired, at.session, "run-1", () => undefined);
    const second = await planned(at.session, wanted);
    expect(driftOf(second.plan)).toEqual([]);
    expect((await applyPlan(second.plan, second.desired, at.session, "run-2", () => undefined)).changed).toBe(0);

    const deadLetter = `${wanted.channel}.${wanted.group}.dlq`;
    const byHand = [
      { name: "retention.ms", value: "3600000" },
      { name: "segment.ms", value: "7200000" },
      { name: "cleanup.policy", value: "delete" },
      { name: "max.message.bytes", value: "2016384" },
    ];
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: topicType, name: deadLetter, configEntries: byHand }] });
    const third = await planned(at.session, wanted);
    expect(driftOf(third.plan)).toMatchObject([
      { action: "update", resource: `kafka:topic:${deadLetter}`, changes: [{ key: "retention.ms", from: 3_600_000, to: 14 * dayMs }] },
    ]);
    await applyPlan(third.plan, third.desired, at.session, "run-3", () => undefined);
    expect(driftOf((await planned(at.session, wanted)).plan)).toEqual([]);
    const kept = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: topicType, name: deadLetter, configNames: ["segment.ms"] }],
    });
    expect(kept.resources[0]!.configEntries[0]!.configValue).toBe("7200000");
  });

  test("K8: partitions grow with those of the source, and one that has more is left", async (context) => {
    const at = await setting(context, [1000], {}, 2);
    const admin = await at.admin();
    const { deadLetter } = at.reader;
    await admin.createPartitions({
      topicPartitions: [
        { topic: at.reader.channel, count: 4 },
        { topic: deadLetter, count: 6 },
      ],
    });
    const { plan, desired } = await planned(at.session, { ...at.wanted });
    expect(driftOf(plan).map(({ resource, changes }) => [resource.replace(/^.*billing[^.]*\./, ""), changes])).toEqual([
      ["retry.0s", [{ key: "partitions", from: 2, to: 4 }]],
      ["retry.1s", [{ key: "partitions", from: 2, to: 4 }]],
    ]);
    await applyPlan(plan, desired, at.session, "run-1", () => undefined);
    expect(driftOf((await planned(at.session, at.wanted)).plan)).toEqual([]);
  });

  test("K11: dead letters stay at least 14 days, and as long as their source", async (context) => {
    const at = await setting(context, [1000]);
    expect(retentionOf({ "retention.ms": 7 * dayMs })).toBe(14 * dayMs);
    expect(retentionOf({ "retention.ms": 30 * dayMs })).toBe(30 * dayMs);
    expect(retentionOf({ "retention.ms": forever })).toBe(forever);
    expect(await at.session.describe(at.reader.deadLetter)).toMatchObject({
      "retention.ms": 14 * dayMs,
      "retention.bytes": forever,
      "cleanup.policy": "delete",
      partitions: 1,
      replicas: 1,
    });
  });

  test("K10: groups and topics are made, listed and removed through what kafkajs shares with Kafka 4 (DeleteTopics 1)", async (context) => {
    const at = await setting(context, [1000]);
    const admin = await at.admin();
    const { channel, group } = at.reader;
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).toContain(group);
    const { groups } = await admin.describeGroups([group]);
    expect(groups[0]).toMatchObject({ groupId: group, state: "Empty" });
    const { resources } = kafka.topology(at.wanted);
    for (const resource of [...resources].reverse()) expect(await at.session.remove(resource, `run-${group.slice(8)}`)).toBe(true);
    expect((await admin.listTopics()).filter((topic) => topic.startsWith(channel))).toEqual([]);
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).not.toContain(group);
  });

  test("a group that reads elsewhere too is not removed with its place here", async (context) => {
    const at = await setting(context, [1000]);
    const elsewhere = await setting(context, [1000]);
    const { resources } = kafka.topology({ ...elsewhere.wanted, group: at.wanted.group });
    const group = resources.at(-1)!;
    await at.session.create(group, "run-9");
    expect(await at.session.remove(group, "run-9")).toBe(false);
    expect(await at.session.observe(kafka.topology(at.wanted).resources.slice(-1))).toHaveLength(1);
  });

  test("a new group does not choose where an old source begins, and an active one is left alone", async (context) => {
    const at = await setting(context, [1000]);
    await at.session.publish(at.reader.channel, event("old"));
    const mail: Wanted = { ...at.wanted, group: `${at.wanted.group}-mail` };
    const { resources, reader } = kafka.topology(mail);
    for (const resource of resources) await at.session.create(resource, "run-1");
    const admin = await at.admin();
    const committed = await admin.fetchOffsets({ groupId: mail.group });
    expect(committed.map(({ topic }) => topic).sort()).toEqual(
      [`${reader.channel}.${mail.group}.retry.0s`, reader.rungs[0]!.channel!].sort(),
    );
    const subscription = await at.session.subscribe(reader, async () => [{ do: "ack" }]);
    await at.session.create(resources.at(-1)!, "run-2");
    expect(await at.session.remove(resources.at(-1)!, "run-1")).toBe(false);
    await subscription.close();
  });
});
