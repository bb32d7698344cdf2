import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { installed } from "./places.ts";
import { freePort } from "./ports.ts";
import { elevated, onPath } from "./programs.ts";
import { endProcess } from "./processes.ts";
import type { ServerKind, Started } from "./server.ts";

const run = promisify(execFile);

const debian = (): string | undefined => onPath("nats-server");

/** What Debian 12 has: 2.9, before stream metadata and several filters of a consumer. */
export const nats: ServerKind = {
  kind: "nats",
  missing: () => (debian() === undefined ? "apt-get install -y --no-install-recommends nats-server" : undefined),
  async install() {
    if (debian() === undefined) await elevated("apt-get", ["install", "-y", "--no-install-recommends", "nats-server"]);
  },
  start: (folder, again) => startNats("nats", debian() ?? "nats-server", folder, { again }),
  stop,
};

const newestVersion = "v2.15.2";
const newestFolder = (): string => installed(`nats-server-${newestVersion}`);
const newestBinary = (): string => join(newestFolder(), "nats-server");

/** The newest one, compiled here. */
export const natsNewest: ServerKind = {
  kind: "nats-newest",
  missing: () => (existsSync(newestBinary()) ? undefined : `go install github.com/nats-io/nats-server/v2@${newestVersion}`),
  async install() {
    if (existsSync(newestBinary())) return;
    const modules = join(newestFolder(), "modules");
    const env = { ...process.env, GOBIN: newestFolder(), GOPATH: modules, GOFLAGS: "-modcacherw -buildvcs=false", CGO_ENABLED: "0" };
    await run("go", ["install", `github.com/nats-io/nats-server/v2@${newestVersion}`], { env, timeout: 900_000 });
    rmSync(modules, { recursive: true, force: true });
  },
  start: (folder, again) => startNats("nats-newest", newestBinary(), folder, { again }),
  stop,
};

export interface NatsOptions {
  readonly again?: Started | undefined;
  /** More of its configuration: users, TLS … */
  readonly config?: string;
}

/** A server with JetStream whose state is a folder. `management` is its monitoring. */
export async function startNats(kind: string, binary: string, folder: string, { again, config = "" }: NatsOptions): Promise<Started> {
  const file = join(folder, "nats.conf");
  for (let attempt = 1; ; attempt += 1) {
    const port = portOf(again?.address["url"]) ?? (await freePort());
    const monitoring = portOf(again?.address["management"]) ?? (await freePort());
    const address = { url: `nats://127.0.0.1:${port}`, management: `http://127.0.0.1:${monitoring}` };
    if (again === undefined) writeFileSync(file, `${settings(folder, port, monitoring)}${config}\n`);
    const log = openSync(join(folder, "nats.log"), "a");
    const server = spawn(binary, ["-c", file], { cwd: folder, detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    const failed = new Promise<never>((_, reject) => server.once("error", reject));
    server.unref();
    // Somebody may have taken a port since it was free.
    if (await Promise.race([failed, answers(port, basename(folder), () => server.exitCode !== null)]))
      return { kind, pids: [server.pid!], address, folder };
    if (server.exitCode === null) server.kill("SIGKILL");
    if (again !== undefined || attempt === 5) throw new Error(`nats-server does not answer: see ${join(folder, "nats.log")}`);
  }
}

function settings(folder: string, port: number, monitoring: number): string {
  const state = join(folder, "state");
  mkdirSync(state, { recursive: true });
  return `server_name: ${JSON.stringify(basename(folder))}\nhost: "127.0.0.1"\nport: ${port}\nhttp: "127.0.0.1:${monitoring}"\njetstream { store_dir: ${JSON.stringify(state)} }\n`;
}

function portOf(url: string | undefined): number | undefined {
  return url === undefined ? undefined : Number(new URL(url).port);
}

/** It has said who it is, and that it stores: https://docs.nats.io/reference/reference-protocols/nats-protocol#info */
async function answers(port: number, name: string, ended: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && !ended(); await sleep(10)) {
    const said = await greeting(port);
    if (said.includes('"jetstream":true') && said.includes(`"server_name":"${name}"`)) return true;
  }
  return false;
}

function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(1000, end);
    socket.once("error", end).once("close", end);
    socket.on("data", (bytes) => {
      text += bytes.toString();
      if (text.includes("\r\n")) end();
    });
  });
}

async function stop({ pids }: Started): Promise<void> {
  for (const pid of pids) await endProcess(pid, 5000);
}
