import { randomUUID } from "node:crypto";
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from "kafkajs";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Wanted } from "../../../src/brokers/broker.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { applyPlan } from "../../../src/delivery/apply.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { openingOf } from "./running.ts";
import { setting } from "./setting.ts";

const { CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ } = AclOperationTypes;

describe.skipIf(!(await hasServer("kafka")))("permissions on Kafka", () => {
  test("a step that is not allowed is named with what was left, and the next run goes on from there", { timeout: 40_000 }, async () => {
    const at = await setting({ onTestFinished }, []);
    const admin = await at.admin();
    const run = at.reader.channel.split(".")[0]!;
    const wanted: Wanted = { consumer: "a", channel: `${run}.invoices`, group: `mail-${run}`, retry: defaultRetry };
    const grant = async (resourceName: string, operations: readonly AclOperationTypes[], group = false) => {
      const acl = operations.map((operation) => ({
        resourceType: group ? AclResourceTypes.GROUP : AclResourceTypes.TOPIC,
        resourceName,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
        principal: "User:outsider",
        host: "*",
        operation,
        permissionType: AclPermissionTypes.ALLOW,
      }));
      await admin.createAcls({ acl });
      // The node that was asked has written it down, and goes by it a little later.
      const filter = { ...acl[0]!, operation: AclOperationTypes.ANY };
      const there = async () => (await admin.describeAcls(filter)).resources.flatMap(({ acls }) => acls.map((each) => each.operation));
      await expect.poll(there, { timeout: 10_000 }).toEqual(expect.arrayContaining([...operations]));
    };
    await grant(wanted.channel, [DESCRIBE, DESCRIBE_CONFIGS, READ]);
    await grant(wanted.group, [READ, DESCRIBE], true);
    await grant(`${wanted.channel}.`, [CREATE]);

    const { saslUrl = "" } = (await serverOf("kafka")).address;
    const session = await kafka.open(openingOf({ url: saslUrl, user: "outsider", password: "outsider-secret" }));
    onTestFinished(() => session.close());
    const { resources } = kafka.topology(wanted);
    const desired = [{ consumer: "a", resources }];
    const apply = async () => {
      const plan = planOf("kafka", desired, await session.observe(resources));
      return applyPlan(plan, desired, session, randomUUID(), () => undefined);
    };
    // The source may not be made, and what was made before it not be removed.
    await expect(apply()).rejects.toMatchObject({
      code: "AUTH_FAILED",
      message: expect.stringContaining(`create kafka:topic:${wanted.channel}`),
      why: expect.stringContaining(`Left in place, for it is in use: `),
    });
    await grant(wanted.channel, [CREATE]);
    expect(await apply()).toMatchObject({ changed: 2 });
    expect(driftOf(planOf("kafka", desired, await session.observe(resources)))).toEqual([]);
  });

  test("a name that Kafka takes for another one is refused with its reason", async () => {
    const at = await setting({ onTestFinished }, []);
    const name = at.reader.channel.replaceAll(".", "_");
    const topic = { id: `kafka:topic:${name}`, role: "source", kind: "topic", name, config: {}, immutable: [], atLeast: [] } as const;
    await expect(at.session.create(topic, "run-1")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("INVALID_TOPIC"),
    });
  });
});
