import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Opening, Session } from "../../../src/brokers/broker.ts";
import { realClock } from "../../../src/brokers/clock.ts";
import { sqs } from "../../../src/brokers/sqs/broker.ts";
import { derived } from "../../../src/brokers/sqs/names.ts";
import { openSession, type SqsSession } from "../../../src/brokers/sqs/session.ts";
import { leaseSeconds } from "../../../src/brokers/sqs/topology.ts";
import { type Kind, privateServer, serverOf } from "../../servers/servers.ts";
import type { Running } from "../conformance.ts";
import { raw } from "./raw.ts";

/** What a channel of the suite is: a topic that copies to each group's queue, a queue, or one of them as FIFO. */
export type Shape = "topic" | "queue" | "fifo" | "fifo-topic";

export function openingAt(url: string, root = realpathSync(mkdtempSync(join(tmpdir(), "sqs-")))): Opening {
  return { root, connection: "test", address: { url }, clock: realClock(Date.now) };
}

/** One case's own names on a server that all share, or on a server of its own. */
export async function running(kind: Kind, shape: Shape, own = false): Promise<Running> {
  const server = own ? await privateServer(kind) : { started: await serverOf(kind), of: undefined, end: async () => undefined };
  const run = randomUUID().slice(0, 8);
  const opening = openingAt(server.started.address["url"]!);
  const sessions = new Set<SqsSession>();
  let started = server.started;
  return {
    broker: sqs,
    clock: opening.clock,
    // A wait is a whole number of seconds, and moto looks once a second.
    slackMs: 2200,
    // It begins before the message has come here.
    leaseOf: (handlerTimeoutMs) => leaseSeconds(handlerTimeoutMs) * 1000 - 50,
    named: (channel) => `${shape.endsWith("topic") ? "sns:" : ""}${derived({ name: channel, fifo: shape.startsWith("fifo") }, run)}`,
    contents: (_: Session, channel) => raw(started.address["url"]!).bodies(channel),
    async connect() {
      const session = await openSession(opening, true);
      sessions.add(session);
      return session;
    },
    crash: (session) => (session as SqsSession).abandon(),
    async restart() {
      for (const session of sessions) session.abandon();
      await server.of!.stop(started);
      started = await server.of!.start(started.folder, started);
    },
    async stop() {
      for (const session of sessions) session.abandon();
      // A restarted one has another process than the one that was asked for.
      await server.of?.stop(started);
      await server.end();
    },
  };
}
