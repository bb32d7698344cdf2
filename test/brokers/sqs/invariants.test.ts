import { describe, expect, test } from "vitest";
import { isUnknownAction } from "../../../src/brokers/sqs/errors.ts";
import { openSession } from "../../../src/brokers/sqs/session.ts";
import { topologyOf } from "../../../src/brokers/sqs/topology.ts";
import { planOf } from "../../../src/delivery/plan.ts";
import { inspect } from "../../../src/delivery/inspect.ts";
import { defaultRetry, ladderMs } from "../../../src/model/delivery.ts";
import { hasServer } from "../../servers/servers.ts";
import { clock, consumer, consumerOn, failing, message } from "./consumer.ts";
import { intercept } from "./intercept.ts";
import { openingAt } from "./running.ts";

const day = 86_400_000;

const readerConfig = (rungsMs: readonly number[], more = {}) =>
  topologyOf({ consumer, channel: "orders", group: "billing", retry: { ...defaultRetry, rungsMs }, ...more }).resources.find(
    ({ kind }) => kind === "reader",
  )!.config;

const all = (): boolean => true;

const target = (policy: string | undefined): string =>
  (JSON.parse(policy!) as { deadLetterTargetArn: string }).deadLetterTargetArn.split(":").at(-1)!;

test("S2: maxReceiveCount is a guard above the attempts, and at least 5 behind Lambda", () => {
  expect(readerConfig(ladderMs)).toMatchObject({ maxReceiveCount: 8, VisibilityTimeout: 60 });
  expect(readerConfig([], { lambda: { timeoutMs: 30_000, batchingWindowMs: 5000 } })).toMatchObject({
    maxReceiveCount: 5,
    VisibilityTimeout: 185,
  });
});

