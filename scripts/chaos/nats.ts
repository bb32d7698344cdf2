import type { ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { realClock } from "../../src/brokers/clock.ts";
import { connect } from "../../src/brokers/nats/session.ts";
import { topologyOf } from "../../src/brokers/nats/topology.ts";
import { isQuiet } from "../../src/delivery/poison.ts";
import { privateServer } from "../../test/servers/servers.ts";
import type { Chaos, Counted } from "./counted.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import type { Task } from "./nats-worker.ts";
import { ended, killed, linesOf, progress, still, tally, workersOf } from "./workers.ts";

const script = new URL("nats-worker.ts", import.meta.url);
/** A lease is short, so that what a killed consumer held comes back soon. */
const retry = { rungsMs: [300, 600], ordering: "none", handlerTimeoutMs: 500 } as const;
const events = 600;

/** Kills, cuts and restarts on the newest server: what is lost, what comes twice? */
export const natsChaos: Chaos = async (times) => [
  await round("consumer killed", times, async ({ start, progress }) => {
    await ended(start("produce"));
    for (let struck = 0; struck < times; struck += 1) {
      const child = start("consume");
      await progress("handled", events / times / 3);
      await sleep(Math.random() * 20);
      await killed(child);
    }
  }),
  await round("producer killed", times, async ({ start, progress }) => {
    start("consume");
    for (let struck = 0; struck < times; struck += 1) {
      const child = start("produce", struck * 1000);
      await progress("sent", 5);
      await sleep(Math.random() * 20);
      await killed(child);
    }
  }),
  await round("connections cut", times, async ({ start, progress, cut }) => {
    start("consume");
    start("produce");
    for (let struck = 0; struck < times; struck += 1) {
      await progress("handled", events / times / 3);
      cut();
    }
  }),
  await round("broker killed and restarted", Math.ceil(times / 3), async ({ start, progress, restart }) => {
    start("consume");
    start("produce");
    for (let struck = 0; struck < Math.ceil(times / 3); struck += 1) {
      await progress("handled", events / times / 3);
      await restart();
    }
  }),
  await round("redrive killed", Math.ceil(times / 3), async ({ start, handled, dead }) => {
    await ended(start("produce"));
    const failing = start("consume", 0, 1);
    while ((await dead()) < events) await sleep(50);
    await killed(failing);
    start("consume", 0, Number.POSITIVE_INFINITY);
    for (let struck = 0; struck < Math.ceil(times / 3); struck += 1) {
      const child = start("redrive");
      const before = handled();
      for (let waited = 0; waited < 300 && child.exitCode === null && handled() < before + 10; waited += 1) await sleep(5);
      await killed(child);
    }
    await ended(start("redrive"));
  }),
];

interface Hands {
  readonly start: (does: Task["does"], first?: number, poison?: number) => ChildProcess;
  readonly handled: () => number;
  readonly dead: () => Promise<number>;
  /** Resolves when so many more are done than now, or when none come any more. */
  readonly progress: (what: "handled" | "sent", more: number) => Promise<void>;
  readonly cut: () => void;
  readonly restart: () => Promise<void>;
}

async function round(fault: string, times: number, strike: (hands: Hands) => Promise<void>): Promise<Counted> {
  const server = await privateServer("nats-newest");
  const url = server.started.address["url"]!;
  const proxy = await cuttingProxy(Number(new URL(url).port));
  const root = realpathSync(mkdtempSync(join(tmpdir(), "chaos-nats-")));
  const files = { handled: join(root, "handled"), sent: join(root, "sent") };
  const { reader, resources } = topologyOf({ consumer: "chaos", channel: "orders", group: "chaos", retry });
  const session = await connect({ root, connection: "chaos", address: { url }, clock: realClock(Date.now) });
  const workers = workersOf<Task>(script, root);
  const start: Hands["start"] = (does, first = 0, poison = 10) => {
    const log = does === "produce" ? files.sent : files.handled;
    const task: Task = {
      does,
      url: `nats://127.0.0.1:${proxy.port}`,
      root,
      reader,
      log,
      first,
      count: events,
      poison: Math.min(poison, 1e9),
    };
    return workers.start(task);
  };
  try {
    for (const resource of resources) await session.create(resource, "chaos");
    await strike({
      start,
      handled: () => linesOf(files.handled).length,
      dead: async () => (await session.backlog(reader.deadLetter)).ready,
      progress: (what, more) => progress(files[what], more, 5_000),
      cut: () => void proxy.cut(),
      async restart() {
        for (const pid of server.started.pids) process.kill(pid, "SIGKILL");
        await sleep(100);
        Object.assign(server.started, await server.of.start(server.started.folder, server.started));
      },
    });
    for (const { child, task } of workers.all) if (task.does === "produce") await ended(child);
    const consumer = start("consume");
    await still(() => isQuiet(session, reader), 5);
    await killed(consumer);
    await session.sweep(reader);
    const letters: string[] = [];
    for await (const { body } of session.peek(reader.deadLetter)) letters.push(Buffer.from(body).toString());
    return { broker: "nats", fault, times, ...tally(linesOf(files.sent), linesOf(files.handled), letters) };
  } finally {
    await workers.end();
    session.abandon();
    await proxy.close();
    await server.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await natsChaos(Number(process.argv[2] ?? 25)));
