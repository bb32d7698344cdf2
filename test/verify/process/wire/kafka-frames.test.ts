import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { blob, i16, i32, i64, i8, list, reader, text, uvarint, varint } from "../../../../src/verify/subjects/process/wire/kafka/bytes.ts";
import { crc32c } from "../../../../src/verify/subjects/process/wire/kafka/crc32c.ts";
import { framed, frameSplitter } from "../../../../src/verify/subjects/process/wire/kafka/frames.ts";
import { batchOf, recordsOf } from "../../../../src/verify/subjects/process/wire/kafka/records.ts";
import { commitIn, fetchedIn, headerOf, producedIn, topicsIn } from "../../../../src/verify/subjects/process/wire/kafka/requests.ts";
import {
  cappedVersions,
  fetchedFrom,
  relocatedCoordinator,
  relocatedMetadata,
} from "../../../../src/verify/subjects/process/wire/kafka/responses.ts";

const load = createRequire(import.meta.url);
const bytes = (hex: string) => Buffer.from(hex, "hex");
const elsewhere = async (host: string, port: number) => ({ host: "localhost", port: host === "127.0.0.1" && port === 25_108 ? 1 : 2 });

interface Request {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly encode: () => Promise<{ readonly buffer: Buffer }>;
}

/** As kafkajs writes it. */
async function request(name: string, version: number, fields: object): Promise<Buffer> {
  const make = load(`kafkajs/src/protocol/requests/${name}/v${version}/request`) as (fields: object) => Request;
  const { apiKey, apiVersion, encode } = make(fields);
  const body = (await encode()).buffer;
  return framed(Buffer.concat([i16(apiKey), i16(apiVersion), i32(7), text("client"), body]));
}

const record = { key: "k", headers: { tenant: "north" }, body: Buffer.from("{}") };

describe("requests", () => {
  test("frames are found wherever the stream is cut", () => {
    const all = Buffer.concat([framed(Buffer.from("one")), framed(Buffer.from("four"))]);
    for (let cut = 1; cut < all.length; cut += 1) {
      const split = frameSplitter();
      expect([...split(all.subarray(0, cut)), ...split(all.subarray(cut))].map((frame) => frame.subarray(4).toString())).toEqual([
        "one",
        "four",
      ]);
    }
    expect(() => frameSplitter()(Buffer.from("\u0016\u0003\u0001xxxx", "latin1").fill(0xff, 0, 1))).toThrow(/does not speak/);
  });

  test("a commit of kafkajs, and one of version 7 as Java and librdkafka write it", async () => {
    const topics = [{ topic: "orders", partitions: [{ partition: 1, offset: "42" }] }];
    const old = await request("offsetCommit", 5, { groupId: "billing", groupGenerationId: 1, memberId: "m", topics });
    expect(headerOf(old)).toEqual({ key: 8, version: 5, correlation: 7 });
    const wanted = { group: "billing", offsets: [{ topic: "orders", partition: 1, offset: 42 }] };
    expect(commitIn(old)).toEqual(wanted);
    const place = Buffer.concat([i32(1), i64(42), i32(3), text("")]);
    const body = [text("billing"), i32(1), text("m"), text(undefined), list([Buffer.concat([text("orders"), list([place])])])];
    expect(commitIn(framed(Buffer.concat([i16(8), i16(7), i32(7), text(undefined), ...body])))).toEqual(wanted);
  });

  test("what it produces", async () => {
    const body = [
      text(undefined),
      i16(-1),
      i32(1000),
      list([Buffer.concat([text("invoices"), list([Buffer.concat([i32(0), blob(batchOf(record, 1))])])])]),
    ];
    const frame = framed(Buffer.concat([i16(0), i16(8), i32(7), text("client"), ...body]));
    expect(producedIn(frame)).toEqual({
      acks: -1,
      unread: 0,
      records: [{ topic: "invoices", partition: 0, offset: 0, ...record }],
    });
    const Compression = load("kafkajs/src/protocol/message/compression") as { Types: { GZIP: number } };
    const topicData = [
      {
        topic: "invoices",
        partitions: [{ partition: 0, firstSequence: 0, messages: [{ key: "k", value: "{}", headers: { tenant: "north" }, timestamp: 1 }] }],
      },
    ];
    const zipped = await request("produce", 7, {
      acks: -1,
      timeout: 1000,
      topicData,
      compression: Compression.Types.GZIP,
      producerId: -1,
      producerEpoch: -1,
    });
    expect(producedIn(zipped).records).toMatchObject([
      { topic: "invoices", key: "k", headers: { tenant: "north" }, body: Buffer.from("{}") },
    ]);
  });

  test("which topics it asks about and fetches", async () => {
    expect(topicsIn(await request("metadata", 6, { topics: ["orders"], allowAutoTopicCreation: false }))).toEqual(["orders"]);
    const topics = [
      { topic: "orders", partitions: [{ partition: 0, currentLeaderEpoch: -1, fetchOffset: "0", logStartOffset: -1, maxBytes: 1000 }] },
    ];
    const fields = {
      maxWaitTime: 1,
      minBytes: 1,
      maxBytes: 1000,
      isolationLevel: 1,
      sessionId: 0,
      sessionEpoch: -1,
      forgottenTopics: [],
      rackId: "",
      topics,
    };
    for (const version of [4, 5, 7, 11]) expect(fetchedIn(await request("fetch", version, fields))).toEqual(["orders"]);
  });
});

