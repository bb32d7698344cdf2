import { relative } from "node:path";
import { type KnownFiles, mainFile, within } from "./tracer.ts";
import type { SystemCall } from "./strace.ts";
import type { Lane } from "./world.ts";

/** What a process was seen to open for writing, and where it connected to. */
export interface Sightings {
  call(call: SystemCall): void;
  files(): KnownFiles;
  /** What no probe sees, in words; `ports`: our own. */
  unobserved(ports: ReadonlySet<number>): string[];
}

const mostFiles = 64;
const sidecar = /-(?:journal|wal|shm)$/;
const harmless = /^\/(?:dev|proc|sys)\//;

export function createSightings({ state, folders }: Lane, root: string): Sightings {
  const inside = new Set<string>();
  const outside = new Set<string>();
  const addresses = new Set<string>();
  return {
    call({ name, text, paths }) {
      if (name === "connect") {
        const address = addressIn(text);
        if (address !== undefined) addresses.add(address);
        return;
      }
      const moves = name.startsWith("rename");
      if (!moves && !/\bO_(?:WRONLY|RDWR|CREAT)\b/.test(text) && name !== "creat") return;
      // The descriptor that came back tells the whole path.
      for (const path of moves ? paths : paths.slice(-1)) {
        const own = within(path, state);
        if (own !== undefined) inside.add(own);
        else if (!harmless.test(path) && within(path, folders.temp) === undefined && within(path, folders.home) === undefined)
          outside.add(path);
      }
    },
    files() {
      const databases = new Set([...inside].filter((path) => sidecar.test(path)).map(mainFile));
      const all = [...inside].sort();
      const plain = all.filter((path) => !databases.has(mainFile(path)));
      return {
        databases: [...databases].sort().flatMap((path) => [path, `${path}-journal`, `${path}-wal`, `${path}-shm`]),
        plain: plain.slice(0, mostFiles),
      };
    },
    unobserved: (ports) => [
      ...[...addresses].filter((address) => !ports.has(Number(address.split(":").at(-1)))).map((address) => `a connection to ${address}`),
      ...[...outside]
        .sort()
        .map((path) => `the file ${within(path, root) === undefined ? path : relative(root, path)}, outside of its state folder`),
    ],
  };
}

/** `{sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("1.2.3.4")}`; sockets of this machine's files are none. */
function addressIn(text: string): string | undefined {
  const port = /sin6?_port=htons\((\d+)\)/.exec(text)?.[1];
  const host = /(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"/.exec(text)?.[1];
  return port === undefined || host === undefined ? undefined : `${host}:${port}`;
}