describe.each(["fauxqs", "moto"] as const)("on %s", async (kind) => {
  describe.skipIf(!(await hasServer(kind))).concurrent("it holds that", { timeout: 60_000 }, () => {
    test("S2: four attempts; what is received without being tried counts as one, so there are never more", async () => {
      const { session, reader, wait, hand } = await consumerOn(kind, "orders", {
        retry: { ...defaultRetry, rungsMs: [1000, 1000, 1000], handlerTimeoutMs: 2000 },
      });
      const { seen, handle } = failing(reader, (body) => body.startsWith("bad"));
      await session.publish(reader.channel, message("bad, prefetched"));
      const QueueUrl = await hand.urlOf(reader.channel);
      expect((await hand.sqs.receiveMessage({ QueueUrl, VisibilityTimeout: 0 })).Messages).toHaveLength(1);
      await session.publish(reader.channel, message("bad"));
      await session.subscribe(reader, handle);
      await wait(async () => (await session.backlog(reader.deadLetter)).ready === 2);
      const countsOf = (which: string) => seen.filter(({ body }) => body === which).map(({ count }) => count);
      expect([countsOf("bad"), countsOf("bad, prefetched")]).toEqual([
        [1, 2, 3, 4],
        [2, 3, 4],
      ]);
      await session.close();
    });

    test("S4: a FIFO group waits for its failed message, others flow, and the order breaks at the dead letter", async () => {
      const { session, reader, topology, wait } = await consumerOn(kind, "orders.fifo", {
        retry: { ...defaultRetry, rungsMs: [2000], ordering: "key", handlerTimeoutMs: 2000 },
      });
      const { seen, handle, bodies } = failing(reader, (body) => body === "a1");
      for (const body of ["a1", "a2", "b1"]) await session.publish(reader.channel, message(body, body[0]));
      await session.subscribe(reader, handle, { prefetch: 3 });
      await wait(() => bodies().includes("a2"));
      const at = (body: string, nth: number) => seen.filter((each) => each.body === body)[nth]!.atMs;
      expect(bodies().toSorted()).toEqual(["a1", "a1", "a2", "b1"]);
      expect(at("b1", 0) - at("a1", 0)).toBeLessThan(1000);
      expect(at("a2", 0)).toBeGreaterThan(at("a1", 1));
      expect(topology.warnings!.join()).toMatch(/FIFO.*The order is broken there/);
      await session.close();
    });

    test("S5: both ways of not knowing message move tasks are understood, and a running one is not disturbed", async () => {
      const { session, reader, hand, url } = await consumerOn(kind);
      const SourceArn = (await hand.attributes(reader.deadLetter))["QueueArn"]!;
      for (const call of [() => hand.sqs.listMessageMoveTasks({ SourceArn }), () => hand.sqs.startMessageMoveTask({ SourceArn })]) {
        const error: unknown = await call().catch((thrown: unknown) => thrown);
        expect(isUnknownAction(error), String(error)).toBe(true);
      }
      await session.publish(reader.deadLetter, message("letter"));
      const running = JSON.stringify({ Results: [{ Status: "RUNNING", SourceArn }] });
      const between = await intercept(url, (action) => (action === "ListMessageMoveTasks" ? { status: 200, body: running } : undefined));
      const other = await openSession(openingAt(between.url), false);
      await expect(other.take(reader.deadLetter, all, async () => undefined)).rejects.toThrow(/message move task empties/);
      expect(between.calls).not.toContain("ReceiveMessage");
      expect(await session.take(reader.deadLetter, all, async (held) => session.sendTo(reader, held))).toBe(1);
      expect(await hand.bodies(reader.channel)).toEqual(["letter"]);
      other.abandon();
      await between.close();
      await session.close();
    });

    test("S6: a dead letter that keeps no longer than its source is drift", async () => {
      const { session, topology, hand, reader } = await consumerOn(kind);
      const plan = async () => planOf("sqs", [{ consumer, resources: topology.resources }], await session.observe(topology.resources));
      expect((await plan()).actions.map(({ action }) => action)).toEqual(["noop", "noop", "noop"]);
      await hand.set(reader.deadLetter, { MessageRetentionPeriod: "345600" });
      expect((await plan()).actions.filter(({ action }) => action !== "noop")).toMatchObject([
        {
          action: "update",
          resource: `sqs:queue:${reader.deadLetter}`,
          changes: [{ key: "MessageRetentionPeriod", from: 345_600, to: 1_209_600 }],
        },
      ]);
      await session.close();
    });

    test("S7: the messages of a batch stay hidden while it is handled", async () => {
      const { session, reader, wait } = await consumerOn(kind);
      const seen: string[] = [];
      for (const body of ["1", "2", "3"]) await session.publish(reader.channel, message(body));
      const handle = async (batch: readonly { body: Uint8Array }[]) => {
        for (const { body } of batch) {
          seen.push(Buffer.from(body).toString());
          await new Promise((resolve) => setTimeout(resolve, 2200));
        }
        return batch.map(() => ({ do: "ack" as const }));
      };
      // Its lease is 4 s, the batch takes 6.6 s.
      const subscription = await session.subscribe(reader, handle, { batch: 3, prefetch: 6 });
      await wait(() => subscription.counts().acked === 3);
      expect(seen).toEqual(["1", "2", "3"]);
      expect(subscription.counts()).toMatchObject({ delivered: 3, acked: 3, lapsed: 0 });
      await session.close();
    });

    test("S8: what SNS cannot deliver has a dead letter of its own, and SNS may send to both", async () => {
      const { session, reader, topology, hand } = await consumerOn(kind, "sns:orders");
      const queue = topology.resources.find(({ kind: each }) => each === "reader")!.name;
      const attributes = await hand.attributes(queue);
      const TopicArn = attributes["QueueArn"]!.replace(":sqs:", ":sns:").replace(queue, reader.channel.slice("sns:".length));
      const topics = await hand.sns.listSubscriptionsByTopic({ TopicArn });
      const { SubscriptionArn } = topics.Subscriptions!.find(({ Endpoint }) => Endpoint === attributes["QueueArn"])!;
      const subscription = (await hand.sns.getSubscriptionAttributes({ SubscriptionArn })).Attributes!;
      expect(target(attributes["RedrivePolicy"])).toBe(reader.deadLetter);
      const undelivered = target(subscription["RedrivePolicy"]);
      expect(undelivered).toMatch(/-undelivered$/);
      expect(subscription["RawMessageDelivery"]).toBe("true");
      for (const name of [queue, undelivered]) {
        expect((await hand.attributes(name))["Policy"]).toContain("sns.amazonaws.com");
        expect((await hand.attributes(name))["Policy"]).toContain(reader.channel.slice("sns:".length));
      }
      await session.publish(reader.channel, { key: "k", headers: { type: "order", ü: "ß" }, body: Buffer.from("{}") });
      expect(await hand.bodies(queue)).toEqual(["{}"]);
      await session.close();
    });

    test("S9: inspect receives nothing unless samples are wanted, and the age of the oldest outlives three looks", async () => {
      const { session, reader, root, url, hand } = await consumerOn(kind);
      await session.publish(reader.deadLetter, message("old"));
      const between = await intercept(url, () => undefined);
      const looking = await openSession({ ...openingAt(between.url, root), looking: true }, true);
      const first = await inspect(looking, reader, clock.now(), 0);
      expect(first).toMatchObject({ depth: 1, level: "alert", otherCauses: 1, causes: [], samples: [] });
      for (let look = 0; look < 3; look += 1) await inspect(looking, reader, clock.now(), 0);
      expect(between.calls).not.toContain("ReceiveMessage");
      for (let look = 0; look < 3; look += 1) expect((await inspect(looking, reader, clock.now(), 5)).samples).toHaveLength(1);
      expect(between.calls).toContain("ReceiveMessage");
      const later = await openSession({ ...openingAt(url, root), looking: true }, true);
      expect(await inspect(later, reader, clock.now() + 25 * 60 * 60 * 1000, 0)).toMatchObject({ depth: 1, level: "P1" });
      const [seen] = (
        await hand.sqs.receiveMessage({
          QueueUrl: await hand.urlOf(reader.deadLetter),
          MessageSystemAttributeNames: ["All"],
          VisibilityTimeout: 0,
        })
      ).Messages!;
      expect(seen!.Attributes!.ApproximateReceiveCount).toBe("4");
      for (const each of [looking, later]) each.abandon();
      await between.close();
      await session.close();
    });

    test("S9: a dead letter that says when it failed is as old as that", async () => {
      const { session, reader } = await consumerOn(kind);
      const failed = clock.now() - 2 * day;
      await session.publish(reader.deadLetter, { ...message("old"), headers: { "gm-last-failed-at": new Date(failed).toISOString() } });
      expect((await inspect(session, reader, clock.now(), 0)).level).toBe("alert");
      expect((await inspect(session, reader, clock.now(), 1)).level).toBe("P1");
      expect((await inspect(session, reader, clock.now(), 0)).level).toBe("P1");
      await session.take(
        reader.deadLetter,
        () => true,
        async () => undefined,
      );
      expect(await inspect(session, reader, clock.now(), 0)).toMatchObject({ depth: 0, level: "none" });
      await session.close();
    });
  });
});
