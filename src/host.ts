import { rmSync } from "node:fs";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { Order } from "./verify/player/protocol.ts";
import { aliveEveryMs, channelDescriptor, type FromHost, type HostArguments, longestLine } from "./verify/subjects/host-arguments.ts";
import { lineReader, opened, signed } from "./verify/subjects/signed-lines.ts";
import { supervise } from "./verify/subjects/supervise.ts";

/** Started by `verify/subjects/handler.ts`: the process in which user code runs, in a worker. Ends with its parent. */
const args = JSON.parse(process.argv[2] ?? "{}") as HostArguments;
const beside = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.mjs", import.meta.url));
const supervisor = supervise(args.worker ?? beside, args);
const channel = new Socket({ fd: channelDescriptor });

function end(): never {
  rmSync(args.temp, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}
channel.on("close", end).on("error", end);
channel.setEncoding("utf8");

/** The first line is the key; the code under test never sees this thread's memory. */
let key: string | undefined;
/** Known once the consumer is loaded: a large one is given room to grow. */
let wornMb: number | undefined;
const leastGrowthMb = 150;
let before: Promise<unknown> = Promise.resolve();

function tell(message: FromHost): void {
  channel.write(signed(key!, message));
}

async function follow(order: Order): Promise<void> {
  const alive = setInterval(tell, aliveEveryMs, { alive: true });
  const reply = await supervisor.answer(order).finally(() => clearInterval(alive));
  const grownMb = process.memoryUsage.rss() / 2 ** 20;
  wornMb ??= Math.max(args.wornAboveMb, grownMb + leastGrowthMb);
  tell(grownMb > wornMb ? { ...reply, worn: true } : reply);
}

channel.on(
  "data",
  lineReader(
    longestLine,
    (line) => {
      if (key === undefined) {
        key = line;
        return;
      }
      const order = opened(key, line) as Order | undefined;
      if (order !== undefined) before = before.then(() => follow(order));
    },
    end,
  ),
);
