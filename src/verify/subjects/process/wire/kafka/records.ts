import * as zlib from "node:zlib";
import { blob, i16, i32, i64, i8, reader, varint } from "./bytes.ts";
import { crc32c } from "./crc32c.ts";
import { unpackLz4 } from "../../../../../compression/lz4.ts";
import { unpackSnappy } from "../../../../../compression/snappy.ts";

/** https://kafka.apache.org/documentation/#recordbatch */
export interface KafkaRecord {
  readonly offset: number;
  readonly key?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Absent in Node 20. */
const { zstdDecompressSync: zstd } = zlib as Partial<typeof zlib>;

/** An unpacked batch is no larger. */
const largest = 64 * 1024 * 1024;

/** All records of the batches in a response or a request; `unread`: batches that are packed in a way that is not known here. */
export function recordsOf(bytes: Buffer): { readonly records: readonly KafkaRecord[]; readonly unread: number } {
  const records: KafkaRecord[] = [];
  let unread = 0;
  // The last batch of a response may be cut off.
  for (let at = 0; at + 61 <= bytes.length;) {
    const length = bytes.readInt32BE(at + 8);
    if (length < 49 || at + 12 + length > bytes.length) break;
    const batch = bytes.subarray(at, at + 12 + length);
    at += 12 + length;
    const attributes = batch.readInt16BE(21);
    if (batch[16] !== 2) unread += 1;
    else if ((attributes & 0x20) === 0) {
      const unpacked = unpack(batch.subarray(61), attributes & 7);
      if (unpacked === undefined) unread += 1;
      else records.push(...recordsIn(unpacked, Number(batch.readBigInt64BE(0)), batch.readInt32BE(57)));
    }
  }
  return { records, unread };
}

/** Undefined: it is packed in another way, or not as it says. */
function unpack(bytes: Buffer, codec: number): Buffer | undefined {
  try {
    if (codec === 0) return bytes;
    if (codec === 1) return zlib.gunzipSync(bytes, { maxOutputLength: largest });
    if (codec === 2) return unpackSnappy(bytes, largest);
    if (codec === 3) return unpackLz4(bytes, largest);
    return codec === 4 ? zstd?.(bytes, { maxOutputLength: largest }) : undefined;
  } catch {
    return undefined;
  }
}

function recordsIn(bytes: Buffer, base: number, count: number): KafkaRecord[] {
  const read = reader(bytes);
  const records: KafkaRecord[] = [];
  for (let left = count; left > 0; left -= 1) {
    read.varint();
    read.i8();
    read.varint();
    const offset = base + read.varint();
    const next = () => {
      const length = read.varint();
      return length < 0 ? undefined : read.bytes(length);
    };
    const key = next()?.toString("utf8");
    const body = next() ?? Buffer.alloc(0);
    const headers: Record<string, string> = {};
    for (let more = read.varint(); more > 0; more -= 1)
      headers[read.bytes(read.varint()).toString("utf8")] = next()?.toString("utf8") ?? "";
    records.push({ offset, ...(key !== undefined && { key }), headers, body });
  }
  return records;
}

const some = (bytes: Buffer | undefined): Buffer => (bytes === undefined ? varint(-1) : Buffer.concat([varint(bytes.length), bytes]));

/** A batch of one record, not packed. */
export function batchOf({ key, headers, body }: Omit<KafkaRecord, "offset">, timestampMs: number): Buffer {
  const named = Object.entries(headers);
  const record = Buffer.concat([
    i8(0),
    varint(0),
    varint(0),
    some(key === undefined ? undefined : Buffer.from(key)),
    some(body),
    varint(named.length),
    ...named.flatMap(([name, value]) => [some(Buffer.from(name)), some(Buffer.from(value))]),
  ]);
  const rest = Buffer.concat([
    i16(0),
    i32(0),
    i64(timestampMs),
    i64(timestampMs),
    i64(-1),
    i16(-1),
    i32(-1),
    i32(1),
    varint(record.length),
    record,
  ]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32c(rest));
  return Buffer.concat([i64(0), blob(Buffer.concat([i32(-1), i8(2), crc, rest]))]);
}
