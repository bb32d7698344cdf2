import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { createLookups } from "./lookups.ts";
import { makeNetwork, type Network } from "./network.ts";
import { within } from "./tracer.ts";

/** Keeps processes from the network and from the sockets of this machine. */
export interface Fence {
  /** The network of one instance; the same over restarts. Rejects where it cannot be made any more. */
  network(instance: string): Promise<Network>;
  /** What a process looked up to get this address. */
  nameOf(host: string): string | undefined;
  end(): void;
}

/** Where a fence cannot be had the network stays open, and this says why. */
export type Fencing = Fence | { readonly why: string };

/** Its own files for looking names up, and nothing where sockets and secrets are. `$0`: the folder of the files; the rest: what is hidden. */
const setUp = `
for name in resolv.conf hosts; do [ ! -e /etc/$name ] || mount --bind "$0/$name" /etc/$name || exit; done
for file; do [ ! -S "$file" ] && [ ! -f "$file" ] || mount --bind /dev/null "$file"; done
echo ready
exec cat`;

const patienceMs = 10_000;

/**
 * Linux namespaces, without any right where the system allows it. https://man7.org/linux/man-pages/man7/user_namespaces.7.html
 * `secrets`: files that are empty inside.
 */
export async function makeFence(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[] = [],
): Promise<Fencing> {
  if (process.platform !== "linux") return { why: "only Linux has network namespaces" };
  for (const program of ["unshare", "nsenter", "mount", "ip"])
    if (spawnSync(program, ["--version"], { stdio: "ignore" }).error) return { why: `${program} is not installed` };
  const files = join(folder, "etc");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:2\n");
  writeFileSync(join(files, "hosts"), `127.0.0.1 localhost ${hostname()}\n::1 localhost\n`);
  const command = ["--user", "--map-root-user", "--mount", "/bin/sh", "-c", setUp, files, ...socketsBut(folder), ...secrets];
  const child = spawn("unshare", command, { env: { PATH: env["PATH"] }, detached: true, stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {});
  const isReady = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    child.once("error", () => resolve(false)).once("exit", () => resolve(false));
    child.stdout.once("data", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  const lookups = createLookups();
  const networks = new Map<string, Promise<Network | undefined>>();
  const network = (instance: string): Promise<Network | undefined> => {
    if (!networks.has(instance)) networks.set(instance, makeNetwork(child.pid ?? 0, lookups, env["PATH"]));
    return networks.get(instance)!;
  };
  const end = (): void => {
    child.kill("SIGKILL");
    for (const each of networks.values()) void each.then((made) => made?.end());
  };
  if (!isReady || (await network("0 A")) === undefined) {
    end();
    return { why: "this system lets nobody make a network namespace (unshare --user --mount, unshare --net)" };
  }
  return {
    async network(instance) {
      const made = await network(instance);
      if (made === undefined) throw new Error(`No network could be made for the instance ${instance}`);
      return made;
    },
    nameOf: (host) => lookups.nameOf(host),
    end,
  };
}

/** Files of sockets on which somebody listens. Those that have a name only are of one network. https://man7.org/linux/man-pages/man5/proc_net.5.html */
function socketsBut(folder: string): string[] {
  try {
    const lines = readFileSync("/proc/net/unix", "utf8").split("\n");
    const paths = lines.flatMap((line) => / (\/.*)$/.exec(line)?.[1] ?? []);
    return [...new Set(paths)].filter((path) => within(path, folder) === undefined);
  } catch {
    return [];
  }
}

/** Accepts in `allowHosts` that nothing keeps the process from the network. */
const everywhere = "*";

/** Without a fence, unless that was accepted: what nobody kept from the network may have reached anything. */
export function unfenced(fencing: Fencing, allowHosts: readonly string[]): string[] {
  if (!("why" in fencing) || allowHosts.includes(everywhere)) return [];
  const cure =
    'install unshare, nsenter and mount (util-linux) and ip (iproute2) on a Linux that allows user namespaces, or accept it with allowHosts: ["*"]';
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
