import { describe, expect, test } from "vitest";
import { realClock } from "../../../src/brokers/clock.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { clientOf } from "../../../src/brokers/kafka/client.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { isQuiet } from "../../../src/delivery/poison.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, privateServer } from "../../servers/servers.ts";
import { openingOf } from "./running.ts";

const clock = realClock(() => Date.now());

describe.skipIf(!(await hasServer("kafka-cluster")))("three nodes of Kafka", () => {
  test("the leader of a ladder is killed while records wait on it: none is lost", { timeout: 180_000 }, async ({ onTestFinished }) => {
    const server = await privateServer("kafka-cluster");
    onTestFinished(() => server.end(), 60_000);
    const opening = openingOf({ url: server.started.address["url"]! });
    const session = await kafka.open(opening);
    onTestFinished(() => session.close());
    const { kafka: raw } = await clientOf(opening);
    const admin = raw.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: "orders", numPartitions: 3, replicationFactor: 3 }] });
    expect(await clock.until(async () => (await session.describe("orders")) !== undefined, 10_000)).toBe(true);
    const source = (await session.describe("orders"))!;
    expect(source).toMatchObject({ partitions: 3, replicas: 3, "min.insync.replicas": 2 });

    const { resources, reader } = kafka.topology({
      consumer: "svc/a.ts#billing",
      channel: "orders",
      group: "billing",
      retry: { ...defaultRetry, rungsMs: [500, 4000] },
      source,
    });
    for (const resource of resources) await session.create(resource, "run-1");
    expect(await session.describe(reader.deadLetter)).toMatchObject({ partitions: 3, replicas: 3, "min.insync.replicas": 2 });

    const handled: string[] = [];
    let killed = -1;
    const handle = onLadder(ladderOf("svc/a.ts#billing", reader, kafka.features, clock), async ({ body }) => {
      const id = Buffer.from(body).toString();
      if (id.startsWith("bad")) throw new Error("poison");
      handled.push(id);
    });
    const subscription = await session.subscribe(reader, handle, { prefetch: 10 });
    const ids = Array.from({ length: 200 }, (_, index) => `${index % 4 === 0 ? "bad" : "good"}${index}`);
    for (const [index, id] of ids.entries()) {
      await session.publish("orders", { key: id, headers: {}, body: Buffer.from(id) });
      if (index !== 100) continue;
      const { topics } = await admin.fetchTopicMetadata({ topics: [reader.rungs[1]!.channel!] });
      killed = topics[0]!.partitions[0]!.leader;
      process.kill(server.started.pids[killed - 1]!, "SIGKILL");
    }
    expect(await clock.until(() => isQuiet(session, reader), 90_000)).toBe(true);
    await subscription.close();
    const letters: string[] = [];
    for await (const { body } of session.peek(reader.deadLetter)) letters.push(Buffer.from(body).toString());
    expect(killed).toBeGreaterThan(0);
    expect([...new Set(handled)].sort()).toEqual(ids.filter((id) => id.startsWith("good")).sort());
    expect([...new Set(letters)].sort()).toEqual(ids.filter((id) => id.startsWith("bad")).sort());
  });
});
