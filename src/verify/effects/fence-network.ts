import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { isOpened } from "./allowed-hosts.ts";
import type { Instrument, Workshop } from "./gate.ts";
import { isOurs } from "./ours.ts";
import { networkError } from "./refused.ts";
import type { Any, Named } from "./patching.ts";

/**
 * No connection leaves the machine. Everything over TCP (TLS, HTTP/2, WebSockets, database drivers) goes through a socket's
 * `connect`, so that is the only place to watch. Whatever is not our own work counts as code under test.
 */
export const networkFence: Instrument = {
  client: "net",
  docs: "https://nodejs.org/docs/latest-v24.x/api/net.html#socketconnect",
  packages: [],
  start: (workshop) => ({
    install() {
      patchConnect(workshop);
      patchListen();
      patchDatagrams(workshop);
      patchNames(workshop);
      syncBuiltinESMExports();
    },
  }),
};

interface Target {
  readonly host: string;
  readonly port?: number;
  readonly path?: string;
}

function patchConnect(workshop: Workshop): void {
  const prototype = net.Socket.prototype as unknown as Named;
  const original = prototype["connect"]!;
  prototype["connect"] = function (this: net.Socket, ...args: unknown[]) {
    const target = isOurs() ? undefined : targetOf(args);
    if (target === undefined || (target.path === undefined && isOpened(workshop, target.host, target.port)))
      return original.apply(this, args) as unknown;
    const name = target.path ?? `${target.host}:${target.port}`;
    workshop.unobserved(`${target.path === undefined ? "tcp" : "unix"} ${name}`);
    const error = networkError("ECONNREFUSED", "connect", target.path ?? target.host, target.path === undefined ? target.port : undefined);
    process.nextTick(() => this.destroy(error));
    return this;
  };
}

/** `(options)`, `(path)`, `(port, host)`, or Node's own list of normalized arguments. */
function targetOf(args: readonly unknown[]): Target {
  const given = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  if (typeof given === "object" && given !== null) {
    const { host, port, path } = given as { host?: string | null; port?: number | string | null; path?: string | null };
    return { host: host ?? "localhost", ...(port != null && { port: Number(port) }), ...(path != null && { path }) };
  }
  if (typeof given === "string" && !/^\d+$/.test(given)) return { host: "", path: given };
  return { host: typeof args[1] === "string" ? args[1] : "localhost", port: Number(given) };
}

/** A server beside the consumer (health checks, metrics) believes that it listens. */
function patchListen(): void {
  const prototype = net.Server.prototype as unknown as Named;
  const { listen, address, close } = prototype as { listen: Any; address: Any; close: Any };
  const pretending = new WeakMap<object, { port: number }>();
  prototype["listen"] = function (this: net.Server, ...args: unknown[]) {
    if (isOurs()) return listen.apply(this, args) as unknown;
    const given = args[0] as { port?: number } | number | string | null | undefined;
    const port = typeof given === "object" ? given?.port : given;
    pretending.set(this, { port: Number(port) || 8080 });
    const callback = args.at(-1);
    if (typeof callback === "function") this.once("listening", callback as () => void);
    process.nextTick(() => this.emit("listening"));
    return this;
  };
  prototype["address"] = function (this: net.Server) {
    const pretended = pretending.get(this);
    return pretended === undefined ? (address.call(this) as unknown) : { address: "::", family: "IPv6", port: pretended.port };
  };
  prototype["close"] = function (this: net.Server, callback?: (error?: Error) => void) {
    if (!pretending.delete(this)) return close.call(this, callback) as unknown;
    if (callback) this.once("close", callback);
    process.nextTick(() => this.emit("close"));
    return this;
  };
}

function patchDatagrams(workshop: Workshop): void {
  const prototype = dgram.Socket.prototype as unknown as Named;
  for (const name of ["send", "connect", "bind"]) {
    const original = prototype[name]!;
    prototype[name] = function (this: dgram.Socket, ...args: unknown[]) {
      if (isOurs()) return original.apply(this, args) as unknown;
      const callback = args.findLast((each) => typeof each === "function") as ((error: Error) => void) | undefined;
      const numbers = args.filter((each) => typeof each === "number");
      const host = args.slice(1).find((each) => typeof each === "string");
      workshop.unobserved(`udp ${host ?? "localhost"}:${numbers.at(-1) ?? 0}`);
      const error = networkError("EACCES", name);
      process.nextTick(() => (callback ? callback(error) : this.emit("error", error)));
      return name === "bind" ? this : undefined;
    };
  }
}

/** Asking for a name tells it to a server. */
function patchNames(workshop: Workshop): void {
  const local = /^(localhost|127\.|::1$)/;
  const refuse = (name: unknown, syscall: string): Error | undefined => {
    const host = String(name);
    if (isOurs() || local.test(host) || net.isIP(host) !== 0 || isOpened(workshop, host, undefined)) return undefined;
    workshop.unobserved(`dns ${host}`);
    return Object.assign(new Error(`${syscall} ENOTFOUND ${host}`), { errno: -3008, code: "ENOTFOUND", syscall, hostname: host });
  };
  const names = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  for (const name of names) {
    const target = dns as unknown as Named;
    const original = target[name]!;
    target[name] = (...args: unknown[]) => {
      const error = refuse(args[0], name === "lookup" ? "getaddrinfo" : "query");
      if (error === undefined) return original(...args) as unknown;
      process.nextTick(args.at(-1) as Any, error);
      return {};
    };
    const promises = dns.promises as unknown as Named;
    const promised = promises[name];
    if (promised === undefined) continue;
    promises[name] = async (...args: unknown[]) => {
      const error = refuse(args[0], name === "lookup" ? "getaddrinfo" : "query");
      if (error !== undefined) throw error;
      return promised(...args) as unknown;
    };
  }
}
