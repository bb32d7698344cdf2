import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { unpackLz4 } from "../../compression/lz4.ts";
import { unpackSnappy } from "../../compression/snappy.ts";

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

function reading(unpack: (packed: Buffer, largest: number) => Buffer): Codec {
  return { compress: refuse, decompress: async (packed) => unpack(packed, mostBytes) };
}

async function refuse(): Promise<never> {
  throw new Error("Nothing is written in this compression.");
}
