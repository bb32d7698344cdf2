import type { ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rabbitmq } from "../../src/brokers/rabbitmq/broker.ts";
import { defaultRetry } from "../../src/model/delivery.ts";
import { newVhost } from "../../test/brokers/rabbitmq/running.ts";
import type { ServerKind, Started } from "../../test/servers/server.ts";
import { privateServer } from "../../test/servers/servers.ts";
import { amqpProxy, type Frame } from "./amqp-proxy.ts";
import type { Chaos, Counted } from "./counted.ts";
import type { Task } from "./rabbitmq-worker.ts";
import { killed, linesOf, tally, workersOf } from "./workers.ts";

const script = new URL("rabbitmq-worker.ts", import.meta.url);
const retry = { ...defaultRetry, rungsMs: [100, 300] };

/** The windows in which a consumer can die between a failed attempt and its acknowledgement. */
export const windows = {
  "killed before the next attempt is published": ["publish", "client", "cut-before"],
  "killed after it is stored, before the confirm": ["confirm", "server", "cut-before"],
  "killed after the confirm, before the acknowledgement": ["ack", "client", "cut-before"],
  "killed after the acknowledgement": ["ack", "client", "cut-after"],
} as const satisfies Record<string, readonly [Frame, "client" | "server", "cut-before" | "cut-after"]>;

export type Window = keyof typeof windows;

/** Kills in each window, cut connections and killed brokers while a consumer climbs its ladder: what is lost, what comes twice? */
export const rabbitmqChaos: Chaos = async (times) => {
  const server = await privateServer("rabbitmq");
  const node = { started: server.started, of: server.of };
  try {
    const counted: Counted[] = [];
    for (const window of Object.keys(windows) as Window[]) counted.push(await killIn(window, times, node.started));
    counted.push(await cutConnections(times, node.started));
    counted.push(await killBroker(Math.ceil(times / 3), node));
    return counted;
  } finally {
    await node.of.stop(node.started);
    await server.end();
  }
};

export function killIn(window: Window, times: number, server: Started): Promise<Counted> {
  return round(
    window,
    times,
    times + 5,
    server,
    async ({ start, strikes, handled }) => {
      for (let struck = 1; struck <= times; struck += 1) {
        const child = start();
        await until(() => strikes() === struck || handled() === times + 5);
        await killed(child);
      }
    },
    windows[window],
  );
}

export function cutConnections(times: number, server: Started): Promise<Counted> {
  return round("connections cut", times, times * 5, server, async ({ start, cut, handled }) => {
    start();
    for (let struck = 0; struck < times; struck += 1) {
      const before = handled();
      await until(() => handled() > before + 2 || handled() >= times * 5, 5000);
      cut();
    }
  });
}

export function killBroker(times: number, node: { started: Started; readonly of: ServerKind }): Promise<Counted> {
  const count = times * 50;
  return round("broker killed and restarted", times, count, node.started, async ({ start, handled }) => {
    start();
    for (let struck = 0; struck < times; struck += 1) {
      const before = handled();
      await until(() => handled() > before + 10 || handled() >= count, 10_000);
      // A quorum queue that is younger than this is lost with its node: see references/rabbitmq.md.
      if (struck === 0) await sleep(2500);
      process.kill(node.started.pids.at(-1)!, "SIGKILL");
      node.started = await node.of.start(node.started.folder, node.started);
    }
  });
}

interface Hands {
  readonly start: () => ChildProcess;
  readonly cut: () => void;
  readonly strikes: () => number;
  /** How many different messages were handled. */
  readonly handled: () => number;
}

type Strike = readonly [Frame, "client" | "server", "cut-before" | "cut-after"];

async function round(
  fault: string,
  times: number,
  count: number,
  server: Started,
  strike: (hands: Hands) => Promise<void>,
  at?: Strike,
): Promise<Counted> {
  const vhost = await newVhost(server);
  const session = await vhost.open();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "chaos-rabbitmq-")));
  const log = join(folder, "handled");
  const workers = workersOf<Task>(script, folder);
  let [strikes, armed] = [0, false];
  const proxy = await amqpProxy(Number(new URL(server.address["url"]!).port), (frame, from) => {
    if (!armed || at === undefined || frame !== at[0] || from !== at[1]) return "pass";
    armed = false;
    // Before the frame is passed on, or when it has arrived.
    setTimeout(() => (workers.all.at(-1)?.child.kill("SIGKILL"), (strikes += 1)), at[2] === "cut-before" ? 0 : 20);
    return at[2];
  });
  const { resources, reader } = rabbitmq.topology({ consumer: "chaos", channel: "orders", group: "chaos", retry });
  for (const resource of resources) await session.create(resource, "chaos");
  const start = () => {
    armed = true;
    const task: Task = { address: { ...vhost.address, url: `amqp://127.0.0.1:${proxy.port}/${vhost.name}` }, reader, log, prefetch: 1 };
    return workers.start(task);
  };
  const handled = () => new Set(linesOf(log)).size;
  try {
    const bodies = Array.from({ length: count }, (_, index) => `m-${index}`);
    for (const body of bodies) await session.publish("orders", { headers: {}, body: Buffer.from(body) });
    await strike({ start, cut: () => proxy.cut(), strikes: () => strikes, handled });
    if (at) {
      start();
      armed = false;
    }
    await until(() => handled() === count, 20_000);
    await sleep(500);
    await workers.end();
    const letters: string[] = [];
    const after = await vhost.open();
    for await (const { body } of after.peek(reader.deadLetter)) letters.push(Buffer.from(body).toString());
    return { broker: "rabbitmq", fault, times, ...tally(bodies, linesOf(log), letters) };
  } finally {
    await workers.end();
    await proxy.close();
    await vhost.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(holds: () => boolean, withinMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !holds() && Date.now() < deadline;) await sleep(5);
}
