import { relative } from "node:path";
import { type KnownFiles, mainFile, within } from "./tracer.ts";
import type { SystemCall } from "./strace.ts";
import type { Lane } from "./world.ts";

/** What a process was seen to open for writing, and where it connected to. */
export interface Sightings {
  readonly call: (call: SystemCall) => void;
  files(): KnownFiles;
  /** What no probe sees, in words; `ports`: our own. */
  unobserved(ports: ReadonlySet<number>): string[];
}

const mostFiles = 64;
const sidecar = /-(?:journal|wal|shm)$/;
/** In memory that is shared a file is a file; semaphores are none. What a Java machine tells about itself lies under /tmp. */
const harmless = /^\/(?:dev\/(?!shm\/)|dev\/shm\/sem\.|proc\/|sys\/|tmp\/hsperfdata_)/;
/** Names, users and the log of the system. */
const services = /^(?:\/var)?\/run\/(?:nscd|systemd|avahi-daemon)\/|^\/var\/lib\/sss\/|^\/dev\/log$/;
const addressed = /^(?:connect|send)/;
const makes = /^(?:rename|creat|mkdir|link|symlink|truncate)/;

export function createSightings({ state, folders }: Lane, root: string): Sightings {
  const inside = new Set<string>();
  const outside = new Set<string>();
  const addresses = new Set<string>();
  return {
    call({ name, text, paths, failed }) {
      if (addressed.test(name)) {
        for (const address of addressesIn(text)) addresses.add(address);
        const socket = socketIn(text);
        if (
          socket !== undefined &&
          !services.test(socket) &&
          [state, folders.temp, folders.home].every((own) => within(socket, own) === undefined)
        )
          addresses.add(`the socket ${socket}`);
        return;
      }
      if (failed || (!makes.test(name) && !/\bO_(?:WRONLY|RDWR|CREAT)\b/.test(text))) return;
      // The descriptor that came back tells the whole path.
      for (const path of name.startsWith("rename") ? paths : paths.slice(-1)) {
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

/** `{sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("1.2.3.4")}`. Port 0: only the way there was asked for. */
function addressesIn(text: string): string[] {
  const parts = text.split("sa_family=AF_INET").slice(1);
  return parts.flatMap((part) => {
    const port = /sin6?_port=htons\((\d+)\)/.exec(part)?.[1];
    const host = /(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"/.exec(part)?.[1];
    return port === undefined || port === "0" || host === undefined ? [] : [`${host}:${port}`];
  });
}

/** `{sa_family=AF_UNIX, sun_path="/run/docker.sock"}`; with `@` in front it has a name and no file. */
function socketIn(text: string): string | undefined {
  const [, name, path] = /sun_path=(@?)"([^"]+)"/.exec(text) ?? [];
  return path === undefined ? undefined : name + path.replace(/(?:\\0)+$/, "");
}
