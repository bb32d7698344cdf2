import { reader } from "./bytes.ts";
import { growing } from "./growing.ts";

/** Java's clients cut it in pieces, each with its length before it. */
const pieces = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

export function unpackSnappy(bytes: Buffer, largest: number): Buffer {
  if (!bytes.subarray(0, pieces.length).equals(pieces)) return unpackRaw(bytes, largest);
  const out = growing(largest);
  const read = reader(bytes, pieces.length + 8);
  while (read.at < bytes.length) out.write(unpackRaw(read.bytes(read.i32()), largest));
  return out.done();
}

/** https://github.com/google/snappy/blob/main/format_description.txt */
function unpackRaw(bytes: Buffer, largest: number): Buffer {
  const read = reader(bytes);
  const out = growing(Math.min(largest, read.uvarint()));
  const little = (size: number): number => read.bytes(size).readUIntLE(0, size);
  while (read.at < bytes.length) {
    const tag = read.i8() & 0xff;
    const upper = tag >> 2;
    if ((tag & 3) === 0) out.write(read.bytes(1 + (upper < 60 ? upper : little(upper - 59))));
    else if ((tag & 3) === 1) {
      const back = ((tag >> 5) << 8) | little(1);
      out.copy(back, 4 + (upper & 7));
    } else out.copy(little((tag & 3) === 2 ? 2 : 4), upper + 1);
  }
  return out.done();
}
