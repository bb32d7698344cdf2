import { ProtocolError } from "../protocol-error.ts";

/** One command of the NATS protocol with all its bytes. https://docs.nats.io/reference/reference-protocols/nats-protocol */
export interface Command {
  readonly bytes: Buffer;
  /** Upper case: `PUB`, `MSG`, `INFO` … */
  readonly name: string;
  readonly args: readonly string[];
  /** The header block of HPUB and HMSG. */
  readonly headers?: Buffer;
  readonly payload?: Buffer;
}

/** A command line has no end beyond it; INFO names every server of a cluster. */
const longestLine = 1024 * 1024;
/** The server's own default is 1 MB. */
const longestPayload = 64 * 1024 * 1024;
const known = new Set(["INFO", "CONNECT", "PUB", "HPUB", "SUB", "UNSUB", "MSG", "HMSG", "PING", "PONG", "+OK", "-ERR"]);

/** Cuts a stream, in either direction, into commands. */
export function commandSplitter(): (chunk: Uint8Array) => Command[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const commands: Command[] = [];
    for (;;) {
      const command = commandAt(rest);
      if (command === undefined) return commands;
      commands.push(command);
      rest = rest.subarray(command.bytes.length);
    }
  };
}

function commandAt(bytes: Buffer): Command | undefined {
  const end = bytes.indexOf("\r\n");
  if (end === -1) {
    if (bytes.length > longestLine) throw new ProtocolError("A command of NATS has no end.");
    return undefined;
  }
  const line = bytes.subarray(0, end).toString("utf8");
  const [word = "", ...args] = line.split(/[ \t]+/);
  const name = word.toUpperCase();
  if (!known.has(name)) throw new ProtocolError("This is no command of NATS.");
  const start = end + 2;
  const sizes = sizesOf(name, args);
  if (sizes === undefined) return { bytes: bytes.subarray(0, start), name, args };
  const { head, total } = sizes;
  if (bytes.length < start + total + 2) return undefined;
  return {
    bytes: bytes.subarray(0, start + total + 2),
    name,
    args,
    ...(head > 0 && { headers: bytes.subarray(start, start + head) }),
    payload: bytes.subarray(start + head, start + total),
  };
}

/** Bytes of headers, and of headers and payload. */
function sizesOf(name: string, args: readonly string[]): { head: number; total: number } | undefined {
  if (!/^H?(?:PUB|MSG)$/.test(name)) return undefined;
  const total = Number(args.at(-1));
  const head = name.startsWith("H") ? Number(args.at(-2)) : 0;
  const fits = Number.isInteger(total) && Number.isInteger(head) && head >= 0 && head <= total && total <= longestPayload;
  if (!fits) throw new ProtocolError("A command of NATS has no size.");
  return { head, total };
}

/** `NATS/1.0\r\nName: value\r\n…`; of equal names the last one. A status line gives `status`. */
export function headersOf(block: Buffer | undefined): Record<string, string> {
  if (block === undefined) return {};
  const [first = "", ...lines] = block.toString("utf8").split("\r\n");
  const status = /^NATS\/1\.0 (\d+)/.exec(first)?.[1];
  const pairs = lines.flatMap((line) => {
    const colon = line.indexOf(":");
    return colon <= 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
  return { ...(status !== undefined && { status }), ...Object.fromEntries(pairs) };
}
