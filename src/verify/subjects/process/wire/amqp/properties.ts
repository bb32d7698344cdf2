import type { Frame } from "./frames.ts";

/** Headers of a message that are text or numbers, and its id and type by their AMQP names. What cannot be read is left out. */
export function propertiesOf({ payload }: Frame): Record<string, string> {
  const flags = payload.readUInt16BE(12);
  const found: Record<string, string> = {};
  let at = 14;
  const shortText = () => {
    const length = payload.readUInt8(at);
    const text = payload.subarray(at + 1, at + 1 + length).toString("utf8");
    at += 1 + length;
    return text;
  };
  const has = (bit: number) => (flags & (1 << bit)) !== 0;
  try {
    if (has(15)) found["content-type"] = shortText();
    if (has(14)) shortText();
    if (has(13)) {
      const size = payload.readUInt32BE(at);
      Object.assign(found, tableOf(payload.subarray(at + 4, at + 4 + size)));
      at += 4 + size;
    }
    for (const bit of [12, 11]) if (has(bit)) at += 1;
    if (has(10)) found["correlation-id"] = shortText();
    if (has(9)) shortText();
    if (has(8)) shortText();
    if (has(7)) found["message-id"] = shortText();
    if (has(6)) at += 8;
    if (has(5)) found["type"] = shortText();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** https://www.rabbitmq.com/amqp-0-9-1-errata#section_3 */
function tableOf(bytes: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const length = bytes.readUInt8(at);
    const name = bytes.subarray(at + 1, at + 1 + length).toString("utf8");
    at += 1 + length;
    const kind = String.fromCharCode(bytes.readUInt8(at));
    at += 1;
    const [size, value] = valueOf(kind, bytes, at);
    if (size === undefined) return found;
    if (value !== undefined) found[name] = value;
    at += size;
  }
  return found;
}

function valueOf(kind: string, bytes: Buffer, at: number): [number?, string?] {
  switch (kind) {
    case "S": {
      const size = bytes.readUInt32BE(at);
      return [4 + size, bytes.subarray(at + 4, at + 4 + size).toString("utf8")];
    }
    case "t":
      return [1, String(bytes.readUInt8(at) !== 0)];
    case "b":
      return [1, String(bytes.readInt8(at))];
    case "B":
      return [1, String(bytes.readUInt8(at))];
    case "s":
      return [2, String(bytes.readInt16BE(at))];
    case "u":
      return [2, String(bytes.readUInt16BE(at))];
    case "I":
      return [4, String(bytes.readInt32BE(at))];
    case "i":
      return [4, String(bytes.readUInt32BE(at))];
    case "l":
      return [8, String(bytes.readBigInt64BE(at))];
    case "f":
      return [4, String(bytes.readFloatBE(at))];
    case "d":
      return [8, String(bytes.readDoubleBE(at))];
    case "T":
      return [8];
    case "D":
      return [5];
    case "V":
      return [0];
    case "F":
    case "A":
    case "x":
      return [4 + bytes.readUInt32BE(at)];
    default:
      return [];
  }
}
