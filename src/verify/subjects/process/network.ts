import { spawn } from "node:child_process";
import type { Socket as Datagrams } from "node:dgram";
import type { Server, Socket } from "node:net";
import type { Lookups } from "./lookups.ts";

export type OnConnection = (socket: Socket) => void;

/** The network of one instance: nothing is in it but what was opened. All addresses are its own. */
export interface Network {
  /** The command, run inside, in that folder. */
  wrap(command: readonly string[], cwd: string): string[];
  /** From now on these ports are answered, whatever the address, and no others. */
  only(doors: ReadonlyMap<number, OnConnection>): Promise<void>;
  /** One more. Nothing happens where something listens there already. */
  open(port: number, onConnection: OnConnection): Promise<void>;
  end(): void;
}

/** Runs inside and gives what listens there to us: a socket belongs to the network in which it was made. */
const inside = `
process.on("disconnect", () => process.exit());
process.on("message", (port) => {
  const server = require("node:net").createServer();
  server.on("error", () => process.send({ port })).listen(port, () => process.send({ port }, server, () => server.close()));
});
const names = require("node:dgram").createSocket("udp4");
names.on("error", () => process.exit(1)).bind(53, () => process.send({}, names, () => names.close()));
`;

/**
 * Packets for any address come back to this machine. One address is no loopback: resolvers give nothing to a machine that has none.
 * The process connects from ports that we never listen on: those of the machine itself end before.
 * https://man7.org/linux/man-pages/man8/ip-route.8.html (local), https://man7.org/linux/man-pages/man3/getaddrinfo.3.html (AI_ADDRCONFIG)
 */
const setUp = `
ip link set lo up && ip address add 198.18.0.0/32 dev lo && ip route add local default dev lo || exit
ip -6 route add local default dev lo
echo '61000 65535' > /proc/sys/net/ipv4/ip_local_port_range
exec "$0" -e "$1"`;

/** Where names are looked up. */
export const lookupPort = 53;
const patienceMs = 10_000;

interface Said {
  readonly port?: number;
}

interface Door {
  readonly server: Server | undefined;
  onConnection: OnConnection;
}

/** `user`: process in whose user and mount namespaces it is made. Undefined: the system does not let us. */
export function makeNetwork(user: number, lookups: Lookups, path: string | undefined): Promise<Network | undefined> {
  const command = [...entering(user, "--user", "--mount"), "unshare", "--net", "/bin/sh", "-c", setUp, process.execPath, inside];
  const [program = "", ...args] = command;
  const child = spawn(program, args, { env: { PATH: path }, detached: true, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const doors = new Map<number, Promise<Door>>();
  const waiting = new Map<number, (server: Server | undefined) => void>();
  let names: Datagrams | undefined;

  function open(port: number, onConnection: OnConnection): Promise<Door> {
    const listening = new Promise<Server | undefined>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The network of the process did not open port ${port}`)), patienceMs);
      waiting.set(port, (server) => {
        clearTimeout(timer);
        resolve(server);
      });
      child.send(port, (error) => error && reject(error));
    });
    return listening.then((server) => {
      const door: Door = { server, onConnection };
      server?.on("connection", (socket: Socket) => door.onConnection(socket));
      return door;
    });
  }

  const network: Network = {
    wrap: (command, cwd) => [
      ...entering(child.pid ?? 0, "--user", "--mount", "--net"),
      "/bin/sh",
      "-c",
      'cd "$0" && exec "$@"',
      cwd,
      ...command,
    ],
    async only(wanted) {
      for (const [port, door] of doors) {
        const onConnection = wanted.get(port);
        if (onConnection !== undefined) (await door).onConnection = onConnection;
        else {
          doors.delete(port);
          (await door).server?.close();
        }
      }
      await Promise.all([...wanted].map(([port, onConnection]) => network.open(port, onConnection)));
    },
    async open(port, onConnection) {
      if (!doors.has(port)) doors.set(port, open(port, onConnection));
      await doors.get(port);
    },
    end() {
      child.kill("SIGKILL");
      names?.close();
      for (const door of doors.values()) void door.then(({ server }) => server?.close()).catch(() => {});
    },
  };

  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    child.once("error", () => resolve(undefined)).once("exit", () => resolve(undefined));
    child.on("message", ({ port }: Said, handle) => {
      if (port === undefined) {
        clearTimeout(timer);
        names = answerLookups(handle as Datagrams, lookups);
        return resolve(network);
      }
      waiting.get(port)?.(handle as Server | undefined);
      waiting.delete(port);
    });
  });
}

function answerLookups(socket: Datagrams, lookups: Lookups): Datagrams {
  socket.on("error", () => {});
  return socket.on("message", (question, { address, port }) => {
    const answer = lookups.answer(question);
    if (answer !== undefined) socket.send(answer, port, address, () => {});
  });
}

/** Which namespaces of another process are entered. https://man7.org/linux/man-pages/man1/nsenter.1.html */
function entering(process: number, ...kinds: readonly string[]): string[] {
  return ["nsenter", "--preserve-credentials", ...kinds, "--target", String(process), "--"];
}
