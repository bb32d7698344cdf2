import { describe, expect, test } from "vitest";
import { createDoors } from "../../../src/verify/subjects/process/doors.ts";
import { greetingOf } from "../../../src/verify/subjects/process/greeting.ts";
import { createLookups } from "../../../src/verify/subjects/process/lookups.ts";

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const of = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));
const kafka = (key: number, version: number): Buffer => of(int(60), int((key << 16) | version), int(0), "\0\u0007billing");

test.each([
  ["AMQP 0-9-1", of("AMQP\0\0\t\u0001"), "amqp"],
  ["Kafka, ApiVersions 3", kafka(18, 3), "kafka"],
  ["Kafka, Metadata 0, whose numbers are those of PostgreSQL 3.0", kafka(3, 0), "kafka"],
  ["Kafka, SaslHandshake 1", kafka(17, 1), "kafka"],
  ["PostgreSQL 3.0", of(int(40), int(196_608), "user\0shop\0\0"), "postgres"],
  ["PostgreSQL 3.2", of(int(40), int(196_610), "user\0shop\0\0"), "postgres"],
  ["PostgreSQL, asking for TLS", of(int(8), int(80_877_103)), "postgres"],
  ["HTTP", of("POST /charges HTTP/1.1\r\nhost: payments\r\n\r\n"), "http"],
  ["HTTP that goes on", of("POST /charges HTTP/1.1\r\nhost: pay"), "more"],
  ["SQS", of("POST / HTTP/1.1\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\n\r\n"), "aws"],
  ["spans", of("POST /v1/traces HTTP/1.1\r\nhost: collector\r\n\r\n"), "telemetry"],
  ["TLS", of(Buffer.from([0x16, 3, 1, 2, 0, 1])), "tls"],
  ["Redis", of("*1\r\n$4\r\nPING\r\n"), "unknown"],
  ["two bytes", of("AM"), "more"],
  ["HTTP without an end", of("GET /", "x".repeat(20_000)), "unknown"],
])("%s", (_, bytes, greeting) => {
  expect(greetingOf(bytes)).toBe(greeting);
});

describe("names", () => {
  const question = (name: string, type: number): Buffer => {
    const head = Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    const labels = name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
    return of(head, ...labels, Buffer.from([0, 0, type, 0, 1]));
  };

  test("each has an address of its own, the same each time, and no other kind of record", () => {
    const lookups = createLookups();
    const addressOf = (name: string): string => lookups.answer(question(name, 1))!.subarray(-4).join(".");
    expect([addressOf("kafka"), addressOf("db.shop.internal"), addressOf("KAFKA")]).toEqual(["198.18.0.1", "198.18.0.2", "198.18.0.1"]);
    expect(lookups.nameOf("::ffff:198.18.0.2")).toBe("db.shop.internal");
    expect(lookups.nameOf("198.18.0.9")).toBeUndefined();
    const six = lookups.answer(question("kafka", 28))!;
    expect([six.readUInt16BE(0), six[3]! & 15, six.readUInt16BE(6)]).toEqual([0xab_cd, 0, 0]);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["an answer", of(Buffer.from([0, 1, 0x80, 0]), Buffer.alloc(20))],
    ["a name that does not end", of(Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63]), "x".repeat(20))],
    ["a name that points to itself", Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1])],
  ])("%s is no question", (_, bytes) => {
    expect(createLookups().answer(bytes)).toBeUndefined();
  });
});

describe("ports that the code names", () => {
  test("those of the transport and of PostgreSQL are open from the start, what nobody used is closed again", () => {
    const doors = createDoors("kafka", true);
    const opened: number[] = [];
    doors.onMeet("A", (port) => opened.push(port));
    expect(doors.ports()).toEqual([9092, 5432]);
    for (const port of [29_092, 8125, 9092]) doors.meet(port);
    expect(opened).toEqual([29_092, 8125]);
    expect(doors.settle()).toBe(true);
    doors.used(29_092);
    doors.meet(8125);
    expect(doors.settle()).toBe(false);
    expect(doors.ports()).toEqual([9092, 5432, 29_092]);
    expect(doors.watched()).toEqual([9092, 5432, 29_092]);
    doors.meet(8125);
    expect(doors.settle()).toBe(false);
  });
});
