import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Order } from "./verify/player/protocol.ts";
import { aliveEveryMs, type FromHost, type HostArguments } from "./verify/subjects/host-arguments.ts";
import { supervise } from "./verify/subjects/supervise.ts";

/** Forked by `verify/subjects/handler.ts`: the process in which user code runs, in a worker. Ends with its parent. */
const args = JSON.parse(process.argv[2] ?? "{}") as HostArguments;
const beside = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.mjs", import.meta.url));
const supervisor = supervise(args.worker ?? beside, args);

process.on("disconnect", () => {
  rmSync(args.temp, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
});

const tell = (message: FromHost): void => void process.send?.(message, undefined, undefined, () => undefined);

let before: Promise<unknown> = Promise.resolve();
process.on("message", (order: Order) => {
  before = before.then(async () => {
    const alive = setInterval(tell, aliveEveryMs, { alive: true });
    const reply = await supervisor.answer(order).finally(() => clearInterval(alive));
    tell(reply);
  });
});
