import { type Growing, growing } from "./growing.ts";

const magic = 0x184d2204;

/** One frame of LZ4, its checksums unread: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
export function unpackLz4(bytes: Buffer, largest: number): Buffer {
  if (bytes.readUInt32LE(0) !== magic) throw new RangeError("It is no frame of LZ4.");
  const flags = bytes.readUInt8(4);
  const [hasBlockSums, hasSize, hasDictionary] = [(flags & 0x10) !== 0, (flags & 0x08) !== 0, (flags & 0x01) !== 0];
  const out = growing(largest);
  for (let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0); ;) {
    const head = bytes.readUInt32LE(at);
    if (head === 0) return out.done();
    const [length, plain] = [head & 0x7fffffff, head >>> 31 === 1];
    if (at + 4 + length > bytes.length) throw new RangeError("A block is cut off.");
    const block = bytes.subarray(at + 4, at + 4 + length);
    if (plain) out.write(block);
    else unpackBlock(block, out);
    at += 4 + length + (hasBlockSums ? 4 : 0);
  }
}

/** https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
function unpackBlock(block: Buffer, out: Growing): void {
  let at = 0;
  const lengthFrom = (nibble: number): number => {
    if (nibble < 15) return nibble;
    for (let length = nibble; ;) {
      const more = block.readUInt8(at++);
      length += more;
      if (more !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literal = lengthFrom(token >> 4);
    if (at + literal > block.length) throw new RangeError("A literal is cut off.");
    out.write(block.subarray(at, at + literal));
    at += literal;
    if (at === block.length) return;
    const back = block.readUInt16LE(at);
    at += 2;
    out.copy(back, lengthFrom(token & 15) + 4);
  }
}
