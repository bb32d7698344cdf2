import type { Readable, Writable } from "node:stream";
import type { ServerOptions } from "./server.ts";

export interface ServeOptions extends ServerOptions {
  /** HOST:PORT; undefined: stdio. */
  http: string | undefined;
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable;
  stderr: Writable;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
}

/** Serves until the client leaves or the signal comes. */
export async function serve(options: ServeOptions): Promise<void> {
  if (options.http !== undefined) {
    const { serveHttp } = await import("./http.ts");
    return serveHttp({ ...options, address: options.http });
  }
  if (options.stdin.isTTY) options.log("godmode-event: waiting for an MCP client on stdin; Ctrl-C ends it.\n");
  const { serveStdio } = await import("./stdio.ts");
  return serveStdio(options);
}
