import { test } from "vitest";
import type { Reader, Session, Wanted } from "../../../src/brokers/broker.ts";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { defaultRetry, type RetryPolicy } from "../../../src/model/delivery.ts";
import { hasServer } from "../../servers/servers.ts";
import { type NatsRunning, natsKinds, running } from "./running.ts";

/** Each on a server of its own of each kind. */
export async function onBoth(cases: Readonly<Record<string, (broker: NatsRunning) => Promise<void>>>): Promise<void> {
  for (const kind of natsKinds) {
    const has = await hasServer(kind);
    for (const [name, run] of Object.entries(cases)) {
      test.skipIf(!has)(`${kind}: ${name}`, { concurrent: true, timeout: 180_000 }, async () => {
        const broker = await running(kind);
        try {
          await run(broker);
        } finally {
          await broker.stop();
        }
      });
    }
  }
}

export function wish(retry: Partial<RetryPolicy> = {}, more: Partial<Wanted> = {}): Wanted {
  const policy = { ...defaultRetry, rungsMs: [150, 400, 800], handlerTimeoutMs: 2000, ...retry };
  return { consumer: "svc/a.ts#billing", channel: "orders", group: "billing", retry: policy, ...more };
}

export async function made(session: Session, wanted: Wanted): Promise<Reader> {
  const { resources, reader } = nats.topology(wanted);
  for (const resource of resources) await session.create(resource, "run-1");
  return reader;
}

export const body = (text: string): Buffer => Buffer.from(JSON.stringify({ event_id: text }));

export const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function depth(session: Session, channel: string): Promise<number> {
  return (await session.backlog(channel)).ready;
}
