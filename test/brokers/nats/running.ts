import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { realClock } from "../../../src/brokers/clock.ts";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { connect, type NatsSession } from "../../../src/brokers/nats/session.ts";
import type { Opening } from "../../../src/brokers/broker.ts";
import type { Started } from "../../servers/server.ts";
import { privateServer, type Kind } from "../../servers/servers.ts";
import type { Running } from "../conformance.ts";

export type NatsKind = Extract<Kind, "nats" | "nats-newest">;
export const natsKinds: readonly NatsKind[] = ["nats", "nats-newest"];

export interface NatsRunning extends Running {
  readonly kind: NatsKind;
  readonly connect: () => Promise<NatsSession>;
  readonly opening: Opening;
  readonly kill: () => Promise<void>;
  readonly url: string;
}

export function openingOf(url: string): Opening {
  return { root: "/", connection: "test", address: { url }, clock: realClock(() => Date.now()) };
}

/** A server for this case alone: it is up in a few milliseconds. */
export async function running(kind: NatsKind): Promise<NatsRunning> {
  const server = await privateServer(kind);
  let started: Started = server.started;
  const opening = openingOf(started.address["url"]!);
  const sessions = new Set<NatsSession>();
  return {
    kind,
    broker: nats,
    clock: opening.clock,
    slackMs: 250,
    keeps: true,
    opening,
    url: started.address["url"]!,
    named: (channel) => channel,
    async connect() {
      const session = await connect(opening);
      sessions.add(session);
      return session;
    },
    crash: (session) => (session as NatsSession).abandon(),
    async kill() {
      for (const pid of started.pids) process.kill(pid, "SIGKILL");
      await server.of.stop(started);
    },
    async restart() {
      for (const session of sessions) session.abandon();
      await server.of.stop(started);
      started = await server.of.start(started.folder, started);
    },
    async stop() {
      for (const session of sessions) session.abandon();
      await server.of.stop(started);
      rmSync(started.folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export const runId = (): string => randomUUID().slice(0, 8);
