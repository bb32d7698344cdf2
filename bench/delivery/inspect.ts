import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BrokerKind, clients, serverFor } from "./clients.ts";
import { deadLetters, fill } from "./fill.ts";
import { placeFor } from "./place.ts";

export interface Inspected {
  readonly depth: number;
  readonly ms: number;
  /** The most memory that the process which inspected ever held. */
  readonly peakMb: number;
}

/** One dead letter with a tenth of so many messages, then with all of them, each looked through by a process of its own. */
export async function inspected(kind: BrokerKind, count: number): Promise<Inspected[]> {
  const server = await serverFor(kind);
  try {
    const place = await placeFor(server, { channel: clients[kind].channel, group: "billing" }, 4);
    const looked: Inspected[] = [];
    let there = 0;
    for (const depth of [Math.floor(count / 10), count]) {
      await fill[kind](server, place.reader.deadLetter, deadLetters, depth - there, there);
      there = depth;
      const script = fileURLToPath(new URL("inspect-child.ts", import.meta.url));
      const input = JSON.stringify({ root: place.root, kind, address: server.address, reader: place.reader });
      const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", script, input]);
      looked.push(JSON.parse(stdout) as Inspected);
    }
    await place.session.close();
    return looked;
  } finally {
    await server.end();
  }
}
