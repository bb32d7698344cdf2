import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Configuration } from "../../../src/model/delivery.ts";
import { type Reader, type Wanted } from "../../../src/brokers/broker.ts";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import type { RabbitmqSession } from "../../../src/brokers/rabbitmq/session.ts";
import { applyPlan } from "../../../src/delivery/apply.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { ack, message, text } from "../conformance.ts";
import { clock, newVhost, type Vhost } from "./running.ts";

const wanted: Wanted = {
  consumer: "svc/a.ts#billing",
  channel: "orders",
  group: "billing",
  retry: { ...defaultRetry, rungsMs: [100, 400, 900] },
};
const [queue, deadLetter] = ["orders", "orders.billing.dlq"];

/** The invariants of the ladder on RabbitMQ by their numbers. R1 is in topology-proof, R7 and R8 in crashes, R12 in redrive. */
describe.skipIf(!(await hasServer("rabbitmq")))("RabbitMQ", () => {
  let vhost: Vhost;
  let session: RabbitmqSession;
  beforeEach(async () => {
    vhost = await newVhost(await serverOf("rabbitmq"));
    session = await vhost.open();
  });
  afterEach(() => vhost.drop());

  async function planned(wish = wanted) {
    // As each tool call does: a session of its own looks.
    const looking = await vhost.open();
    const source = await looking.describe(wish.channel, wish.group);
    await looking.close();
    const { resources, reader } = rabbitmq.topology({ ...wish, ...(source && { source }) });
    const desired = [{ consumer: wish.consumer, resources }];
    return { plan: planOf("rabbitmq", desired, await session.observe(resources)), desired, reader };
  }

  async function configured(wish = wanted): Promise<Reader> {
    const { plan, desired, reader } = await planned(wish);
    await applyPlan(plan, desired, session, "run-1", () => undefined);
    return reader;
  }

  const put = (of: string, name: string, body: object) => vhost.management.put(vhost.management.path(of, name), body);
  const policy = (name: string, priority: number, definition: Configuration, pattern = `^${queue}$`) =>
    put("policies", name, { pattern, priority, definition, "apply-to": "queues" });
  const differences = async () => driftOf((await planned()).plan).map(({ action, reason }) => `${action}: ${reason}`);

  test("R2 a second apply changes nothing and ends no consumer", async () => {
    const reader = await configured();
    const seen: string[] = [];
    await session.subscribe(reader, async ([delivery]) => [(seen.push(text(delivery!)), ack)]);
    const { plan, desired } = await planned();
    expect(plan.actions.map(({ action }) => action)).toEqual(["noop", "noop", "noop", "noop", "noop", "noop"]);
    expect((await applyPlan(plan, desired, session, "run-2", () => undefined)).changed).toBe(0);
    for (const { resources } of desired) for (const resource of resources) await session.create(resource, "run-2");
    await session.publish(queue, message("still"));
    expect(await clock.until(() => seen.length === 1, 5000)).toBe(true);
  });

  test("R3 a queue with other arguments is reported, not thrown, and nothing is done to it", async () => {
    await put("queues", "orders.billing.retry.400ms", { durable: true, arguments: { "x-queue-type": "quorum", "x-message-ttl": 77 } });
    const { plan, desired } = await planned();
    expect(plan.actions.find(({ action }) => action === "conflict")).toMatchObject({
      resource: "rabbitmq:queue:orders.billing.retry.400ms",
      reason: expect.stringContaining("x-message-ttl is 77 and must be 400"),
    });
    await expect(applyPlan(plan, desired, session, "run-1", () => undefined)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await session.observe(desired[0]!.resources)).toHaveLength(1);
  });

  test("R4 a foreign policy of higher priority: the dead letter is lost, drift says so, the next apply mends it and keeps theirs", async () => {
    await configured();
    await policy("ops", 5, { "max-length": 1000 });
    expect(await differences()).toEqual([
      expect.stringContaining("deadLetter is nothing: policy ops (priority 5) hides gm-orders@run-1 (priority 0)"),
    ]);
    await configured();
    expect(await differences()).toEqual([]);
    const own = (await vhost.management.get<{ name: string; priority: number; definition: object }[]>(vhost.management.path("policies")))!;
    expect(own.find(({ name }) => name === "gm-orders@run-1")).toMatchObject({
      priority: 6,
      definition: { "max-length": 1000, "dead-letter-routing-key": deadLetter },
    });
  });

  test("R4 a policy that somebody had is built upon", async () => {
    await put("queues", queue, { durable: true, arguments: { "x-queue-type": "classic" } });
    await policy("ops", 3, { "max-length": 1000 });
    await configured();
    expect(await differences()).toEqual([]);
    await session.publish(queue, message("refused"));
    await session.subscribe(await configured(), async () => [{ do: "reject" }]);
    expect(await clock.until(async () => (await session.backlog(deadLetter)).ready === 1, 5000)).toBe(true);
  });

  test("R5 a dead-letter exchange that is missing or leads nowhere is seen before anything is applied", async () => {
    await put("queues", queue, { durable: true, arguments: { "x-queue-type": "quorum", "x-dead-letter-exchange": "orders.dlx" } });
    const missing = await differences();
    expect(missing.join()).toContain("conflict: deadLetter is nothing: exchange orders.dlx is not there");
    await put("exchanges", "orders.dlx", { type: "direct", durable: true });
    expect((await differences()).join()).toContain("deadLetter is nothing: no queue is bound to exchange orders.dlx");
    await put("queues", "parking", { durable: true, arguments: { "x-queue-type": "quorum" } });
    const bind = vhost.management.path("bindings", "e", "orders.dlx", "q", "parking");
    await vhost.management.post(bind, { routing_key: "anything", arguments: {} });
    // What is there already and leads somewhere is the dead letter of this consumer.
    expect((await planned()).reader.deadLetter).toBe("parking");
    expect((await differences()).join()).not.toContain("deadLetter is");
  });

  test.each([
    ["by arguments", { "x-dead-letter-exchange": "orders.dlx", "x-dead-letter-routing-key": "failed" }, undefined],
    ["by a policy", {}, { "dead-letter-exchange": "orders.dlx", "dead-letter-routing-key": "failed" }],
  ])("a dead letter that somebody laid %s is kept, made safe, and leads where it led", async (_, given, said) => {
    await put("exchanges", "orders.dlx", { type: "direct", durable: true });
    await put("queues", "parking", { durable: true, arguments: { "x-queue-type": "quorum" } });
    await vhost.management.post(vhost.management.path("bindings", "e", "orders.dlx", "q", "parking"), {
      routing_key: "failed",
      arguments: {},
    });
    await put("queues", queue, { durable: true, arguments: { "x-queue-type": "quorum", ...given } });
    if (said) await policy("ops", 2, said);
    const reader = await configured();
    expect(reader.deadLetter).toBe("parking");
    expect(await differences()).toEqual([]);
    await session.publish(queue, message("poison"));
    const { connect } = await import("amqplib");
    const raw = await connect(vhost.address.url!.replace("//", "//guest:guest@"));
    const channel = await raw.createChannel();
    channel.reject((await channel.get(queue)) as Exclude<Awaited<ReturnType<typeof channel.get>>, false>, false);
    expect(await clock.until(async () => (await session.backlog("parking")).ready === 1, 5000)).toBe(true);
    await raw.close();
  });

  test("R5 no source is wired to a dead letter that is not there", async () => {
    const { desired } = await planned();
    const [wiring, source] = [...desired[0]!.resources].reverse();
    await session.create(source!, "run-1");
    await expect(session.create(wiring!, "run-1")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await session.observe([wiring!])).toEqual([]);
  });

  test("R6 a short rung does not wait behind a long one", async () => {
    const reader = await configured();
    const came = new Map<string, number[]>();
    await session.subscribe(reader, async ([delivery]) => {
      const times = came.get(text(delivery!)) ?? [];
      came.set(text(delivery!), [...times, clock.now()]);
      return [times.length > 0 ? ack : { do: "nack", afterMs: text(delivery!) === "slow" ? 900 : 100 }];
    });
    for (const body of ["slow", "fast"]) await session.publish(queue, message(body));
    expect(await clock.until(() => came.get("slow")?.length === 2 && came.get("fast")?.length === 2, 5000)).toBe(true);
    const [slow, fast] = ["slow", "fast"].map((body) => came.get(body)!) as [number[], number[]];
    expect(fast[1]).toBeLessThan(slow[1]!);
    expect(slow[1]! - slow[0]!).toBeGreaterThanOrEqual(895);
  });

  test("where the order counts, all wait behind a failed message, and closing does not wait with them", async () => {
    const reader = await configured({ ...wanted, retry: { ...wanted.retry, rungsMs: [100, 30_000], ordering: "key" } });
    const seen: string[] = [];
    const subscription = await session.subscribe(reader, async ([delivery]) => {
      seen.push(`${text(delivery!)}${delivery!.count}`);
      if (text(delivery!) !== "a") return [ack];
      return [{ do: "nack", afterMs: delivery!.count === 1 ? 100 : 30_000 }];
    });
    for (const body of ["b", "a", "c"]) await session.publish(queue, message(body));
    expect(await clock.until(() => seen.length === 3, 5000)).toBe(true);
    await subscription.close();
    expect(seen).toEqual(["b1", "a1", "a2"]);
    expect(await session.backlog(queue)).toMatchObject({ ready: 2, inFlight: 0 });
  });

  test("R9 a consumer that dies on a message again and again loses it to the dead letter by the delivery limit", async () => {
    const reader = await configured();
    await session.publish(queue, message("deadly"));
    let deaths = 0;
    while ((await session.backlog(deadLetter)).ready === 0 && deaths < 20) {
      const victim = await vhost.open();
      let died = false;
      await victim.subscribe(reader, () => ((died = true), new Promise(() => undefined)));
      await clock.until(async () => died || (await session.backlog(deadLetter)).ready > 0, 5000);
      victim.abandon();
      if (died) deaths += 1;
      await sleep(20);
    }
    expect(deaths).toBe(11);
    for await (const held of session.peek(deadLetter)) expect(held.headers["x-death"]).toContain("delivery_limit");
  });

  test("R10 fifty looks change nothing; where looks are limited there is none", async () => {
    await configured();
    for (const body of ["a", "b", "c"]) await session.publish(deadLetter, message(body));
    const look = async () => {
      const seen: string[] = [];
      for await (const held of session.peek(deadLetter)) seen.push(`${text(held)} ${held.id} ${held.atMs}`);
      return seen.join();
    };
    const first = await look();
    expect(first).toMatch(/^a .*,b .*,c /);
    for (let times = 0; times < 50; times += 1) expect(await look()).toBe(first);
    expect((await session.backlog(deadLetter)).ready).toBe(3);
    await policy("limit", 1, { "delivery-limit": 3 }, "dlq$");
    await expect(look()).rejects.toMatchObject({ code: "UNSUPPORTED", message: expect.stringContaining("delivery limit of 3") });
    expect((await differences()).join()).toContain("x-delivery-limit is 3 (policy limit, priority 1) and becomes null");
  });

  test("R11 what is not empty is not deleted, quorum and classic", async () => {
    await configured();
    const [rung] = (await planned()).desired[0]!.resources.filter(({ role }) => role === "rung");
    const letter = (await planned()).desired[0]!.resources.find(({ role }) => role === "dead-letter")!;
    await put("queues", "classic", { durable: true, arguments: { "x-queue-type": "classic", "x-gm-mark": "run-1" } });
    const classic = { ...rung!, id: "rabbitmq:queue:classic", name: "classic", config: {} };
    for (const resource of [letter, classic]) {
      await session.publish(resource.name, message("kept"));
      expect(await session.remove(resource, "run-1")).toBe(false);
      expect((await session.backlog(resource.name)).ready).toBe(1);
    }
    expect(await session.remove(rung!, "run-1")).toBe(true);
  });

  test("R13 what no rung takes is not acknowledged and comes again", async () => {
    const reader = await configured();
    await vhost.management.delete(vhost.management.path("queues", "orders.billing.retry.100ms"));
    let times = 0;
    const subscription = await session.subscribe(reader, async () => [(times += 1) < 3 ? { do: "nack", afterMs: 100 } : ack]);
    await session.publish(queue, message("kept"));
    expect(await clock.until(() => subscription.counts().acked === 1, 5000)).toBe(true);
    expect(subscription.counts()).toMatchObject({ delivered: 3, nacked: 2 });
    await expect(subscription.close()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
