import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { blob, i16, i32, i64, list, text } from "../../../../src/verify/subjects/process/wire/kafka/bytes.ts";
import { converse, type Reading } from "../../../../src/verify/subjects/process/wire/kafka/conversation.ts";
import { framed } from "../../../../src/verify/subjects/process/wire/kafka/frames.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { newNames } from "../../../../src/verify/subjects/process/wire/kafka/names.ts";
import { batchOf } from "../../../../src/verify/subjects/process/wire/kafka/records.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, type Rig, startRig } from "./rig.ts";
import { conversing } from "./talk.ts";

const request = (key: number, version: number, ...body: readonly Buffer[]) =>
  framed(Buffer.concat([i16(key), i16(version), i32(7), text("client"), ...body]));
const produced = (topic: string, ...bodies: readonly string[]) => {
  const partitions = bodies.map((body, at) =>
    Buffer.concat([i32(at), blob(batchOf({ key: body, headers: {}, body: Buffer.from(body) }, 1))]),
  );
  return request(0, 3, text(undefined), i16(-1), i32(1000), list([Buffer.concat([text(topic), list(partitions)])]));
};

const stored = (partition: number, error: number) => Buffer.concat([i32(partition), i16(error), i64(0), i64(-1)]);
/** A topic that a run made so long ago. */
const at = (hours: number) => `gm-play.${(Date.now() - hours * 3_600_000).toString(36)}-00000000.orders`;

const reading = (): Reading => ({
  admin: {} as Reading["admin"],
  groups: new Set(),
  topics: new Set(),
  ensure: async () => undefined,
  members: new Map(),
  assigned: new Map(),
  open: new Map(),
  putting: new Set(),
  transactions: new Map(),
  names: newNames(),
});

test("of two records in one request nothing counts as sent when the second one is stopped", async () => {
  let asked = 0;
  const { link, carrier, toServer } = conversing({ publishing: async () => ((asked += 1) === 2 ? "stop" : "forward") });
  await converse(link, carrier, reading()).fromClient(produced("invoices", "r1", "r2"));
  expect([asked, toServer.length, carrier.sent.length]).toEqual([2, 0, 0]);
});

test("of two records in one request only what the server stored counts as sent", async () => {
  const { link, carrier, toServer, events } = conversing();
  const talk = converse(link, carrier, {
    ...reading(),
    names: { prefix: "", onServer: (name) => name, forClient: (name) => name },
  });
  const done = talk.fromClient(produced("invoices", "r1", "r2"));
  await expect.poll(() => toServer.length).toBe(1);
  const notLeader = 6;
  await talk.fromServer(
    framed(Buffer.concat([i32(7), list([Buffer.concat([text("invoices"), list([stored(0, 0), stored(1, notLeader)])])]), i32(0)])),
  );
  await done;
  expect(carrier.sent.map(({ key }) => key)).toEqual(["r1"]);
  expect(events.filter(({ what }) => what === "sent")).toHaveLength(1);
});

test.each([
  ["a newer Fetch", request(1, 12, Buffer.alloc(40))],
  ["a Produce from before its batches", request(0, 2, i16(1), i32(1000), list([]))],
  ["AlterConfigs", request(33, 0, list([]))],
  ["CreateAcls", request(30, 0, list([]))],
])("%s does not pass: the names in it are not read", async (_, frame) => {
  const { link, carrier, toServer } = conversing();
  await expect(converse(link, carrier, reading()).fromClient(frame)).rejects.toThrow(/not read here/);
  expect(toServer).toEqual([]);
});

describe.skipIf(!(await hasServer("kafka")))("a consumer on a Kafka server that others use", async () => {
  const server = await privateServer("kafka");
  const { address } = server.started;
  const [host = "", port = ""] = address["url"]!.split(":");
  const others = new Kafka({ clientId: "team", brokers: [address["url"]!], logLevel: logLevel.NOTHING });
  const wire = kafkaWire({ host, port: Number(port), channel: "orders", private: false, isDead: () => false, isRetry: () => false });
  const [admin, member, producer] = [others.admin(), others.consumer({ groupId: "billing" }), others.producer()];
  const theirs: string[] = [];
  const state = async () => ({
    topics: (await admin.listTopics()).filter((topic) => !topic.startsWith("__")).sort(),
    ends: await admin.fetchTopicOffsets("orders"),
    committed: await admin.fetchOffsets({ groupId: "billing", topics: ["orders"] }),
    members: (await admin.describeGroups(["billing"])).groups[0]!.members.map(({ memberId }) => memberId),
  });
  let before: Awaited<ReturnType<typeof state>>;
  let rig: Rig;
  beforeAll(async () => {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: "orders", numPartitions: 1 }], waitForLeaders: true });
    await producer.connect();
    await producer.send({ topic: "orders", messages: [{ key: "a", value: "theirs" }] });
    await member.connect();
    await member.subscribe({ topic: "orders", fromBeginning: true });
    await member.run({ eachMessage: async ({ message }) => void theirs.push(message.value!.toString()) });
    await vi.waitFor(async () => expect((await state()).committed[0]!.partitions[0]!.offset).toBe("1"), 15_000);
    before = await state();
    expect(await wire.open()).toBeUndefined();
    rig = await startRig(wire, { command: [process.execPath, "test/verify/process/wire/consumers/kafka.mjs", "publish"] });
  }, 60_000);
  afterAll(async () => {
    await member.disconnect();
    await producer.disconnect();
    await admin.disconnect();
    await server.end();
  });

  test("reads and writes under its own names beside a topic with records and a group with members", async () => {
    await rig.start("A");
    for (const event of [0, 1]) await rig.play.put({ event, kind: "first" }, "A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    await rig.play.rewind!(0);
    expect(await rig.play.quiet(10_000)).toBe(true);
    expect(rig.handled()).toEqual([0, 1, 0, 1].map((event) => messages[event]!.id));
    expect((await rig.play.published()).map(({ channel }) => channel)).toEqual(Array.from({ length: 4 }, () => "invoices"));
    expect(rig.events.filter(({ what }) => what === "strange")).toEqual([]);
  });

  test("who asks for all topics and groups is told of its own, and deletes no other", async () => {
    const { env } = await rig.play.address("B");
    const client = new Kafka({
      clientId: "b",
      brokers: [env["KAFKA_BROKERS"]!],
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    }).admin();
    await client.connect();
    expect((await client.listTopics()).sort()).toEqual(["invoices", "orders"]);
    expect((await client.listGroups()).groups.map(({ groupId }) => groupId)).toEqual(["billing"]);
    expect(
      (await client.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: "orders" }] })).resources[0]!.resourceName,
    ).toBe("orders");
    await client.deleteTopics({ topics: ["invoices"] });
    await client.disconnect();
  });

  test("leaves everything as it was", async () => {
    await rig.end();
    await wire.close();
    expect(await state()).toEqual(before);
    expect(theirs).toEqual(["theirs"]);
    const left = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group !== "billing");
    expect(left).toEqual([]);
  });

  test("what a killed run has left there a day ago is taken away, and nothing else", async () => {
    const fresh = at(1);
    const kept = [fresh, "gm-play.orders", "orders"].sort();
    await admin.createTopics({
      topics: [at(25), fresh, "gm-play.orders"].map((topic) => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    expect(await wire.open()).toBeUndefined();
    await wire.close();
    expect((await state()).topics).toEqual(kept);
  });
});
