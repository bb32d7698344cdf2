import { parentPort, workerData } from "node:worker_threads";
import { failedPlay, nothing } from "../../../src/verify/subjects/failed-play.ts";
import type { Order } from "../../../src/verify/player/protocol.ts";
import type { WorkerData } from "../../../src/verify/subjects/supervise.ts";

/** A player that plays nothing: what it does is the name of the export. It counts the plays that this worker answered. */
const pulse = new Int32Array((workerData as WorkerData).pulse);
const kept: unknown[] = [];
let does = "";
let plays = 0;

const acts: Record<string, () => void> = {
  hangs: () => {
    for (;;);
  },
  waits: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  exits: () => process.exit(3),
  throws: () => {
    throw new Error("nobody catches this");
  },
  kills: () => process.kill(process.pid, "SIGKILL"),
  eats: () => {
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => index + Math.random()));
  },
  grows: () => void kept.push(Buffer.alloc(8 * 1024 * 1024, 1)),
  floods: () => {
    for (let line = 0; line < 20_000; line++) console.log("x".repeat(200));
  },
  slow: () => {
    const end = performance.now() + 1200;
    while (performance.now() < end) Atomics.add(pulse, 0, 1);
  },
};

parentPort!.on("message", (order: Order) => {
  if ("open" in order) {
    does = order.open.export ?? "";
    if (does.startsWith("open:")) acts[does.slice(5)]?.();
    const opened = { hasTick: false, ignore: [], files: [order.open.file], clients: [] };
    const problem = { kind: "import-failed", message: process.env["SEEN"] ?? "" } as const;
    return parentPort!.postMessage({ id: order.id, opening: does === "open:fails" ? { problem } : { opened } }, []);
  }
  if ("end" in order) return parentPort!.postMessage({ id: order.id, ended: true }, []);
  const acted = order.play.seed === 1 || does === "grows";
  if (acted) acts[does]?.();
  if (does === "silent") return undefined;
  plays++;
  const outcome = { ...failedPlay({ kind: "not-covered", message: String(plays) }), observation: nothing };
  return parentPort!.postMessage({ id: order.id, outcome }, []);
});
