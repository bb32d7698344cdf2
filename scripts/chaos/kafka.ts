import type { ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Session } from "../../src/brokers/broker.ts";
import { realClock } from "../../src/brokers/clock.ts";
import { kafka } from "../../src/brokers/kafka/broker.ts";
import { isQuiet } from "../../src/delivery/poison.ts";
import { privateServer } from "../../test/servers/servers.ts";
import type { Chaos, Counted } from "./counted.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import type { Task } from "./kafka-worker.ts";
import { ended, killed, linesOf, progress, still, tally, workersOf } from "./workers.ts";

const script = new URL("kafka-worker.ts", import.meta.url);
const retry = { rungsMs: [300, 500], ordering: "none", handlerTimeoutMs: 5000 } as const;
const events = 600;

/** Kills, cuts and restarts while a consumer works through its records on one node: what is lost, what comes twice? */
export const kafkaChaos: Chaos = async (times) => [
  await round("consumer killed", times, async ({ start, progress }) => {
    // The next one begins when the group has missed the last one: after its session of 6 s.
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
];

interface Hands {
  readonly start: (does: Task["does"], first?: number) => ChildProcess;
  /** Resolves when so many more are done than now, or when none come any more. */
  readonly progress: (what: "handled" | "sent", more: number) => Promise<void>;
  readonly cut: () => void;
  readonly restart: () => Promise<void>;
}

async function round(fault: string, times: number, strike: (hands: Hands) => Promise<void>, filled = true): Promise<Counted> {
  const server = await privateServer("kafka");
  const { url = "", behindUrl = "", frontUrl = "" } = server.started.address;
  const proxy = await cuttingProxy(portOf(behindUrl), portOf(frontUrl));
  const root = realpathSync(mkdtempSync(join(tmpdir(), "chaos-kafka-")));
  const files = { handled: join(root, "handled"), sent: join(root, "sent") };
  const wanted = { consumer: "chaos", channel: "orders", group: "chaos", retry, source: { partitions: 3 } };
  const { reader, resources } = kafka.topology(wanted);
  const session = await kafka.open({ root, connection: "chaos", address: { url }, clock: realClock(Date.now) });
  const workers = workersOf<Task>(script, root);
  const start: Hands["start"] = (does, first = 0) => {
    const log = does === "consume" ? files.handled : files.sent;
    const task: Task = { does, url: frontUrl, reader, log, first, count: filled ? events : 1000 };
    return workers.start(task);
  };
  try {
    for (const resource of resources) await session.create(resource, "chaos");
    if (filled) await ended(start("produce"));
    await strike({
      start,
      progress: (what, more) => progress(files[what], more, 30_000),
      cut: () => void proxy.cut(),
      async restart() {
        for (const pid of server.started.pids) process.kill(pid, "SIGKILL");
        await server.of.stop(server.started);
        Object.assign(server.started, await server.of.start(server.started.folder, server.started));
      },
    });
    const consumer = start("consume");
    await still(() => isQuiet(session, reader), 3);
    await killed(consumer);
    const letters = await lettersIn(session, reader.deadLetter);
    return { broker: "kafka", fault, times, ...tally(linesOf(files.sent), linesOf(files.handled), letters) };
  } finally {
    await workers.end();
    await session.close();
    await proxy.close();
    await server.end();
  }
}

async function lettersIn(session: Session, deadLetter: string): Promise<string[]> {
  const letters: string[] = [];
  for await (const { body } of session.peek(deadLetter)) letters.push(Buffer.from(body).toString());
  return letters;
}

const portOf = (url: string): number => Number(url.split(":").at(-1));

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await kafkaChaos(Number(process.argv[2] ?? 15)));
