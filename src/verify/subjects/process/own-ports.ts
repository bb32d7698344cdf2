import type { SystemCall } from "./strace.ts";

/** Ports on which the process itself, or what it started, listens: what it sends there stays with it. */
export interface OwnPorts {
  /** A call of `listening`. */
  readonly call: (call: SystemCall) => void;
  /** It listens there by now. */
  has(host: string, port: number): boolean;
}

/** Calls that say where a socket listens. A port that the system chose is told by `getsockname`. */
export const listening = ["bind", "listen", "getsockname"];

interface Socket {
  host?: string;
  port?: number;
  listens?: true;
}

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;
const everywhere = new Set(["0.0.0.0", "::", "::ffff:0.0.0.0"]);

export function createOwnPorts(): OwnPorts {
  const sockets = new Map<string, Socket>();
  return {
    call({ name, text, failed }) {
      // Its number is the system's: no two that live have the same.
      const inode = /^\w+\(\d+<socket:\[(\d+)\]>/.exec(text)?.[1];
      // What only connects has an address, too.
      if (failed || inode === undefined || (name === "getsockname" && !sockets.has(inode))) return;
      const socket: Socket = sockets.get(inode) ?? {};
      sockets.set(inode, socket);
      if (name === "listen") socket.listens = true;
      const [address] = addressesIn(text);
      if (address !== undefined) Object.assign(socket, address);
    },
    has: (host, port) =>
      loopback.test(host) &&
      [...sockets.values()].some((socket) => {
        const same = socket.listens === true && socket.port === port;
        return same && (socket.host === host || everywhere.has(socket.host ?? ""));
      }),
  };
}

/** `{sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("1.2.3.4")}`. Port 0: none yet, or only the way there was asked for. */
export function addressesIn(text: string): { readonly host: string; readonly port: number }[] {
  const parts = text.split("sa_family=AF_INET").slice(1);
  return parts.flatMap((part) => {
    const port = /sin6?_port=htons\((\d+)\)/.exec(part)?.[1];
    const host = /(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"/.exec(part)?.[1];
    return port === undefined || port === "0" || host === undefined ? [] : [{ host, port: Number(port) }];
  });
}
