import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.ts";
import { debian, onPath } from "./programs.ts";
import { alive, endProcess } from "./processes.ts";
import type { ServerKind, Started } from "./server.ts";

/**
 * The start script itself, never the program on the PATH: Debian's wrapper there changes user and HOME, and with HOME the Erlang
 * cookie. Asked for its version it starts a server on all interfaces.
 */
function script(): string | undefined {
  const folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin"];
  return folders.map((folder) => join(folder, "rabbitmq-server")).find((file) => existsSync(file));
}

/** A node with its management and its metrics, as whoever runs the tests. It does not mind being root. */
export const rabbitmq: ServerKind = {
  kind: "rabbitmq",
  missing: () => (script() === undefined ? "apt-get install -y --no-install-recommends rabbitmq-server" : undefined),
  async install() {
    if (script() === undefined) await debian("rabbitmq-server");
  },
  start: (folder, again) => startRabbitmq(folder, { again }),
  stop: stopRabbitmq,
};

export interface RabbitmqOptions {
  readonly again?: Started | undefined;
  /** More lines of its configuration: TLS … `{port}` is a free port, the same after a restart. */
  readonly config?: string;
}

interface Ports {
  readonly amqp: number;
  readonly management: number;
  readonly metrics: number;
  readonly distribution: number;
  readonly epmd: number;
  readonly more: number;
}

/** `address.more`: the port that stands for `{port}` in the configuration. */
export async function startRabbitmq(folder: string, { again, config = "" }: RabbitmqOptions = {}): Promise<Started> {
  const ports = again === undefined ? await newPorts(folder, config) : (JSON.parse(readFileSync(portsFile(folder), "utf8")) as Ports);
  const environment = environmentOf(folder, ports);
  const kept = again?.pids[0];
  // Where only the node was killed its name server still listens.
  const epmd = kept !== undefined && alive(kept) ? undefined : started("epmd", ["-port", String(ports.epmd), "-address", "127.0.0.1"]);
  const server = started("rabbitmq-server", ["-detached"]);
  function started(program: string, args: readonly string[]): ChildProcess {
    const file = program === "epmd" ? onPath(program) : script();
    return spawn(file ?? program, args, { cwd: folder, env: environment, detached: true, stdio: "ignore" });
  }
  const failed = new Promise<never>((_, reject) => [epmd, server].map((each) => each?.once("error", reject)));
  const management = `http://127.0.0.1:${ports.management}`;
  await Promise.race([failed, answers(`${management}/api/health/checks/port-listener/${ports.amqp}`, folder)]);
  epmd?.unref();
  server.unref();
  return {
    kind: "rabbitmq",
    pids: [epmd?.pid ?? kept!, Number(readFileSync(join(folder, "pid"), "utf8"))],
    address: {
      url: `amqp://127.0.0.1:${ports.amqp}`,
      management,
      user: "guest",
      password: "guest",
      metrics: `http://127.0.0.1:${ports.metrics}`,
      more: String(ports.more),
    },
    folder,
  };
}

async function newPorts(folder: string, config: string): Promise<Ports> {
  const names = ["amqp", "management", "metrics", "distribution", "epmd", "more"] as const;
  const found = new Set<number>();
  while (found.size < names.length) found.add(await freePort());
  const ports = Object.fromEntries(names.map((name, index) => [name, [...found][index]!])) as unknown as Ports;
  mkdirSync(folder, { recursive: true });
  writeFileSync(portsFile(folder), JSON.stringify(ports));
  writeFileSync(join(folder, "enabled_plugins"), "[rabbitmq_management,rabbitmq_prometheus].\n");
  const lines = [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    "management.tcp.ip = 127.0.0.1",
    `management.tcp.port = ${ports.management}`,
    "prometheus.tcp.ip = 127.0.0.1",
    `prometheus.tcp.port = ${ports.metrics}`,
    "loopback_users.guest = true",
    "distribution.listener.interface = 127.0.0.1",
    "log.file = rabbit.log",
    config.replaceAll("{port}", String(ports.more)),
  ];
  writeFileSync(join(folder, "rabbitmq.conf"), `${lines.join("\n")}\n`);
  return ports;
}

const portsFile = (folder: string): string => join(folder, "ports.json");

function environmentOf(folder: string, { distribution, epmd }: Ports): NodeJS.ProcessEnv {
  // Idle schedulers sleep at once instead of turning on a processor that others need.
  const quiet = "+sbwt none +sbwtdcpu none +sbwtdio none";
  return {
    PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:${dirname(script() ?? "/")}`,
    LANG: "C.UTF-8",
    HOME: folder,
    RABBITMQ_NODENAME: "rabbit@localhost",
    RABBITMQ_CONF_ENV_FILE: join(folder, "rabbitmq-env.conf"),
    RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "enabled_plugins"),
    RABBITMQ_MNESIA_BASE: join(folder, "mnesia"),
    RABBITMQ_LOG_BASE: join(folder, "log"),
    RABBITMQ_PID_FILE: join(folder, "pid"),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: `${quiet} -kernel inet_dist_use_interface {127,0,0,1}`,
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: "127.0.0.1",
  };
}

/** Its management answers earlier than the port for messages does. */
async function answers(health: string, folder: string): Promise<void> {
  const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}` };
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(100)) {
    const answer = await fetch(health, { headers }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
  }
  throw new Error(`RabbitMQ does not answer: see ${join(folder, "log", "rabbit.log")}`);
}

/** First the node, which closes its files when asked to end, then the name server that it was found by. */
async function stopRabbitmq({ pids }: Started): Promise<void> {
  for (const pid of pids.toReversed()) await endProcess(pid, 20_000);
}
