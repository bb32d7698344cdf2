import { promisify } from "node:util";
import * as zlib from "node:zlib";

/**
 * Reading of what kafkajs cannot read by itself: other software compresses its dead letters as it likes. Nothing is written so.
 * https://kafka.apache.org/documentation/#topicconfigs_compression.type
 */
export interface Codec {
  compress(): Promise<Buffer>;
  decompress(packed: Buffer): Promise<Buffer>;
}

/** A batch that claims to be larger is none. */
const mostBytes = 128 * 1024 * 1024;

export const snappy = reading(unpackSnappy);
export const lz4 = reading(unpackLz4);

/** Node has it from 22.15 on. */
export const zstd: Codec | undefined = "zstdDecompress" in zlib ? readingZstd() : undefined;

function readingZstd(): Codec {
  const unpack = promisify(zlib.zstdDecompress);
  return { compress: refuse, decompress: (packed) => unpack(packed, { maxOutputLength: mostBytes }) };
}

function reading(unpack: (packed: Buffer) => Buffer): Codec {
  return { compress: refuse, decompress: async (packed) => unpack(packed) };
}

async function refuse(): Promise<never> {
  throw new Error("Nothing is written in this compression.");
}

/** Bytes that grow, with copies of themselves. */
function output() {
  let bytes = Buffer.alloc(64 * 1024);
  let length = 0;
  const room = (more: number): void => {
    if (length + more > mostBytes) throw new Error("A compressed batch is larger than any record may be.");
    if (length + more <= bytes.length) return;
    const larger = Buffer.alloc(Math.max(bytes.length * 2, length + more));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  };
  return {
    add(part: Buffer): void {
      room(part.length);
      part.copy(bytes, length);
      length += part.length;
    },
    repeat(distance: number, count: number, from: number): void {
      if (distance <= 0 || distance > length - from) throw new Error("A compressed batch is broken.");
      room(count);
      for (let done = 0; done < count; done += 1, length += 1) bytes[length] = bytes[length - distance]!;
    },
    length: () => length,
    bytes: () => bytes.subarray(0, length),
  };
}

type Output = ReturnType<typeof output>;

const xerial = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

/** Blocks with their lengths behind a mark, as Java writes them, or one bare block. https://github.com/google/snappy/blob/main/format_description.txt */
function unpackSnappy(packed: Buffer): Buffer {
  const into = output();
  if (!packed.subarray(0, 8).equals(xerial)) unpackSnappyBlock(packed, into);
  else
    for (let at = 16; at < packed.length;) {
      const size = packed.readUInt32BE(at);
      unpackSnappyBlock(packed.subarray(at + 4, at + 4 + size), into);
      at += 4 + size;
    }
  return into.bytes();
}

function unpackSnappyBlock(block: Buffer, into: Output): void {
  const start = into.length();
  let at = 0;
  while (block[at++]! >= 0x80);
  while (at < block.length) {
    const tag = block[at++]!;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const bytes = size - 59;
        size = block.readUIntLE(at, bytes);
        at += bytes;
      }
      into.add(block.subarray(at, at + size + 1));
      at += size + 1;
    } else if (kind === 1) into.repeat(((tag >> 5) << 8) | block[at++]!, ((tag >> 2) & 7) + 4, start);
    else {
      const bytes = kind === 2 ? 2 : 4;
      into.repeat(block.readUIntLE(at, bytes), (tag >> 2) + 1, start);
      at += bytes;
    }
  }
}

/** https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
function unpackLz4(packed: Buffer): Buffer {
  if (packed.readUInt32LE(0) !== 0x184d2204) throw new Error("A compressed batch is no LZ4 frame.");
  const flags = packed[4]!;
  const [blockSums, hasSize, hasDictionary] = [(flags & 0x10) !== 0, (flags & 0x08) !== 0, (flags & 0x01) !== 0];
  const into = output();
  for (let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0); ;) {
    const head = packed.readUInt32LE(at);
    if (head === 0) return into.bytes();
    const size = head & 0x7fffffff;
    const block = packed.subarray(at + 4, at + 4 + size);
    if (head >= 0x80000000) into.add(block);
    else unpackLz4Block(block, into);
    at += 4 + size + (blockSums ? 4 : 0);
  }
}

function unpackLz4Block(block: Buffer, into: Output): void {
  let at = 0;
  const more = (length: number): number => {
    if (length < 15) return length;
    for (let next = 255; next === 255;) length += next = block.readUInt8(at++);
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = more(token >> 4);
    into.add(block.subarray(at, at + literals));
    at += literals;
    if (at >= block.length) return;
    const distance = block.readUInt16LE(at);
    at += 2;
    into.repeat(distance, more(token & 15) + 4, 0);
  }
}
