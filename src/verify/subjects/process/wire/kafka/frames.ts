import { ProtocolError } from "../protocol-error.ts";

const longest = 256 * 1024 * 1024;

/** Cuts a stream into requests or responses: four bytes of length, then so many. Each is given whole. */
export function frameSplitter(): (chunk: Uint8Array) => Buffer[] {
  let chunks: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    let rest = chunks.length === 1 ? chunks[0]! : size >= wanted(chunks) ? Buffer.concat(chunks) : undefined;
    if (rest === undefined) return [];
    const frames: Buffer[] = [];
    while (rest.length >= 4) {
      const length: number = rest.readInt32BE(0);
      if (length < 0 || length > longest) throw new ProtocolError("It does not speak the Kafka protocol in plain text.");
      if (rest.length < 4 + length) break;
      frames.push(rest.subarray(0, 4 + length));
      rest = rest.subarray(4 + length);
    }
    chunks = rest.length === 0 ? [] : [rest];
    size = rest.length;
    return frames;
  };
}

/** Bytes until the first of them is whole. */
function wanted(chunks: readonly Buffer[]): number {
  const head = chunks[0]!.length >= 4 ? chunks[0]! : Buffer.concat(chunks);
  return head.length < 4 ? 4 : 4 + head.readInt32BE(0);
}

/** A frame around these bytes. */
export function framed(bytes: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeInt32BE(bytes.length);
  return Buffer.concat([head, bytes]);
}
