import { randomUUID } from "node:crypto";
import { type Admin, Kafka, logLevel, type Producer } from "kafkajs";
import type { TestContext } from "vitest";
import type { Handler, Reader, Session, Wanted } from "../../../src/brokers/broker.ts";
import { realClock } from "../../../src/brokers/clock.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { type Client, clientOf } from "../../../src/brokers/kafka/client.ts";
import { connect, type KafkaSession } from "../../../src/brokers/kafka/session.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { serverOf } from "../../servers/servers.ts";
import { openingOf } from "./running.ts";
import { tidy } from "./tidy.ts";

export const clock = realClock(() => Date.now());

/** A consumer on names of its own on the shared server, and who looks at it from outside. */
export interface Setting {
  readonly wanted: Wanted;
  readonly reader: Reader;
  readonly session: KafkaSession;
  readonly url: string;
  /** Another session, ended with the test. */
  another(): Promise<KafkaSession>;
  client(): Promise<Client>;
  admin(): Promise<Admin>;
  /** `options` as kafkajs has them: a transactional one. */
  producer(options: { transactionalId?: string }): Promise<Producer>;
}

export async function setting(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  rungsMs: readonly number[],
  more: Partial<Wanted> = {},
  partitions = 1,
): Promise<Setting> {
  const { url = "" } = (await serverOf("kafka")).address;
  const run = randomUUID().slice(0, 8);
  const base: Wanted = {
    consumer: "svc/a.ts#billing",
    channel: `${run}.orders`,
    group: `billing-${run}`,
    retry: { ...defaultRetry, rungsMs, ...more.retry },
    source: { partitions },
    ...more,
  };
  const wanted = { ...base, retry: { ...defaultRetry, ...more.retry, rungsMs } };
  const opening = openingOf({ url });
  const client = () => clientOf(opening);
  const another = async () => {
    const session = await connect(await client(), clock);
    onTestFinished(() => session.abandon());
    return session;
  };
  onTestFinished(() => tidy(url, run), 30_000);
  const raw = new Kafka({ brokers: [url], logLevel: logLevel.NOTHING });
  const session = await another();
  const { resources, reader } = kafka.topology(wanted);
  for (const resource of resources)
    await session.create(resource.role === "source" ? { ...resource, config: { partitions } } : resource, `run-${run}`);
  return {
    wanted,
    reader,
    session,
    url,
    another,
    client,
    async admin() {
      const admin = raw.admin();
      await admin.connect();
      onTestFinished(() => admin.disconnect());
      return admin;
    },
    async producer(options) {
      const producer = raw.producer({ ...options, maxInFlightRequests: 1, idempotent: options.transactionalId !== undefined });
      await producer.connect();
      onTestFinished(() => producer.disconnect());
      return producer;
    },
  };
}

export interface Seen {
  readonly id: string;
  readonly atMs: number;
}

/** A consumer on its ladder that fails at what `fails` says, and what it saw. */
export function consumer({ reader, wanted }: Setting, fails: (id: string, nth: number) => boolean): { seen: Seen[]; handle: Handler } {
  const seen: Seen[] = [];
  const handle = onLadder(ladderOf(wanted.consumer, reader, kafka.features, clock), async (delivery) => {
    const id = Buffer.from(delivery.body).toString();
    seen.push({ id, atMs: clock.now() });
    if (fails(id, seen.filter((each) => each.id === id).length)) throw new Error(`poison ${id}`);
  });
  return { seen, handle };
}

export const event = (id: string, key = "k") => ({ key, headers: { "gm-event-id": id }, body: Buffer.from(id) });

export async function lettersIn(session: Session, { deadLetter }: Reader): Promise<string[]> {
  const ids: string[] = [];
  for await (const { body } of session.peek(deadLetter)) ids.push(Buffer.from(body).toString());
  return ids;
}
