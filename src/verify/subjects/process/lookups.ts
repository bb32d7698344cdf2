/** Answers to look-ups of names: each name has an address of its own, so that a connection tells which name was meant. */
export interface Lookups {
  /** One packet for one packet; undefined: it is no question. */
  answer(question: Buffer): Buffer | undefined;
  /** Whose address this is. */
  nameOf(host: string): string | undefined;
}

const internet = 1;
const typeA = 1;
const headBytes = 12;
const longestName = 253;
/** Authoritative, recursion available, no error. https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const flags = 0x84_80;
const ttlSeconds = 60;
const mostNames = 0xff_ff;

export function createLookups(): Lookups {
  const addresses = new Map<string, number>();
  const names = new Map<string, string>();

  /** In 198.18.0.0/15, which is nobody's. https://www.rfc-editor.org/rfc/rfc2544#appendix-C.2.2 */
  function numberOf(name: string): number | undefined {
    const known = addresses.get(name);
    if (known !== undefined || addresses.size >= mostNames) return known;
    const number = addresses.size + 1;
    addresses.set(name, number);
    names.set(`198.18.${number >> 8}.${number & 255}`, name);
    return number;
  }

  return {
    nameOf: (host) => names.get(host.replace(/^::ffff:/, ""))?.replaceAll(/[^\w.-]/g, "?"),
    answer(question) {
      const asked = questionIn(question);
      if (asked === undefined) return undefined;
      const { name, type, end } = asked;
      const number = type === typeA ? numberOf(name) : undefined;
      const head = Buffer.from(question.subarray(0, headBytes));
      head.writeUInt16BE(flags | (head.readUInt16BE(2) & 0x01_00), 2);
      for (const [at, count] of [1, number === undefined ? 0 : 1, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * at);
      const parts = [head, question.subarray(headBytes, end)];
      return Buffer.concat(number === undefined ? parts : [...parts, record(number)]);
    },
  };
}

/** The name is the one of the question, 12 bytes from the start. */
function record(number: number): Buffer {
  const bytes = Buffer.alloc(16);
  for (const [index, value] of [0xc0_0c, typeA, internet].entries()) bytes.writeUInt16BE(value, 2 * index);
  bytes.writeUInt32BE(ttlSeconds, 6);
  bytes.writeUInt16BE(4, 10);
  bytes.set([198, 18, number >> 8, number & 255], 12);
  return bytes;
}

function questionIn(packet: Buffer): { readonly name: string; readonly type: number; readonly end: number } | undefined {
  if (packet.length < headBytes || packet.readUInt16BE(4) !== 1 || (packet[2]! & 0x80) !== 0) return undefined;
  const labels: string[] = [];
  let at = headBytes;
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    if (length > 63 || at - headBytes > longestName) return undefined;
    labels.push(packet.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  if (labels.length === 0 || end > packet.length) return undefined;
  return { name: labels.join(".").toLowerCase(), type: packet.readUInt16BE(at + 1), end };
}
