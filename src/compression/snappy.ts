import { type Growing, growing } from "./growing.ts";

/** Java's clients cut it in pieces, each with its length before it. */
const pieces = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

/** One block of Snappy, or the pieces of Java's clients. A RangeError where it is broken or larger than that. */
export function unpackSnappy(bytes: Buffer, largest: number): Buffer {
  const out = growing(largest);
  if (!bytes.subarray(0, pieces.length).equals(pieces)) unpackBlock(bytes, largest, out);
  else
    for (let at = pieces.length + 8; at < bytes.length;) {
      const length = bytes.readUInt32BE(at);
      unpackBlock(bytes.subarray(at + 4, at + 4 + length), largest, out);
      at += 4 + length;
    }
  return out.done();
}

/** https://github.com/google/snappy/blob/main/format_description.txt */
function unpackBlock(bytes: Buffer, largest: number, into: Growing): void {
  let at = 0;
  const little = (size: number): number => bytes.readUIntLE((at += size) - size, size);
  let announced = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = little(1);
    announced += (byte & 0x7f) * factor;
    if (byte < 128) break;
  }
  const out = growing(Math.min(largest, announced));
  while (at < bytes.length) {
    const tag = little(1);
    const upper = tag >> 2;
    if ((tag & 3) === 0) {
      const length = 1 + (upper < 60 ? upper : little(upper - 59));
      if (at + length > bytes.length) throw new RangeError("A literal is cut off.");
      out.write(bytes.subarray(at, at + length));
      at += length;
    } else if ((tag & 3) === 1) {
      const back = ((tag >> 5) << 8) | little(1);
      out.copy(back, 4 + (upper & 7));
    } else out.copy(little((tag & 3) === 2 ? 2 : 4), upper + 1);
  }
  into.write(out.done());
}
