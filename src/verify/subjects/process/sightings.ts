import { relative } from "node:path";
import { addressesIn, createOwnPorts, listening } from "./own-ports.ts";
import { type KnownFiles, mainFile, within } from "./tracer.ts";
import type { SystemCall } from "./strace.ts";
import type { Lane, World } from "./world.ts";

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

/** `met`: told of each port that it connects to and on which it does not listen itself. */
export function createSightings({ state, folders }: Lane, root: string, met?: (port: number) => void): Sightings {
  const inside = new Set<string>();
  const outside = new Set<string>();
  const addresses = new Set<string>();
  const own = createOwnPorts();
  return {
    call(call) {
      const { name, text, paths, failed } = call;
      if (listening.includes(name)) {
        own.call(call);
        return;
      }
      if (addressed.test(name)) {
        for (const { host, port } of addressesIn(text)) {
          if (own.has(host, port)) continue;
          addresses.add(`${host}:${port}`);
          if (name === "connect") met?.(port);
        }
        const socket = socketIn(text);
        if (
          socket !== undefined &&
          !services.test(socket) &&
          [state, folders.temp, folders.home].every((folder) => within(socket, folder) === undefined)
        )
          addresses.add(`the socket ${socket}`);
        return;
      }
      if (failed || (!makes.test(name) && !/\bO_(?:WRONLY|RDWR|CREAT)\b/.test(text))) return;
      // The descriptor that came back tells the whole path.
      for (const path of name.startsWith("rename") ? paths : paths.slice(-1)) {
        const local = within(path, state);
        if (local !== undefined) inside.add(local);
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

/** Without what a door of the fence has answered, and with the names that were looked up. */
export function seenOf(sightings: Sightings, ports: ReadonlySet<number>, { fence, doors }: Pick<World, "fence" | "doors">): string[] {
  if (fence === undefined) return sightings.unobserved(ports);
  const named = (text: string): string =>
    text.replace(
      /^(a connection to )(?:::ffff:)?([\d.]+)(?=:\d+$)/,
      (_, before: string, host: string) => before + (fence.nameOf(host) ?? host),
    );
  return sightings.unobserved(new Set([...ports, ...doors.watched()])).map(named);
}

/** `{sa_family=AF_UNIX, sun_path="/run/docker.sock"}`; with `@` in front it has a name and no file. */
function socketIn(text: string): string | undefined {
  const [, name, path] = /sun_path=(@?)"([^"]+)"/.exec(text) ?? [];
  return path === undefined ? undefined : name + path.replace(/(?:\\0)+$/, "");
}
