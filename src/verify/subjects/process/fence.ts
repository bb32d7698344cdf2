import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A network of its own, in which nothing is but the ports that were opened. */
export interface Fence {
  /** The command, run inside. */
  wrap(command: readonly string[]): string[];
  /** From now on these ports of loopback lead to ours of the same number. */
  open(ports: readonly number[]): Promise<void>;
  end(): void;
}

/** Where a fence cannot be had the network stays open, and this says why. */
export type Fencing = Fence | { readonly why: string };

/** Runs inside: listens on the ports that it is told and hands each connection out over a socket file, with the port in front. */
const inside = `
const net = require("node:net");
const path = process.argv[1];
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const port = Number(line);
  net.createServer((one) => {
    const other = net.connect(path);
    const head = Buffer.alloc(2);
    head.writeUInt16BE(port);
    other.write(head);
    one.pipe(other).pipe(one);
    for (const [each, twin] of [[one, other], [other, one]]) each.on("error", () => twin.destroy()).on("close", () => twin.destroy());
  }).listen(port, "127.0.0.1", () => console.log(port)).on("error", () => console.log(port));
}).on("close", () => process.exit());
console.log("ready");
`;

const patienceMs = 10_000;

/** Linux namespaces, without any right where the system allows it. https://man7.org/linux/man-pages/man7/user_namespaces.7.html */
export async function makeFence(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<Fencing> {
  if (process.platform !== "linux") return { why: "only Linux has network namespaces" };
  for (const program of ["unshare", "nsenter", "ip"])
    if (spawnSync(program, ["--version"], { stdio: "ignore" }).error) return { why: `${program} is not installed` };
  const path = join(folder, "out");
  const opened = new Set<number>();
  const outside = await outsideOf(path, opened);
  const script = 'ip link set lo up && exec "$0" -e "$1" "$2"';
  const child = spawn("unshare", ["--user", "--map-root-user", "--net", "/bin/sh", "-c", script, process.execPath, inside, path], {
    env: { PATH: env["PATH"] },
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const said = lines(child);
  if (!(await said.until("ready"))) {
    child.kill("SIGKILL");
    outside.close();
    return { why: "this system lets nobody make a network namespace (unshare --user --net)" };
  }
  return {
    wrap: (command) => ["nsenter", "--preserve-credentials", "--user", "--net", "--target", String(child.pid), "--", ...command],
    async open(ports) {
      const fresh = ports.filter((port) => !opened.has(port));
      for (const port of fresh) opened.add(port);
      await Promise.all(
        fresh.map((port) => {
          const listening = said.until(String(port));
          child.stdin.write(`${port}\n`);
          return listening;
        }),
      );
    },
    end() {
      child.kill("SIGKILL");
      outside.close();
    },
  };
}

/** Our end: only to ports that were opened. */
function outsideOf(path: string, opened: ReadonlySet<number>): Promise<Server> {
  const server = createServer({ pauseOnConnect: false }, (inner) => {
    inner.on("error", () => inner.destroy());
    inner.once("readable", () => {
      const head = inner.read(2) as Buffer | null;
      const port = head?.readUInt16BE(0) ?? 0;
      if (!opened.has(port)) {
        inner.destroy();
        return;
      }
      const outer = connect({ host: "127.0.0.1", port, noDelay: true });
      inner.pipe(outer).pipe(inner);
      outer.on("error", () => inner.destroy()).on("close", () => inner.destroy());
      inner.on("close", () => outer.destroy());
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve(server));
  });
}

/** What the child says, line by line. False: it ended, or said it not in time. */
function lines(child: ChildProcess): { until(line: string): Promise<boolean> } {
  const heard = new Set<string>();
  const waiting = new Map<string, (came: boolean) => void>();
  let gone = false;
  createInterface({ input: child.stdout! }).on("line", (line) => {
    heard.add(line);
    waiting.get(line)?.(true);
  });
  const end = (): void => {
    gone = true;
    for (const resolve of waiting.values()) resolve(false);
  };
  child.once("exit", end).once("error", end);
  child.stdin?.on("error", () => {});
  return {
    until(line) {
      if (heard.has(line) || gone) return Promise.resolve(heard.has(line));
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), patienceMs);
        waiting.set(line, (came) => {
          clearTimeout(timer);
          resolve(came);
        });
      });
    },
  };
}

/** Accepts in `allowHosts` that nothing keeps the process from the network. */
const everywhere = "*";

/** Without a fence, unless that was accepted: what nobody kept from the network may have reached anything. */
export function unfenced(fencing: Fencing, allowHosts: readonly string[]): string[] {
  if (!("why" in fencing) || allowHosts.includes(everywhere)) return [];
  const cure =
    'install unshare and nsenter (util-linux) and ip (iproute2) on a Linux that allows user namespaces, or accept it with allowHosts: ["*"]';
  return [`what it sends over the network, from which it was not kept (${fencing.why}): ${cure}`];
}

/** Hosts that may be reached: ports of this machine can be let through a fence, others cannot. */
export function portsOf(allowHosts: readonly string[]): { readonly ports: readonly number[]; readonly others: readonly string[] } {
  const own = /^(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})$/i;
  return {
    ports: allowHosts.flatMap((host) => own.exec(host)?.[1] ?? []).map(Number),
    others: allowHosts.filter((host) => !own.test(host)),
  };
}
