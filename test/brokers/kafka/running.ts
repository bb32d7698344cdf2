import { randomUUID } from "node:crypto";
import { realClock } from "../../../src/brokers/clock.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { clientOf } from "../../../src/brokers/kafka/client.ts";
import { connect, type KafkaSession } from "../../../src/brokers/kafka/session.ts";
import type { Address, Opening } from "../../../src/brokers/broker.ts";
import type { ServerKind, Started } from "../../servers/server.ts";
import type { Running } from "../conformance.ts";
import { tidy } from "./tidy.ts";

export function openingOf(address: Address): Opening {
  return { root: "/", connection: "test", address, clock: realClock(() => Date.now()) };
}

/** One Kafka node for one case, on names of its own. `of`: the server is this case's alone, and may be restarted. */
export function running(server: Started, of?: ServerKind): Running & { connect: () => Promise<KafkaSession>; opening: Opening } {
  const opening = openingOf({ url: server.address["url"]! });
  const sessions = new Set<KafkaSession>();
  const run = randomUUID().slice(0, 8);
  let started = server;
  return {
    broker: kafka,
    clock: opening.clock,
    slackMs: 750,
    keeps: true,
    opening,
    named: (channel) => `${run}.${channel}`,
    grouped: (group) => `${group}-${run}`,
    async connect() {
      const session = await connect(await clientOf(opening), opening.clock);
      sessions.add(session);
      return session;
    },
    crash: (session) => (session as KafkaSession).abandon(),
    async restart() {
      if (of === undefined) throw new Error("This server is not ours alone.");
      for (const session of sessions) session.abandon();
      await of.stop(started);
      started = await of.start(started.folder, started);
    },
    async stop() {
      for (const session of sessions) session.abandon();
      if (of === undefined) await tidy(server.address["url"]!, run);
    },
  };
}
