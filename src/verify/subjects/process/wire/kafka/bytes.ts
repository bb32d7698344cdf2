/** Reads the types of the Kafka protocol one after another. A RangeError where there are fewer bytes. https://kafka.apache.org/protocol#protocol_types */
export interface Reader {
  /** Where the next value begins. */
  readonly at: number;
  i8(): number;
  i16(): number;
  i32(): number;
  i64(): number;
  uvarint(): number;
  /** Zigzag. */
  varint(): number;
  text(): string;
  /** Null: -1. */
  nullable(): string | undefined;
  bytes(length: number): Buffer;
  /** Length before it; null is empty. */
  blob(): Buffer;
  list<T>(item: () => T): T[];
  compactText(): string;
  compactList<T>(item: () => T): T[];
  /** Skips tagged fields. */
  tags(): void;
}

export function reader(buffer: Buffer, from = 0): Reader {
  let at = from;
  const moved = <T>(size: number, value: T): T => ((at += size), value);
  const unsigned = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 64n; shift += 7n) {
      const byte = moved(1, buffer.readUInt8(at));
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw new RangeError("A number of more than ten bytes.");
  };
  const self: Reader = {
    get at() {
      return at;
    },
    i8: () => moved(1, buffer.readInt8(at)),
    i16: () => moved(2, buffer.readInt16BE(at)),
    i32: () => moved(4, buffer.readInt32BE(at)),
    i64: () => moved(8, Number(buffer.readBigInt64BE(at))),
    uvarint: () => Number(unsigned()),
    varint: () => {
      const value = unsigned();
      return Number((value >> 1n) ^ -(value & 1n));
    },
    bytes(length) {
      if (length < 0 || at + length > buffer.length) throw new RangeError("Fewer bytes than announced.");
      return moved(length, buffer.subarray(at, at + length));
    },
    text: () => self.bytes(self.i16()).toString("utf8"),
    nullable() {
      const length = self.i16();
      return length < 0 ? undefined : self.bytes(length).toString("utf8");
    },
    blob() {
      const length = self.i32();
      return length < 0 ? Buffer.alloc(0) : self.bytes(length);
    },
    list(item) {
      const count = self.i32();
      // Every item has a byte at least.
      if (count > buffer.length - at) throw new RangeError("More items than bytes.");
      return Array.from({ length: Math.max(0, count) }, item);
    },
    compactText: () => self.bytes(self.uvarint() - 1).toString("utf8"),
    compactList(item) {
      const count = self.uvarint() - 1;
      if (count > buffer.length - at) throw new RangeError("More items than bytes.");
      return Array.from({ length: Math.max(0, count) }, item);
    },
    tags() {
      for (let left = self.uvarint(); left > 0; left -= 1) {
        self.uvarint();
        self.bytes(self.uvarint());
      }
    },
  };
  return self;
}

export const i8 = (value: number): Buffer => Buffer.from([value & 0xff]);
export const i16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
export const i32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
export const i64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
export const text = (value: string | undefined): Buffer => {
  if (value === undefined) return i16(-1);
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([i16(bytes.length), bytes]);
};
export const blob = (bytes: Buffer): Buffer => Buffer.concat([i32(bytes.length), bytes]);
export const list = (items: readonly Buffer[]): Buffer => Buffer.concat([i32(items.length), ...items]);
export const uvarint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
};
/** Zigzag of what fits into a double. */
export const varint = (value: number): Buffer => uvarint(value >= 0 ? value * 2 : -value * 2 - 1);
