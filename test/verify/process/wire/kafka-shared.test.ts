import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blob, i16, i32, i64, i8, list, text } from "../../../../src/verify/subjects/process/wire/kafka/bytes.ts";
import { converse, type Reading } from "../../../../src/verify/subjects/process/wire/kafka/conversation.ts";
import { framed } from "../../../../src/verify/subjects/process/wire/kafka/frames.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { batchOf } from "../../../../src/verify/subjects/process/wire/kafka/records.ts";
import type { Gate, Heard, WirePlay } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages } from "./rig.ts";
import { conversing } from "./talk.ts";

const request = (key: number, version: number, ...body: readonly Buffer[]) =>
  framed(Buffer.concat([i16(key), i16(version), i32(7), text("client"), ...body]));
const produced = (topic: string, ...bodies: readonly string[]) => {
  const partitions = bodies.map((body, at) =>
    Buffer.concat([i32(at), blob(batchOf({ key: body, headers: {}, body: Buffer.from(body) }, 1))]),
  );
  return request(0, 3, text(undefined), i16(-1), i32(1000), list([Buffer.concat([text(topic), list(partitions)])]));
};
const fetched = (topic: string) =>
  request(1, 4, i32(-1), i32(500), i32(1), i32(1000), i8(0), list([Buffer.concat([text(topic), list([Buffer.alloc(16)])])]));
const committed = (topic: string) => {
  const place = Buffer.concat([i32(0), i64(42), text("")]);
  return request(8, 2, text("billing"), i32(1), text("m"), i64(-1), list([Buffer.concat([text(topic), list([place])])]));
};

const reading = (apart?: Reading["apart"]): Reading => ({
  admin: {} as Reading["admin"],
  groups: new Set(),
  topics: new Set(),
  ensure: async () => undefined,
  members: new Map(),
  assigned: new Map(),
  open: new Map(),
  transactions: new Map(),
  ...(apart && { apart }),
});

test("of two records in one request nothing counts as sent when the second one is stopped", async () => {
  let asked = 0;
  const { link, carrier, toServer } = conversing({ publishing: async () => ((asked += 1) === 2 ? "stop" : "forward") });
  await converse(link, carrier, reading()).fromClient(produced("invoices", "r1", "r2"));
  expect([asked, toServer.length, carrier.sent.length]).toEqual([2, 0, 0]);
});

describe("requests to a server that others use", () => {
  const apart = { owns: (topic: string) => topic === "own", ensure: async () => undefined, enter: async () => undefined };

  test.each([
    ["Fetch", fetched("team")],
    ["OffsetCommit", committed("team")],
    ["Produce", produced("team", "r1")],
    ["TxnOffsetCommit", request(28, 0, text("own"), text("billing"), i64(1), i16(0), list([]))],
    ["AddPartitionsToTxn", request(24, 0, text("own"), i64(1), i16(0), list([Buffer.concat([text("team"), list([i32(0)])])]))],
    ["InitProducerId of a transaction", request(22, 0, text("team"), i32(1000))],
    ["DeleteTopics", request(20, 0, list([text("team")]), i32(1000))],
    ["DeleteRecords", request(21, 0, list([]), i32(1000))],
    ["AlterConfigs", request(33, 0, list([]), i8(0))],
    ["DeleteGroups", request(42, 0, list([text("team")]))],
    ["a newer Fetch", request(1, 12, Buffer.alloc(40))],
  ])("%s does not pass", async (_, frame) => {
    const { link, carrier, toServer } = conversing();
    await expect(converse(link, carrier, reading(apart)).fromClient(frame)).rejects.toThrow(/on a server that others use/);
    expect(toServer).toEqual([]);
  });

  test("its own topics are read", async () => {
    const { link, carrier, toServer } = conversing();
    await converse(link, carrier, reading(apart)).fromClient(fetched("own"));
    expect(toServer).toHaveLength(1);
  });
});

describe.skipIf(!(await hasServer("kafka")))("a client on a Kafka server that others use", async () => {
  const server = await privateServer("kafka");
  const { address } = server.started;
  const [host = "", port = ""] = address["url"]!.split(":");
  const [name, team, own] = ["billing", "team", "own"];
  const others = new Kafka({ clientId: "team", brokers: [address["url"]!], logLevel: logLevel.NOTHING });
  const wire = kafkaWire({ host, port: Number(port), channel: own, private: false, isDead: () => false, isRetry: () => false });
  const [admin, member] = [others.admin(), others.consumer({ groupId: name })];
  const events: Heard[] = [];
  let play: WirePlay;
  let client: Kafka;
  beforeAll(async () => {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: team, numPartitions: 1 }], waitForLeaders: true });
    await member.connect();
    await member.subscribe({ topic: team });
    const joined = new Promise((resolve) => member.on("consumer.group_join", resolve));
    await member.run({ eachMessage: async () => undefined });
    await joined;
    expect(await wire.open()).toBeUndefined();
    const gate: Gate = { settling: async () => "forward", publishing: async () => "forward" };
    play = await wire.begin({ messages, comeAgain: new Set(), gate, heard: (event) => void events.push(event) });
    const { env } = await play.address("A");
    client = new Kafka({ clientId: "a", brokers: [env["KAFKA_BROKERS"]!], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  }, 60_000);
  afterAll(async () => {
    await play?.end();
    await wire.close();
    await member.disconnect();
    await admin.disconnect();
    await server.end();
  });
  const whys = () => events.flatMap((event) => (event.what === "strange" ? [event.why] : []));

  test("who asks for all topics is told of its own", async () => {
    const asking = client.admin();
    await asking.connect();
    expect(await asking.listTopics()).toEqual([own]);
    await asking.disconnect();
    expect(whys()).toEqual([]);
  });

  test("a group that has members is not joined", async () => {
    const joining = client.consumer({ groupId: name });
    await joining.connect();
    await joining.subscribe({ topic: own });
    await joining.run({ eachMessage: async () => undefined }).catch(() => undefined);
    await expect.poll(whys, { timeout: 5000 }).toContainEqual(expect.stringContaining(`The group ${name} is there already`));
    await joining.disconnect();
    expect((await admin.describeGroups([name])).groups[0]!.members).toHaveLength(1);
  });
});
