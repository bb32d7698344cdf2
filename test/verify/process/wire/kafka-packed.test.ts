import { expect, test } from "vitest";
import { unpackLz4 } from "../../../../src/verify/subjects/process/wire/kafka/lz4.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { unpackSnappy } from "../../../../src/verify/subjects/process/wire/kafka/snappy.ts";
import { missingPython, pythonProgram } from "../../../servers/python.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
/** A literal of three bytes, then twelve of them again: it copies what it writes. */
const raw = bytes([15, 2 << 2], "abc", [(11 << 2) | 2, 3, 0]);
const lz4 = (...blocks: readonly Buffer[]) =>
  bytes([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0], ...blocks.map((block) => [...block]), [0, 0, 0, 0]);

test("Snappy, plain and in the pieces of Java's clients", () => {
  expect(unpackSnappy(raw, 100).toString()).toBe("abcabcabcabcabc");
  const pieces = bytes([0x82], "SNAPPY", [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, raw.length], [...raw], [0, 0, 0, raw.length], [...raw]);
  expect(unpackSnappy(pieces, 100).toString()).toBe("abc".repeat(10));
});

test("LZ4: a packed block, then a plain one", () => {
  const packed = bytes([6, 0, 0, 0], [(3 << 4) | 8], "abc", [3, 0]);
  expect(unpackLz4(lz4(packed, bytes([2, 0, 0, 0x80], "xy")), 100).toString()).toBe("abcabcabcabcabcxy");
});

test.each([
  ["Snappy that copies from before its beginning", () => unpackSnappy(bytes([15, 2 << 2], "abc", [(11 << 2) | 2, 4, 0]), 100)],
  ["Snappy that is cut off", () => unpackSnappy(raw.subarray(0, 4), 100)],
  ["Snappy that becomes larger than it says", () => unpackSnappy(bytes([4], [...raw.subarray(1)]), 100)],
  ["Snappy that becomes too large", () => unpackSnappy(raw, 14)],
  ["LZ4 that becomes too large", () => unpackLz4(lz4(bytes([6, 0, 0, 0], [(3 << 4) | 8], "abc", [3, 0])), 14)],
  ["LZ4 that is cut off", () => unpackLz4(lz4(bytes([6, 0, 0, 0], [(9 << 4) | 8], "abc", [3, 0])), 100)],
  ["LZ4 without an end", () => unpackLz4(lz4().subarray(0, 7), 100)],
])("%s is refused", (_, unpack) => {
  expect(unpack).toThrow(RangeError);
});

test("what librdkafka packs is known as it was sent", async () => {
  if (missingPython() !== undefined || !(await hasServer("kafka"))) return console.warn("NOT TESTED: no Python or no Kafka");
  const ways = ["none", "gzip", "snappy", "lz4", "zstd"];
  const server = await privateServer("kafka");
  const [host = "", port = ""] = server.started.address["url"]!.split(":");
  const wire = kafkaWire({ host, port: Number(port), private: true, isDead: () => false, isRetry: () => false });
  try {
    const rig = await startRig(wire, { command: [pythonProgram(), "test/verify/process/wire/consumers/python/kafka_packed.py", ...ways] });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    expect(await rig.play.quiet(20_000)).toBe(true);
    const body = Buffer.from(messages[0]!.body).toString().repeat(40);
    const sent = (await rig.play.published()).map(({ key, body: found }) => [key, Buffer.from(found).toString()]);
    expect(sent).toEqual(ways.map((way) => [way, body]));
    expect(rig.events.filter(({ what }) => what === "strange")).toEqual([]);
    await rig.end();
  } finally {
    await wire.close();
    await server.end();
  }
}, 60_000);
