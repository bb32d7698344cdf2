import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redelivery } from "../../../src/brokers/broker.ts";
import { virtualClock } from "../../../src/brokers/clock.ts";
import { embedded, openFile } from "../../../src/brokers/embedded/broker.ts";
import { connect, type EmbeddedSession } from "../../../src/brokers/embedded/session.ts";
import type { Running } from "../conformance.ts";

/** An embedded broker on its file, on virtual time. */
export function running(redelivery: Redelivery): Running & { root: string; connect: () => Promise<EmbeddedSession> } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "embedded-")));
  const clock = virtualClock(1_700_000_000_000);
  let hub = openFile(root, "default", clock);
  return {
    root,
    broker: embedded(redelivery),
    clock,
    slackMs: 5,
    named: (channel) => channel,
    connect: async () => connect(hub, redelivery, false),
    crash: (session) => (session as EmbeddedSession).abandon(),
    async restart() {
      hub.stop();
      hub = openFile(root, "default", clock);
    },
    async stop() {
      hub.stop();
    },
  };
}
