import { createRequire } from "node:module";
import { createDeduplication } from "./deduplication.ts";
import type { Instrument } from "./gate.ts";
import { createConnection } from "./nats/connection.ts";
import { createOutbox } from "./outbox.ts";
import { natsLibrary, natsNames } from "./stand-ins/nats.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";
import { createSessions } from "./session.ts";

/** JetStream drops a message id that it saw within this time, unless the stream says otherwise. */
const duplicateWindowMs = 2 * 60_000;

/** Connections that reach no server: what is published is kept, what would be consumed is handed over by the play. */
export const nats: Instrument = {
  client: "nats",
  docs: "https://github.com/nats-io/nats.js",
  packages: ["nats", "@nats-io/transport-node", "@nats-io/nats-core", "@nats-io/jetstream"],
  standIn: (specifier) =>
    /^nats$|^@nats-io\/(transport-node|nats-core|jetstream)$/.test(specifier) ? standInText("nats", natsNames) : undefined,
  start(workshop) {
    const outbox = createOutbox(workshop, "nats", "nats");
    const deduplication = createDeduplication(() => workshop.now(), duplicateWindowMs);
    const sessions = createSessions(workshop);
    const connect = (makeHeaders: Headers | undefined) =>
      createConnection({ workshop, outbox, deduplication, session: sessions.mine(), makeHeaders });
    const patch = (exports: Record<string, unknown>): void => {
      const headers = exports["headers"] as Headers | undefined;
      replace(exports, "connect", async () => connect(headers));
      // @nats-io/jetstream takes the connection as an argument.
      replace(exports, "jetstream", (connection: ReturnType<typeof createConnection>) => connection.jetstream());
      replace(exports, "jetstreamManager", async (connection: ReturnType<typeof createConnection>) => connection.jetstreamManager());
    };
    offer(workshop, "nats", natsLibrary(), patch);
    return {
      patch,
      begin() {
        outbox.begin();
        deduplication.begin();
        sessions.begin();
      },
      observe: outbox.observe,
    };
  },
};

export type Headers = () => { set(name: string, value: string): void };

/** An export that only forwards cannot be written: then the module that it forwards to is. */
function replace(exports: Record<string, unknown>, name: string, value: unknown): void {
  const original = exports[name];
  if (original === undefined) return;
  const { cache } = createRequire(import.meta.url);
  const holders = [exports, ...Object.values(cache).map((each) => each?.exports as Record<string, unknown>)];
  for (const holder of holders) {
    if (typeof holder !== "object" || holder === null) continue;
    const property = Object.getOwnPropertyDescriptor(holder, name);
    if (property?.writable === true && property.value === original) holder[name] = value;
  }
}
