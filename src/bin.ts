#!/usr/bin/env node
import module from "node:module";

if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write(`godmode-event needs Node.js 20 or newer; this is ${process.version}.\n`);
  process.exit(3);
}

// Absent on Node 20; a named import would not even parse there.
module.enableCompileCache?.();

process.on("uncaughtException", (error: unknown) => {
  process.stderr.write(`godmode-event: a bug. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(70);
});

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    setTimeout(() => process.exit(130), 5000).unref();
  });
}

// A reader that left (`| head`) wants no more output; the exit code still tells.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
  });
}

const argv = process.argv.slice(2);
const tools = async () => (await import("./tools.ts")).tools;
const verbs = async () => (await import("./run/verbs.ts")).verbs;
const { main } = await import("./cli/main.ts");
const outside = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  entry: import.meta.url,
};
const exitCode = await main({ ...outside, argv, cwd: process.cwd() }, { tools, verbs, serve });

async function serve({ project, http }: { project: string; http: string | undefined }): Promise<void> {
  const [server, { listed }, { createContext }] = await Promise.all([
    import("./mcp/serve.ts"),
    import("./mcp/listed.ts"),
    import("./workspace/context.ts"),
  ]);
  await server.serve({
    ...outside,
    tools,
    listed,
    project,
    http,
    log: (text) => void process.stderr.write(text),
    context: (signal, progress) => createContext({ ...outside, signal, progress }),
  });
}

for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write("", resolve));
process.exit(exitCode);
