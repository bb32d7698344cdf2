import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { i16, i32, list, text } from "../../../../src/verify/subjects/process/wire/kafka/bytes.ts";
import { framed } from "../../../../src/verify/subjects/process/wire/kafka/frames.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { newNames, toClient, toServer } from "../../../../src/verify/subjects/process/wire/kafka/names.ts";
import type { Gate, Heard, WirePlay } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages } from "./rig.ts";

const names = newNames();
const header = (key: number, version: number) => ({ key, version, correlation: 7 });
const request = (key: number, version: number, ...body: readonly Buffer[]) =>
  framed(Buffer.concat([i16(key), i16(version), i32(7), text("billing"), ...body]));
const response = (...body: readonly Buffer[]) => framed(Buffer.concat([i32(7), ...body]));
const group = (name: Buffer) => Buffer.concat([name, text("consumer")]);
const here = (name: string) => text(names.onServer(name));

test("a request has the play's names, and else the same bytes", () => {
  const end = Buffer.from("whatever comes after the last name");
  const [key, version] = [11, 5];
  expect(toServer(request(key, version, text("billing"), end), header(key, version), names)).toEqual(
    request(key, version, here("billing"), end),
  );
});

test.each([
  ["no name", text(undefined)],
  ["an empty name", text("")],
])("%s stays what it is", (_, name) => {
  const frame = request(22, 1, name, i32(1000));
  expect(toServer(frame, header(22, 1), names)).toEqual(frame);
});

test("a list that asks for everything still does", () => {
  const frame = request(3, 1, i32(-1));
  expect(toServer(frame, header(3, 1), names)).toEqual(frame);
});

test("groups of others are left out of a list", () => {
  const all = response(i32(0), i16(0), list([group(text("team")), group(here("billing")), group(text("gm-play.other.billing"))]));
  expect(toClient(all, header(16, 2), names)).toEqual(response(i32(0), i16(0), list([group(text("billing"))])));
});

test("the configuration of a broker keeps its name", () => {
  const frame = request(32, 1, list([Buffer.concat([Buffer.from([4]), text("1"), i32(-1)])]), Buffer.from([0]));
  expect(toServer(frame, header(32, 1), names)).toEqual(frame);
});

test("fewer bytes than announced are no request", () => {
  const frame = request(20, 1, i32(1000), text("orders"));
  expect(() => toServer(frame, header(20, 1), names)).toThrow(RangeError);
});

describe.skipIf(!(await hasServer("kafka")))("everything that a client can ask of a Kafka server", async () => {
  const server = await privateServer("kafka");
  const { address } = server.started;
  const [host = "", port = ""] = address["url"]!.split(":");
  const wire = kafkaWire({ host, port: Number(port), private: false, isDead: () => false, isRetry: () => false });
  const events: Heard[] = [];
  const gate: Gate = { settling: async () => "forward", publishing: async () => "forward" };
  const behind = new Kafka({ clientId: "behind", brokers: [address["url"]!], logLevel: logLevel.NOTHING }).admin();
  let play: WirePlay;
  let client: Kafka;
  beforeAll(async () => {
    await behind.connect();
    expect(await wire.open()).toBeUndefined();
    play = await wire.begin({ messages, comeAgain: new Set(), gate, heard: (event) => void events.push(event) });
    const { env } = await play.address("A");
    client = new Kafka({ clientId: "a", brokers: [env["KAFKA_BROKERS"]!], logLevel: logLevel.NOTHING });
  }, 60_000);
  afterAll(async () => {
    await play?.end();
    await wire.close();
    await behind.disconnect();
    await server.end();
  });
  const own = async () => (await behind.listTopics()).filter((topic) => topic.startsWith("gm-play.")).map((topic) => topic.split(".")[2]);

  test("topics: made, enlarged, described, emptied, deleted", async () => {
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: "ledger", numPartitions: 1 }], waitForLeaders: true });
    expect(await own()).toContain("ledger");
    await admin.createPartitions({ topicPartitions: [{ topic: "ledger", count: 3 }] });
    const { topics } = await admin.fetchTopicMetadata({ topics: ["ledger"] });
    expect(topics.map(({ name, partitions }) => [name, partitions.length])).toEqual([["ledger", 3]]);
    const producer = client.producer({ idempotent: true });
    await producer.connect();
    await producer.send({ topic: "ledger", messages: [{ value: "one", partition: 2 }] });
    await producer.disconnect();
    expect((await admin.fetchTopicOffsets("ledger")).find(({ partition }) => partition === 2)?.offset).toBe("1");
    await admin.deleteTopicRecords({ topic: "ledger", partitions: [{ partition: 2, offset: "1" }] });
    expect((await admin.fetchTopicOffsets("ledger")).find(({ partition }) => partition === 2)?.low).toBe("1");
    await admin.deleteTopics({ topics: ["ledger"] });
    expect(await own()).not.toContain("ledger");
    await admin.disconnect();
  });

  test("groups: offsets set, read, described, deleted", async () => {
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: "orders", numPartitions: 1 }], waitForLeaders: true });
    await admin.setOffsets({ groupId: "audit", topic: "orders", partitions: [{ partition: 0, offset: "0" }] });
    const read = await admin.fetchOffsets({ groupId: "audit", topics: ["orders"] });
    expect(read.map(({ topic, partitions }) => [topic, partitions[0]?.offset])).toEqual([["orders", "0"]]);
    expect((await admin.describeGroups(["audit"])).groups.map(({ groupId, state }) => [groupId, state])).toEqual([["audit", "Empty"]]);
    expect((await behind.describeGroups(["audit"])).groups[0]!.state).toBe("Dead");
    expect(await admin.deleteGroups(["audit"])).toEqual([expect.objectContaining({ groupId: "audit", errorCode: 0 })]);
    await admin.disconnect();
  });

  test("transactions: what was sent and committed counts when they do", async () => {
    const producer = client.producer({ transactionalId: "payer", maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    for (const end of ["abort", "commit"] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: "payments", messages: [{ value: end }] });
      await transaction.sendOffsets({
        consumerGroupId: "payer",
        topics: [{ topic: "orders", partitions: [{ partition: 0, offset: "0" }] }],
      });
      await transaction[end]();
    }
    await producer.disconnect();
    expect(
      (await play.published()).filter(({ channel }) => channel === "payments").map(({ body }) => Buffer.from(body).toString()),
    ).toEqual(["commit"]);
    expect(events.filter(({ what }) => what === "strange")).toEqual([]);
  });
});
