import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reader, Session } from "../../../src/brokers/broker.ts";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import type { RabbitmqSession } from "../../../src/brokers/rabbitmq/session.ts";
import { inspect } from "../../../src/delivery/inspect.ts";
import { type Ledger, openLedger } from "../../../src/delivery/journal.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { redrive, select, type Selection } from "../../../src/delivery/redrive.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { ack, message } from "../conformance.ts";
import { clock, newVhost, onExchange, type Vhost } from "./running.ts";

describe.skipIf(!(await hasServer("rabbitmq")))("redrive on RabbitMQ", () => {
  let vhost: Vhost;
  let session: RabbitmqSession;
  let billing: Reader;
  let root: string;
  beforeEach(async () => {
    vhost = await newVhost(await serverOf("rabbitmq"));
    session = await vhost.open();
    root = realpathSync(mkdtempSync(join(tmpdir(), "redrive-")));
    billing = await made("billing");
  });
  afterEach(() => vhost.drop());

  async function made(group: string): Promise<Reader> {
    const wanted = onExchange({ consumer: `svc/a.ts#${group}`, channel: "orders", group, retry: { ...defaultRetry, rungsMs: [50, 100] } });
    const { resources, reader } = rabbitmq.topology(wanted);
    for (const resource of resources) await session.create(resource, "run-1");
    return reader;
  }

  const ledger = () => openLedger(root, "test", billing.deadLetter);
  const run = (by: Session, name: string, of: Ledger = ledger(), wanted: Selection = {}) =>
    redrive(by, billing, wanted, of, {
      run: name,
      clock,
      perSecond: 1e9,
      limit: Infinity,
      signal: new AbortController().signal,
      progress: () => undefined,
    });

  async function dead(ids: readonly string[]): Promise<void> {
    const headers = {
      "gm-attempt": "3",
      "gm-error-kind": "exhausted",
      "gm-error-class": "TypeError",
      "gm-error-message": "Order 7 is gone",
    };
    for (let from = 0; from < ids.length; from += 500) {
      const some = ids.slice(from, from + 500);
      await Promise.all(some.map((id) => session.publish(billing.deadLetter, message(JSON.stringify({ event_id: id }), { headers }))));
    }
  }

  test("R12 the attempt begins anew, other groups see nothing, what comes back is a loop", async () => {
    const mail = await made("mail");
    await dead(["e-1"]);
    const others: unknown[] = [];
    await session.subscribe(mail, async (batch) => (others.push(...batch), batch.map(() => ack)));
    const attempts: string[] = [];
    const ladder = ladderOf("svc/a.ts#billing", billing, session.features, clock);
    const handle = onLadder(ladder, async ({ headers }, attempt) => {
      attempts.push(`${attempt} of redrive ${headers["gm-redrive-count"]}`);
      throw new Error("still broken");
    });
    await session.subscribe(billing, handle);
    expect(await run(session, "redrive-1")).toEqual({ sent: 1, finished: 0 });
    expect(await clock.until(async () => attempts.length === 3 && (await session.backlog(billing.deadLetter)).ready === 1, 5000)).toBe(
      true,
    );
    expect(attempts).toEqual(["1 of redrive 1", "2 of redrive 1", "3 of redrive 1"]);
    expect(await select(session, billing, {}, ledger())).toMatchObject({ matching: 0, loops: 1 });
    expect(await run(session, "redrive-2")).toEqual({ sent: 0, finished: 0 });
    expect(others).toEqual([]);
  });

  test("what came with a message goes back with it: properties, headers that are no text, no trace of its stays", async () => {
    const { connect } = await import("amqplib");
    const raw = await connect(vhost.address.url!.replace("//", "//guest:guest@"));
    const channel = await raw.createConfirmChannel();
    const properties = { contentType: "application/json", type: "order-placed", correlationId: "c-1", messageId: "m-1", priority: 3 };
    const headers = { retries: 7, nested: { deep: [1, true] }, CC: ["nobody"], "x-death": "forged" };
    channel.sendToQueue(billing.deadLetter, Buffer.from("{}"), { ...properties, headers, persistent: true, expiration: "60000" });
    await channel.waitForConfirms();
    expect(await run(session, "redrive-1")).toEqual({ sent: 1, finished: 0 });
    const back = (await channel.get("orders.billing", { noAck: true })) as Exclude<Awaited<ReturnType<typeof channel.get>>, false>;
    expect(back.properties).toMatchObject({ ...properties, expiration: undefined, deliveryMode: 2 });
    expect(back.properties.headers).toMatchObject({ retries: 7, nested: { deep: [1, true] }, "gm-redrive-count": "1" });
    expect(Object.keys(back.properties.headers!)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(x-death|CC)$/)]));
    await raw.close();
  });

  test("10,000 with two crashes in the middle: none lost, each back once in effect", async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `e-${index}`);
    await dead(ids);
    const inspection = await inspect(session, billing, clock.now(), 0);
    expect(inspection).toMatchObject({ depth: 10_000, level: "page", causes: [{ count: 10_000, message: "Order # is gone" }] });

    const first = await vhost.open();
    let sent = 0;
    const dyingAfterSend: Session = {
      ...first,
      async sendTo(reader, each) {
        await first.sendTo(reader, each);
        if ((sent += 1) < 3000) return;
        first.abandon();
        throw new Error("killed after the copy was stored, before it was noted");
      },
    };
    await expect(run(dyingAfterSend, "redrive-1")).rejects.toThrow();
    const second = await vhost.open();
    const noting = ledger();
    let noted = 0;
    const dyingAfterNote: Ledger = {
      ...noting,
      add(line) {
        noting.add(line);
        if ((noted += 1) < 3000) return;
        second.abandon();
        throw new Error("killed after it was noted, before it was deleted");
      },
    };
    await expect(run(second, "redrive-1", dyingAfterNote)).rejects.toThrow();
    await clock.until(async () => (await session.backlog(billing.deadLetter)).ready >= 4000, 5000);
    const { sent: rest, finished } = await run(session, "redrive-1");
    expect(finished).toBeGreaterThanOrEqual(1);
    expect((await session.backlog(billing.deadLetter)).ready).toBe(0);

    const times = new Map<string, number>();
    const seen = await drained(session, billing, 10_001);
    for (const id of seen) times.set(id, (times.get(id) ?? 0) + 1);
    expect(times.size).toBe(10_000);
    expect([...times.values()].filter((each) => each > 1)).toEqual([2]);
    expect(3000 + 3000 + rest).toBe(10_001);
  }, 120_000);
});

/** Everything that a consumer gets. */
async function drained(session: Session, reader: Reader, count: number): Promise<string[]> {
  const seen: string[] = [];
  const subscription = await session.subscribe(
    reader,
    async (batch) => {
      for (const { body } of batch) seen.push((JSON.parse(Buffer.from(body).toString()) as { event_id: string }).event_id);
      return batch.map(() => ack);
    },
    { prefetch: 500, batch: 500 },
  );
  await clock.until(() => seen.length >= count, 30_000);
  await subscription.close();
  return seen;
}
