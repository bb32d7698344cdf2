/** What is unpacked so far. A RangeError where it becomes too large, or where a copy begins before its start. */
export interface Growing {
  write(bytes: Uint8Array): void;
  /** What lies `back` bytes behind the end, so many; it may run into itself. */
  copy(back: number, length: number): void;
  done(): Buffer;
}

export function growing(largest: number): Growing {
  let buffer = Buffer.alloc(4096);
  let size = 0;
  const room = (more: number): void => {
    if (size + more > largest) throw new RangeError("It is larger than what is read.");
    if (size + more <= buffer.length) return;
    const larger = Buffer.alloc(Math.min(largest, Math.max(2 * buffer.length, size + more)));
    buffer.copy(larger, 0, 0, size);
    buffer = larger;
  };
  return {
    write(bytes) {
      room(bytes.length);
      buffer.set(bytes, size);
      size += bytes.length;
    },
    copy(back, length) {
      if (back <= 0 || back > size) throw new RangeError("It copies what is not there.");
      room(length);
      for (let left = length; left > 0; left -= 1, size += 1) buffer[size] = buffer[size - back]!;
    },
    done: () => buffer.subarray(0, size),
  };
}
