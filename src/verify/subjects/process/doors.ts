import { connect } from "node:net";
import { type Greeting, greetingOf } from "./greeting.ts";
import type { OnConnection } from "./network.ts";

/** Ports that a consumer's code names itself, instead of reading them from its environment. */
export interface Doors {
  /** Those that are open from the start of a process. */
  ports(): number[];
  /** The process went to this port, where nothing was. Opened for those that listen. */
  meet(port: number): void;
  /** Somebody came in there who was understood. */
  used(port: number): void;
  /** Where nobody can come in unseen. */
  watched(): number[];
  /** Of one instance, in place of what it gave before. */
  onMeet(instance: string, open: (port: number) => void): void;
  /** After a rehearsal: what nobody could use is closed again. True: some were met, and not open from the start. */
  settle(): boolean;
}

/** Where servers listen by custom. */
const customary: Readonly<Record<string, readonly number[]>> = { kafka: [9092], rabbitmq: [5672], nats: [4222], sqs: [4566, 9324] };
const postgresPort = 5432;
const mostDoors = 32;

export function createDoors(kind: string, hasDatabase: boolean): Doors {
  const fixed = [...(customary[kind] ?? []), ...(hasDatabase ? [postgresPort] : [])];
  const kept = new Set(fixed);
  const met = new Set<number>();
  const used = new Set<number>();
  const closed = new Set<number>();
  const open = new Map<string, (port: number) => void>();
  return {
    ports: () => [...kept],
    meet(port) {
      if (kept.has(port) || met.has(port) || met.size >= mostDoors) return;
      met.add(port);
      for (const each of open.values()) each(port);
    },
    used: (port) => void used.add(port),
    watched: () => [...kept].filter((port) => fixed.includes(port) || used.has(port)),
    onMeet: (instance, each) => void open.set(instance, each),
    settle() {
      // Open from the start of this rehearsal, and nobody came: no connection of TCP, or nothing that is spoken here.
      for (const port of kept)
        if (!fixed.includes(port) && !used.has(port)) {
          kept.delete(port);
          closed.add(port);
        }
      const fresh = [...met].filter((port) => !kept.has(port) && !closed.has(port));
      for (const port of fresh) kept.add(port);
      return fresh.length > 0;
    },
  };
}

/** The ports on which one instance finds what a play has for it. */
export interface Behind {
  /** Of the wire. */
  readonly kind: string;
  readonly broker: number;
  readonly http: number;
  readonly database: number | undefined;
}

export interface Answering {
  readonly behind: Behind;
  readonly used: (port: number) => void;
  /** Nothing here speaks that; in words. */
  readonly stray: (what: string) => void;
  readonly nameOf: (host: string) => string | undefined;
}

/** Servers that speak first: whoever waits for that says nothing. */
const speaksFirst: Readonly<Record<string, boolean>> = { nats: true };
/** Mail, shells, file transfer, MySQL: their servers speak first, too. */
const others = new Set([21, 22, 25, 110, 143, 465, 587, 993, 995, 2525, 3306, 33_060]);
const silentMs = 300;
const patienceMs = 5000;

/** At a port that the code names: what a client says first tells whom it means. */
export function answerAt({ behind, used, stray, nameOf }: Answering): (port: number) => OnConnection {
  return (port) => (socket) => {
    const waits = speaksFirst[behind.kind] === true && !others.has(port);
    const host = (socket.localAddress ?? "").replace(/^::ffff:/, "");
    const place = `a connection to ${nameOf(host) ?? host}:${port}`;
    let first = Buffer.alloc(0);
    const decide = (greeting: Greeting | "silent"): void => {
      clearTimeout(timer);
      socket.off("data", read).pause();
      const to = targetOf(greeting, behind, port);
      if (typeof to === "number") {
        used(port);
        joinPort(to, first)(socket);
      } else {
        // Who says nothing and goes has changed nothing.
        if (greeting !== "silent" || !socket.readableEnded) stray(to === "" ? place : `${place}, ${to}`);
        socket.destroy();
      }
    };
    const read = (chunk: Buffer): void => {
      first = Buffer.concat([first, chunk]);
      const greeting = greetingOf(first);
      if (greeting !== "more") decide(greeting);
    };
    const timer = setTimeout(() => decide(first.length === 0 ? "silent" : "unknown"), waits ? silentMs : patienceMs);
    socket
      .on("error", () => socket.destroy())
      .once("close", () => clearTimeout(timer))
      .on("data", read);
  };
}

/** A port of ours, or what to do, in words. */
function targetOf(greeting: Greeting | "silent", { kind, broker, http, database }: Behind, port: number): number | string {
  if (greeting === "postgres") return database ?? "a PostgreSQL: name a scratch database as `database` beside the command";
  if (greeting === "amqp" || greeting === "kafka")
    return kind === (greeting === "amqp" ? "rabbitmq" : "kafka") ? broker : `a server that speaks ${greeting.toUpperCase()}`;
  if (greeting === "aws" || (greeting === "http" && kind === "sqs" && customary["sqs"]!.includes(port)))
    return kind === "sqs" ? broker : "a service of AWS";
  if (greeting === "http") return http;
  if (greeting === "silent" && speaksFirst[kind] === true && !others.has(port)) return broker;
  return greeting === "tls" ? "which speaks TLS" : "";
}

/** To a port of loopback, with what was said already. */
export function joinPort(port: number, first: Buffer = Buffer.alloc(0)): OnConnection {
  return (socket) => {
    const other = connect({ host: "127.0.0.1", port, noDelay: true });
    socket.setNoDelay(true);
    if (first.length > 0) other.write(first);
    socket.pipe(other).pipe(socket);
    for (const [one, twin] of [
      [socket, other],
      [other, socket],
    ] as const)
      one.on("error", () => twin.destroy()).on("close", () => twin.destroySoon());
  };
}
