import { expect, test } from "vitest";
import { unpackLz4 } from "../../src/compression/lz4.ts";
import { unpackSnappy } from "../../src/compression/snappy.ts";

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
