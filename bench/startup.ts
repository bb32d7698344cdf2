import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * What starting the MCP server costs until it has answered tools/list, beside two peers.
 * CPU of the main thread from /proc (Linux), median of 15 rounds, the variants interleaved, the first round not counted.
 */
const rounds = 15;
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const variants = {
  "bare JSON-RPC loop": [at("startup-bare.js")],
  "SDK hello server, unbundled": [at("startup-hello.js")],
  "godmode-event": [process.argv[2] ?? at("../dist/bin.mjs"), "mcp"],
};

interface Cost {
  /** Milliseconds. */
  main: number;
  all: number;
  wall: number;
}

const messages = [
  {
    id: 0,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1.0.0" } },
  },
  { method: "notifications/initialized" },
  { id: 1, method: "tools/list" },
];

async function measure(args: readonly string[]): Promise<Cost> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout });
  child.stdin.write(messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""));
  for await (const line of lines) if ((JSON.parse(line) as { id?: number }).id === 1) break;
  const cost = { ...cpuOf(child.pid!), wall: performance.now() - started };
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  return cost;
}

const time = (path: string) => Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;

/** https://docs.kernel.org/scheduler/sched-stats.html: the first number of schedstat is the time on the CPU in ns. */
function cpuOf(pid: number): Pick<Cost, "main" | "all"> {
  if (process.platform !== "linux") return { main: Number.NaN, all: Number.NaN };
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => time(`/proc/${pid}/task/${thread}/schedstat`));
  return { main: time(`/proc/${pid}/schedstat`), all: threads.reduce((sum, each) => sum + each, 0) };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const costs = new Map<string, Cost[]>();
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(variants)) {
    const cost = await measure(args);
    if (round > 0) costs.set(name, [...(costs.get(name) ?? []), cost]);
  }
}
const medians = [...costs].map(([name, list]) => ({
  name,
  main: median(list.map((cost) => cost.main)),
  all: median(list.map((cost) => cost.all)),
  wall: median(list.map((cost) => cost.wall)),
}));
const [bare, hello, ours] = medians.map((each) => each.main) as [number, number, number];
console.log(`Node ${process.version}, ${rounds} rounds`);
console.table(
  medians.map(({ name, main, all, wall }) => ({
    server: name,
    "main CPU ms": Math.round(main),
    "all threads CPU ms": Math.round(all),
    "wall ms": Math.round(wall),
  })),
);
console.log(
  `godmode-event: ${(ours / hello).toFixed(2)} x the hello server (at most 0.65), ${(ours / bare).toFixed(2)} x the bare loop (at most 5).`,
);
