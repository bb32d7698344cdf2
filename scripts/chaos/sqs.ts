import type { ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { realClock } from "../../src/brokers/clock.ts";
import { openSession } from "../../src/brokers/sqs/session.ts";
import { topologyOf } from "../../src/brokers/sqs/topology.ts";
import { isQuiet } from "../../src/delivery/poison.ts";
import { privateServer } from "../../test/servers/servers.ts";
import type { Chaos, Counted } from "./counted.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import type { Task } from "./sqs-worker.ts";
import { ended, killed, linesOf, progress, still, tally, workersOf } from "./workers.ts";

const script = new URL("sqs-worker.ts", import.meta.url);
/** A lease is short, so that what a killed consumer held comes back soon; the guard is high, for a kill counts as a receive. */
const retry = { rungsMs: [1000, 1000], ordering: "none", handlerTimeoutMs: 500 } as const;
const events = 600;

/** Kills, cuts and restarts while a consumer works through its messages on fauxqs: what is lost, what comes twice? */
export const sqsChaos: Chaos = async (times) => [
  await round("consumer killed", times, async ({ start, progress }) => {
    for (let struck = 0; struck < times; struck += 1) {
      const child = start("consume");
      await progress("handled", events / times / 3);
      await sleep(Math.random() * 20);
      await killed(child);
    }
  }),
  await round(
    "producer killed",
    times,
    async ({ start, progress }) => {
      start("consume");
      for (let struck = 0; struck < times; struck += 1) {
        const child = start("produce", struck * 1000);
        await progress("sent", 5);
        await sleep(Math.random() * 20);
        await killed(child);
      }
    },
    false,
  ),
  await round("connections cut", times, async ({ start, progress, cut }) => {
    start("consume");
    for (let struck = 0; struck < times; struck += 1) {
      await progress("handled", events / times / 3);
      cut();
    }
  }),
  await round("broker killed and restarted", Math.ceil(times / 3), async ({ start, progress, restart }) => {
    start("consume");
    for (let struck = 0; struck < Math.ceil(times / 3); struck += 1) {
      await progress("handled", events / times / 3);
      await restart();
    }
  }),
  await round(
    "redrive killed",
    times,
    async ({ start, progress }) => {
      await ended(start("produce", 0, true));
      start("consume");
      for (let struck = 0; struck < times; struck += 1) {
        const child = start("redrive", struck);
        await progress("handled", events / times / 3);
        await killed(child);
      }
      // What a killed one held is hidden for half a minute.
      await sleep(31_000);
      await ended(start("redrive", times));
    },
    false,
    events,
  ),
];

interface Hands {
  /** `dead`: into the dead letter. */
  readonly start: (does: Task["does"], first?: number, dead?: boolean) => ChildProcess;
  /** Resolves when so many more are done than now, or when none come any more. */
  readonly progress: (what: "handled" | "sent", more: number) => Promise<void>;
  readonly cut: () => void;
  readonly restart: () => Promise<void>;
}

async function round(
  fault: string,
  times: number,
  strike: (hands: Hands) => Promise<void>,
  filled = true,
  count = filled ? events : 1000,
): Promise<Counted> {
  const server = await privateServer("fauxqs");
  const proxy = await cuttingProxy(Number(new URL(server.started.address["url"]!).port));
  const root = realpathSync(mkdtempSync(join(tmpdir(), "chaos-sqs-")));
  const files = { handled: join(root, "handled"), sent: join(root, "sent") };
  const url = server.started.address["url"]!;
  const { reader, resources } = topologyOf({ consumer: "chaos", channel: "orders", group: "chaos", retry });
  const session = await openSession({ root, connection: "chaos", address: { url }, clock: realClock(Date.now) }, false);
  const workers = workersOf<Task>(script, root);
  const start: Hands["start"] = (does, first = 0, dead = false) => {
    const log = does === "consume" ? files.handled : files.sent;
    const task: Task = {
      does,
      url: `http://127.0.0.1:${proxy.port}`,
      root,
      reader: dead ? { ...reader, channel: reader.deadLetter } : reader,
      log,
      first,
      count,
    };
    return workers.start(task);
  };
  try {
    for (const resource of resources) await session.create(raised(resource), "chaos");
    if (filled) await ended(start("produce"));
    await strike({
      start,
      progress: (what, more) => progress(files[what], more, 5_000),
      cut: () => void proxy.cut(),
      async restart() {
        for (const pid of server.started.pids) process.kill(pid, "SIGKILL");
        await sleep(100);
        Object.assign(server.started, await server.of.start(server.started.folder, server.started));
      },
    });
    const consumer = start("consume");
    await still(() => isQuiet(session, reader), 5);
    const letters: string[] = [];
    await killed(consumer);
    await session.take(
      reader.deadLetter,
      () => true,
      async ({ body }) => void letters.push(Buffer.from(body).toString()),
    );
    return { broker: "sqs", fault, times, ...tally(linesOf(files.sent), linesOf(files.handled), letters) };
  } finally {
    await workers.end();
    session.abandon();
    await proxy.close();
    await server.end();
  }
}

function raised<T extends { config: Readonly<Record<string, unknown>> }>(resource: T): T {
  return "maxReceiveCount" in resource.config ? { ...resource, config: { ...resource.config, maxReceiveCount: 1000 } } : resource;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await sqsChaos(Number(process.argv[2] ?? 25)));
