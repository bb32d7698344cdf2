import { expect, test } from "vitest";
import type { Session } from "../../src/brokers/broker.ts";
import { applyPlan, type Step } from "../../src/delivery/apply.ts";
import { planOf } from "../../src/delivery/plan.ts";
import { ToolError } from "../../src/tool.ts";
import { declare, mark, message, wanted } from "../brokers/conformance.ts";
import { running } from "../brokers/embedded/running.ts";

async function world(redelivery: Parameters<typeof running>[0] = "requeue") {
  const broker = running(redelivery);
  const session = await broker.connect();
  const { resources } = broker.broker.topology(wanted("billing"));
  const desired = [{ consumer: "svc/a.ts#billing", resources }];
  const plan = async () => planOf("embedded", desired, await session.observe(resources));
  return { broker, session, resources, desired, plan };
}

/** The same session, but for one call. */
function failing(session: Session, change: Partial<Session>): Session {
  return { ...session, ...change };
}

test("applying makes what was planned, and a second time changes nothing", async () => {
  const { session, desired, plan } = await world();
  const notes: Step["state"][][] = [];
  const first = await applyPlan(await plan(), desired, session, mark, (steps) => notes.push(steps.map(({ state }) => state)));
  expect(first.changed).toBe(6);
  expect(notes.slice(0, 3)).toEqual([["doing"], ["done"], ["done", "doing"]]);
  expect((await plan()).actions.every(({ action }) => action === "noop")).toBe(true);
  expect((await applyPlan(await plan(), desired, session, "run-2", () => undefined)).changed).toBe(0);
});

test("a setting that somebody changed is set again, and others beside it are left", async () => {
  const { session, resources, desired, plan } = await world();
  await applyPlan(await plan(), desired, session, mark, () => undefined);
  const group = resources.at(-1)!;
  await session.update(group, { ...group.config, maxDeliveries: 2, leaseMs: 77 });
  const drifted = await plan();
  expect(drifted.actions.filter(({ action }) => action !== "noop")).toMatchObject([
    { action: "update", changes: [{ key: "maxDeliveries" }] },
  ]);
  await applyPlan(drifted, desired, session, mark, () => undefined);
  expect((await session.observe([group]))[0]!.config).toMatchObject({ maxDeliveries: 8, leaseMs: 77 });
});

test("a conflict stops everything before anything is done", async () => {
  const { broker, session, desired, plan } = await world();
  const other = broker.broker
    .topology({ ...wanted("billing"), retry: { ...wanted("billing").retry, rungsMs: [100] } })
    .resources.find(({ role }) => role === "rung")!;
  await session.create({ ...other, config: { ...other.config, delayMs: 7 } }, "someone");
  await expect(applyPlan(await plan(), desired, session, mark, () => undefined)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("delayMs is 7 and must be 100"),
  });
  expect((await session.observe(desired[0]!.resources)).map(({ id }) => id)).toEqual([other.id]);
});

test("when a step fails, what this run made and is empty is taken back, and what is in use is named", async () => {
  const { session, resources, desired, plan } = await world();
  const broken = failing(session, {
    async create(resource, by) {
      if (resource.role === "consumer") {
        await session.publish("orders.billing.dlq", message("somebody was quicker"));
        throw new ToolError("AUTH_FAILED", "Not allowed.", "The user may not.");
      }
      await session.create(resource, by);
    },
  });
  let last: readonly Step[] = [];
  const applying = applyPlan(await plan(), desired, broken, mark, (steps) => (last = structuredClone(steps)));
  await expect(applying).rejects.toMatchObject({
    code: "AUTH_FAILED",
    why: expect.stringContaining("embedded:channel:orders.billing.dlq"),
  });
  expect((await session.observe(resources)).map(({ id }) => id)).toEqual(["embedded:channel:orders.billing.dlq"]);
  expect(last.map(({ state }) => state)).toEqual(["left", "undone", "undone", "undone", "undone", "failed"]);
});

test("what was there before is neither adopted away nor taken back", async () => {
  const { session, resources, desired, plan } = await world();
  const [deadLetter] = resources;
  await session.create(deadLetter!, "someone");
  const broken = failing(session, {
    update: async () => undefined,
    create: async (resource, by) => {
      if (resource.role === "source") throw new ToolError("BROKER_UNREACHABLE", "Cut.", "The line is dead.");
      await session.create(resource, by);
    },
  });
  await expect(applyPlan(await plan(), desired, broken, mark, () => undefined)).rejects.toMatchObject({ code: "BROKER_UNREACHABLE" });
  expect(await session.observe(resources)).toMatchObject([{ id: deadLetter!.id, mark: "someone" }]);
});

test("a run that was cut off in the middle is finished by the next", async () => {
  const { broker, session, resources, desired, plan } = await world("visibility");
  await session.create(resources[0]!, mark);
  expect((await plan()).actions.map(({ action }) => action)).toEqual(["noop", "create", "create"]);
  await applyPlan(await plan(), desired, session, "run-2", () => undefined);
  await declare(broker, session);
  expect((await plan()).actions.every(({ action }) => action === "noop")).toBe(true);
});
