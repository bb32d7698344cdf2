import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * Which records of a partition are dealt with: all before `first`, and those of `beyond`. It travels as an offset and its metadata,
 * of which a broker keeps 4096 bytes (`offset.metadata.max.bytes`): a map of bits, packed.
 */
export interface Taken {
  first: number;
  readonly beyond: Set<number>;
}

const mark = "gm1:";
const longest = 4096;
/** Bytes that packing may add. */
const packing = 64;
/** More bits than this are no map of ours. */
const widest = 8 * 1024 * 1024;

export function takenOf(first: number, metadata: string): Taken {
  return { first, beyond: metadata.startsWith(mark) ? offsetsIn(first, metadata.slice(mark.length)) : new Set() };
}

function offsetsIn(first: number, text: string): Set<number> {
  let bits: Buffer;
  try {
    bits = inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: widest / 8 });
  } catch {
    return new Set();
  }
  const offsets = new Set<number>();
  for (const [index, byte] of bits.entries())
    for (let bit = 0; byte >> bit > 0; bit += 1) if ((byte >> bit) & 1) offsets.add(first + 1 + index * 8 + bit);
  return offsets;
}

/** undefined: too many lie between those that are left; it does not fit. */
export function printTaken({ first, beyond }: Taken): string | undefined {
  if (beyond.size === 0) return "";
  let last = first;
  for (const offset of beyond) last = Math.max(last, offset);
  const bits = Buffer.alloc(Math.ceil((last - first) / 8));
  for (const offset of beyond) bits[(offset - first - 1) >> 3]! |= 1 << ((offset - first - 1) & 7);
  const text = mark + deflateRawSync(bits).toString("base64url");
  return text.length <= longest ? text : undefined;
}

/** Could one more be noted? */
export function fits({ first, beyond }: Taken, offset: number): boolean {
  const packedAtMost = mark.length + ((offset - first) / 8 + packing) * (4 / 3);
  return packedAtMost <= longest || printTaken({ first, beyond: new Set([...beyond, offset]) }) !== undefined;
}

/** Before this offset nothing is left. */
export function skipTo(taken: Taken, offset: number): void {
  for (const each of taken.beyond) if (each < offset) taken.beyond.delete(each);
  taken.first = Math.max(taken.first, offset);
}

export function add(taken: Taken, offset: number): void {
  taken.beyond.add(offset);
  while (taken.beyond.delete(taken.first)) taken.first += 1;
}