describe("responses, as Kafka 4.3 writes them", () => {
  test("brokers are found at the proxy", async () => {
    const metadata = bytes(
      "000000450000000700000000000000010000000100093132372e302e302e3100006214ffff00165a32396b6257396b5a53316c646d5675644330784d51000000010000000080000000",
    );
    const moved = await relocatedMetadata(metadata, { key: 3, version: 8, correlation: 7 }, elsewhere);
    expect(moved.readInt32BE(0)).toBe(moved.length - 4);
    expect(moved.subarray(20, 31).toString()).toBe("\0\u0009localhost");
    expect(moved.readInt32BE(31)).toBe(1);
    expect(moved.subarray(35)).toEqual(metadata.subarray(35));
    const coordinator = bytes("000000230000000700000000000000044e4f4e450000000100093132372e302e302e3100006214");
    expect((await relocatedCoordinator(coordinator, { key: 10, version: 2, correlation: 7 }, elsewhere)).subarray(-4).readInt32BE()).toBe(
      1,
    );
  });

  test("a host name of another length moves what follows it", async () => {
    const body = [
      i32(7),
      i32(0),
      list([Buffer.concat([i32(1), text("broker-1.example.org"), i32(9092), text(undefined)])]),
      Buffer.from("rest"),
    ];
    const moved = await relocatedMetadata(framed(Buffer.concat(body)), { key: 3, version: 3, correlation: 7 }, elsewhere);
    expect(moved.subarray(-4).toString()).toBe("rest");
    expect(moved.toString("latin1")).not.toContain("example.org");
  });

  test.each([
    [0, (items: Buffer[]) => [i32(7), i16(0), list(items)], false],
    [2, (items: Buffer[]) => [i32(7), i16(0), list(items), i32(0)], false],
    [
      4,
      (items: Buffer[]) => [
        i32(7),
        i16(0),
        uvarint(items.length + 1),
        ...items,
        i32(0),
        uvarint(1),
        uvarint(0),
        uvarint(3),
        Buffer.from("abc"),
      ],
      true,
    ],
  ] as const)("no newer version is offered than is read: ApiVersions %i", (version, body, compact) => {
    const item = (key: number, from: number, to: number) => Buffer.concat([i16(key), i16(from), i16(to), ...(compact ? [i8(0)] : [])]);
    const frame = framed(Buffer.concat(body([item(0, 0, 13), item(8, 2, 10), item(68, 0, 1), item(11, 2, 4)])));
    const capped = cappedVersions(frame, { key: 18, version, correlation: 7 });
    const read = reader(capped, 8);
    expect(read.i16()).toBe(0);
    const next = () => {
      const found = [read.i16(), read.i16(), read.i16()];
      if (compact) read.tags();
      return found;
    };
    expect(compact ? read.compactList(next) : read.list(next)).toEqual([
      [0, 0, 8],
      [8, 2, 7],
      [11, 2, 4],
    ]);
    expect(capped.readInt32BE(0)).toBe(capped.length - 4);
  });

  test("records of a fetch, version 11", () => {
    const partition = Buffer.concat([
      i32(0),
      i16(0),
      i64(9),
      i64(9),
      i64(0),
      i32(-1),
      i32(-1),
      blob(Buffer.concat([batchOf(record, 1), batchOf(record, 1).subarray(0, 30)])),
    ]);
    const body = [i32(7), i32(0), i16(0), i32(0), list([Buffer.concat([text("orders"), list([partition])])])];
    expect(fetchedFrom(framed(Buffer.concat(body)), { key: 1, version: 11, correlation: 7 })).toEqual({
      unread: 0,
      records: [{ topic: "orders", partition: 0, offset: 0, ...record }],
    });
  });
});

test("numbers and checksums", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  for (const value of [0, -1, 63, -64, 300, -300, 2 ** 31]) expect(reader(varint(value)).varint()).toBe(value);
  expect(() => reader(Buffer.alloc(11, 0xff)).varint()).toThrow(RangeError);
  expect(() => reader(i32(1_000_000)).list(() => 0)).toThrow(/More items/);
  expect(recordsOf(batchOf(record, 1).fill(0, 16, 17))).toEqual({ records: [], unread: 1 });
});
