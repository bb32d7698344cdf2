import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openSession } from "../../../src/brokers/sqs/session.ts";
import { topologyOf } from "../../../src/brokers/sqs/topology.ts";
import { applyPlan, type Step } from "../../../src/delivery/apply.ts";
import { planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { consumer } from "./consumer.ts";
import { type Answer, intercept } from "./intercept.ts";
import { raw } from "./raw.ts";
import { openingAt } from "./running.ts";

const denied = { status: 400, body: JSON.stringify({ __type: "com.amazonaws.sqs#AccessDeniedException", message: "not authorized" }) };

async function place(channel: string, answer: Answer = () => undefined) {
  const url = (await serverOf("fauxqs")).address["url"]!;
  const between = await intercept(url, answer);
  const session = await openSession(openingAt(between.url), true);
  const run = randomUUID().slice(0, 8);
  const topology = topologyOf({ consumer, channel: `${channel}-${run}`, group: "billing", retry: defaultRetry });
  const desired = [{ consumer, resources: topology.resources }];
  const plan = async () => planOf("sqs", desired, await session.observe(topology.resources));
  const steps: Step[] = [];
  const apply = async (mark = run) =>
    applyPlan(await plan(), desired, session, mark, (all) => {
      steps.splice(0, steps.length, ...all.map((each) => ({ ...each })));
    });
  const end = async () => {
    await session.close();
    await between.close();
  };
  return { ...topology, hand: raw(url), calls: between.calls, session, steps, plan, apply, end };
}

describe.skipIf(!(await hasServer("fauxqs"))).concurrent("apply on fauxqs", () => {
  test.each(["orders", "sns:orders"])("%s: the second time nothing changes, and nothing is written", async (channel) => {
    const { plan, apply, calls, end, resources } = await place(channel);
    expect((await apply()).changed).toBe(resources.length);
    expect((await plan()).actions.every(({ action }) => action === "noop")).toBe(true);
    calls.length = 0;
    expect((await apply("another")).changed).toBe(0);
    expect([...new Set(calls)].filter((call) => !/^(Get|List)/.test(call))).toEqual([]);
    await end();
  });

  test("a step that is not allowed: what was made is taken back, the cause is named, and it can be done again", async () => {
    let allowed = false;
    const { apply, plan, steps, end, session, resources } = await place("orders", (action, body) =>
      !allowed && action === "SetQueueAttributes" && body.includes("deadLetterTargetArn") ? denied : undefined,
    );
    await expect(apply()).rejects.toMatchObject({ code: "AUTH_FAILED", message: expect.stringContaining("SetQueueAttributes orders-") });
    expect(steps.map(({ state }) => state)).toEqual(["undone", "undone", "failed"]);
    expect(await session.observe(resources)).toEqual([]);
    allowed = true;
    expect((await apply()).changed).toBe(3);
    expect((await plan()).actions.every(({ action }) => action === "noop")).toBe(true);
    await end();
  });

  test("what holds a message by now is left, and said", async () => {
    const early: { send?: () => Promise<unknown> } = {};
    const { apply, steps, end, hand, reader } = await place("orders", async (action, body) => {
      if (action !== "SetQueueAttributes" || !body.includes("deadLetterTargetArn")) return undefined;
      await early.send!();
      return denied;
    });
    early.send = async () => hand.sqs.sendMessage({ QueueUrl: await hand.urlOf(reader.channel), MessageBody: "early" });
    await expect(apply()).rejects.toMatchObject({
      why: expect.stringContaining(`Left in place, for it is in use: sqs:queue:${reader.channel}`),
    });
    expect(steps.map(({ state }) => state)).toEqual(["undone", "left", "failed"]);
    expect(await hand.bodies(reader.channel)).toEqual(["early"]);
    await end();
  });

  test("one setting changed by hand is exactly the drift, and what is set higher stays", async () => {
    const { apply, plan, end, hand, reader } = await place("orders");
    await apply();
    const policy = JSON.parse((await hand.attributes(reader.channel))["RedrivePolicy"]!) as object;
    await hand.set(reader.channel, { RedrivePolicy: JSON.stringify({ ...policy, maxReceiveCount: 3 }), VisibilityTimeout: "600" });
    expect((await plan()).actions.flatMap(({ changes }) => changes)).toEqual([{ key: "maxReceiveCount", from: 3, to: 8 }]);
    expect((await apply()).changed).toBe(1);
    expect(await hand.attributes(reader.channel)).toMatchObject({ VisibilityTimeout: "600" });
    await end();
  });

  test("a queue that somebody else made is adopted with its own lease and dead letter", async () => {
    const { session, hand, end, resources, reader } = await place("orders");
    await hand.sqs.createQueue({ QueueName: reader.channel, Attributes: { VisibilityTimeout: "300" } });
    for (const resource of resources) await session.create(resource, "mark");
    expect(await hand.attributes(reader.channel)).toMatchObject({ VisibilityTimeout: "300" });
    for (const resource of [...resources].reverse()) await session.remove(resource, "mark");
    expect(await hand.attributes(reader.channel)).toMatchObject({ VisibilityTimeout: "300" });
    expect((await hand.attributes(reader.channel))["RedrivePolicy"] ?? "").toBe("");
    const described = await session.describe(reader.channel);
    expect(described).toEqual({ kind: "queue", FifoQueue: false, MessageRetentionPeriod: 345_600, VisibilityTimeout: 300 });
    await end();
  });
});
