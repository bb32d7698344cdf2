/** One message of PostgreSQL's protocol, with its header. https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface Frame {
  /** One letter; empty for the messages without a type that begin a connection. */
  readonly type: string;
  readonly bytes: Buffer;
  readonly body: Buffer;
}

const longest = 256 * 1024 * 1024;

/** Cuts a stream into messages. `typed`: each begins with its letter. Throws for a length that cannot be. */
export function frameReader(): { push(chunk: Buffer, typed: () => boolean, take: (frame: Frame) => void): void } {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(chunk, typed, take) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (;;) {
        const head = typed() ? 1 : 0;
        if (rest.length < head + 4) return;
        const length = rest.readInt32BE(head) + head;
        if (length < head + 4 || length > longest) throw new Error("a message of an impossible length");
        if (rest.length < length) return;
        const bytes = rest.subarray(0, length);
        rest = rest.subarray(length);
        take({ type: head === 1 ? String.fromCharCode(bytes[0]!) : "", bytes, body: bytes.subarray(head + 4) });
      }
    },
  };
}

export function frame(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? text(part) : part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type, "latin1"), length, body]);
}

/** As the protocol has texts: ended by a zero byte. */
export const text = (value: string): Buffer => Buffer.from(`${value}\0`);

/** The text that begins at `from`, and where the next thing begins. */
export function readText(body: Buffer, from = 0): [string, number] {
  const end = body.indexOf(0, from);
  return end < 0 ? [body.toString("utf8", from), body.length] : [body.toString("utf8", from, end), end + 1];
}

export const requests = { ssl: 80_877_103, gss: 80_877_104, cancel: 80_877_102, startup: 196_608 } as const;
