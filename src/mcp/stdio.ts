import { Console } from "node:console";
import { Writable } from "node:stream";
import type { Readable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createServer, type ServerOptions } from "./server.ts";
import { wholeLines } from "./whole-lines.ts";

export interface StdioOptions extends ServerOptions {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
}

/** No tool takes that much: schemas and samples are far smaller. */
const maxLineBytes = 16 * 1024 * 1024;

/** Serves until stdin closes or the signal comes. Running calls are then aborted. */
export async function serveStdio(options: StdioOptions): Promise<void> {
  const { stdin, stdout, stderr, signal } = options;
  const protocol = takeOver(stdout, stderr);
  const server = createServer(options);
  const complain = (error: Error) => options.log(`godmode-event: ${error.message.split("\n")[0]}\n`);
  const ended = new Promise<void>((resolve) => {
    for (const event of ["end", "close"]) stdin.once(event, () => resolve());
    // The client is gone: nobody reads the answers.
    stdout.once("error", () => resolve());
    Object.assign(server, { onclose: resolve, onerror: complain });
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const lines = wholeLines(maxLineBytes, () => {
    complain(new Error("a message of more than 16 MB was dropped"));
    const error = { code: -32600, message: "A message may hold 16 MB at most." };
    protocol.write(`${JSON.stringify({ jsonrpc: "2.0", id: null, error })}\n`);
  });
  await server.connect(new StdioServerTransport(stdin.pipe(lines), protocol, { maxBufferSize: 2 * maxLineBytes }));
  await ended;
  // What was asked before the end and needs no waiting is still answered.
  await new Promise((resolve) => setImmediate(resolve));
  await server.close();
  await new Promise<void>((resolve) => protocol.end(resolve));
}

/** stdout belongs to the protocol: everything else that writes there, `console` included, goes to stderr. */
function takeOver(stdout: Writable, stderr: Writable): Writable {
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  globalThis.console = new Console(stderr);
  return new Writable({
    decodeStrings: false,
    // A write that fails has told stdout's own error listeners.
    write: (chunk: string, encoding, done) => void write(chunk, encoding, () => done()),
  });
}
