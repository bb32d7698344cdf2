import type { Msg } from "nats";
import { expect } from "vitest";
import type { Reader, Session } from "../../../src/brokers/broker.ts";
import { nats } from "../../../src/brokers/nats/broker.ts";
import type { NatsSession } from "../../../src/brokers/nats/session.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { ack, message, quiet, recorder, text, waitFor } from "../conformance.ts";
import { byHand, nanoseconds } from "./by-hand.ts";
import type { NatsRunning } from "./running.ts";
import { depth, later, made, onBoth, wish } from "./setting.ts";

const short = wish({ rungsMs: [], handlerTimeoutMs: 200 });

/** A consumer that dies on everything until the server gives it nothing more: 5 deliveries by its count. Then everybody is stopped. */
async function dieOfIt(broker: NatsRunning, reader: Reader, deliveries: number, stream = "ORDERS"): Promise<void> {
  await byHand(broker.url, async ({ manager }) => {
    const given = async () => (await manager.consumers.info(stream, "billing")).delivered.consumer_seq;
    while ((await given()) < deliveries) {
      const victim = await broker.connect();
      let died = false;
      await victim.subscribe(reader, () => {
        died = true;
        return new Promise(() => undefined);
      });
      // What came so late that its lease was over is handed to nobody, and counts.
      await waitFor(broker, "death", async () => died || (await given()) >= deliveries);
      broker.crash(victim);
    }
  });
}

/** How many are moved when the server's own wait for the last acknowledgement is over. */
async function swept(broker: NatsRunning, session: NatsSession, reader: Reader): Promise<number> {
  let moved = 0;
  await waitFor(broker, "given up", async () => (moved += await session.sweep(reader)) > 0);
  return moved;
}

async function lettersIn(session: Session, channel: string) {
  const all = [];
  for await (const held of session.peek(channel)) all.push(held);
  return all;
}

/** What the server says when it gives a message up, said once more. */
const lateAdvisory = (broker: NatsRunning, seq: number, stream = "ORDERS") =>
  byHand(broker.url, async ({ stream: js }) => {
    const advisory = { type: "io.nats.jetstream.advisory.v1.max_deliver", stream, consumer: "billing", stream_seq: seq, deliveries: 5 };
    await js.publish(`$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${stream}.billing`, JSON.stringify(advisory));
  });

await onBoth({
  async "N5 a dead letter exists also when the whole fleet stopped after the last delivery"(broker) {
    const session = await broker.connect();
    const reader = await made(session, short);
    await session.publish("orders", { key: "k", headers: { a: "1" }, body: Buffer.from("deadly") });
    await dieOfIt(broker, reader, 5);
    await session.publish("orders", message("innocent"));
    expect(await depth(session, reader.deadLetter)).toBe(0);
    expect(await swept(broker, session, reader)).toBe(1);
    const [letter] = await lettersIn(session, reader.deadLetter);
    expect(letter).toMatchObject({
      key: "k",
      headers: { a: "1", "gm-error-kind": "crash-loop", "gm-attempt": "5", "gm-original-subject": "orders", "gm-original-seq": "1" },
    });
    expect(await session.sweep(reader)).toBe(0);
    const rest = recorder(broker, () => ack);
    await session.subscribe(reader, rest.handle);
    await waitFor(broker, "the rest", async () => rest.seen.length === 1 && quiet(session, reader));
    expect(rest.seen.map(({ delivery }) => [text(delivery), delivery.count])).toEqual([["innocent", 1]]);
  },

  async "N5 what the server tells while it is asked is moved, also when it is stored later than it is heard"(broker) {
    const session = await broker.connect();
    const reader = await made(session, short);
    await session.publish("orders", message("deadly"));
    await dieOfIt(broker, reader, 5);
    await byHand(broker.url, async ({ connection, manager, stream: js }) => {
      const { subjects } = (await manager.streams.info("GM_ADVISORIES")).config;
      await manager.streams.update("GM_ADVISORIES", { subjects: ["nothing.yet"] });
      const heard = new Promise<Msg>((resolve) => connection.subscribe(subjects[0]!, { max: 1, callback: (_, told) => resolve(told) }));
      const told: string[] = [];
      const stored = heard.then(async ({ subject, data }) => {
        told.push(subject);
        await later(200);
        await manager.streams.update("GM_ADVISORIES", { subjects });
        await js.publish(subject, data);
      });
      let moved = 0;
      while (told.length === 0) moved = await session.sweep(reader);
      await stored;
      expect(moved).toBe(1);
    });
    expect((await lettersIn(session, reader.deadLetter)).map(text)).toEqual(["deadly"]);
  },

  async "N6 consumer and advisory make one dead letter, also after the duplicate window, and none after a redrive"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish());
    await byHand(broker.url, ({ manager }) => manager.streams.update("ORDERS_billing_DLQ", { duplicate_window: nanoseconds(100) }));
    await session.publish("orders", message("bad"));
    const subscription = await session.subscribe(reader, async () => [{ do: "reject", headers: { why: "fatal" } }]);
    await waitFor(broker, "dead letter", async () => (await depth(session, reader.deadLetter)) === 1);
    await subscription.close();
    await later(300);
    await lateAdvisory(broker, 1);
    await session.sweep(reader);
    expect((await lettersIn(session, reader.deadLetter)).map(({ headers }) => headers["why"])).toEqual(["fatal"]);
    expect(
      await session.take(
        reader.deadLetter,
        () => true,
        async () => undefined,
      ),
    ).toBe(1);
    await lateAdvisory(broker, 1);
    await session.sweep(reader);
    expect(await depth(session, reader.deadLetter)).toBe(0);
    await session.publish("orders", message("other"));
    await lateAdvisory(broker, 2);
    await session.sweep(reader);
    expect((await lettersIn(session, reader.deadLetter)).map(text)).toEqual(["other"]);
  },

  async "N6 fifty at once make one, and a stream made anew that counts from 1 again makes another"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish());
    await session.publish("orders", message("first"));
    await lateAdvisory(broker, 1);
    await Promise.all(Array.from({ length: 50 }, () => session.sweep(reader)));
    expect(await depth(session, reader.deadLetter)).toBe(1);
    await byHand(broker.url, ({ manager }) => manager.streams.delete("ORDERS"));
    await made(session, wish());
    await session.publish("orders", message("second"));
    await lateAdvisory(broker, 1);
    await session.sweep(reader);
    expect((await lettersIn(session, reader.deadLetter)).map(text)).toEqual(["first", "second"]);
  },

  async "N7 what is dead-lettered leaves a queue of work, rejected or given up"(broker) {
    const session = await broker.connect();
    await byHand(broker.url, ({ manager }) =>
      manager.streams.add({ name: "WORK", subjects: ["work.>"], retention: "workqueue" as never, num_replicas: 1 }),
    );
    const source = (await session.describe("work.orders"))!;
    expect(source).toMatchObject({ name: "WORK", retention: "workqueue" });
    const reader = await made(session, { ...short, channel: "work.orders", source });
    expect(await session.observe(nats.topology({ ...short, channel: "work.orders", source }).resources)).toHaveLength(4);
    const waiting = () => byHand(broker.url, async ({ manager }) => (await manager.streams.info("WORK")).state.messages);
    await session.publish("work.orders", message("deadly"));
    await dieOfIt(broker, reader, 5, "WORK");
    expect(await waiting()).toBe(1);
    expect(await swept(broker, session, reader)).toBe(1);
    await session.publish("work.orders", message("bad"));
    await session.subscribe(reader, async () => [{ do: "reject" }]);
    await waitFor(broker, "both", async () => (await depth(session, reader.deadLetter)) === 2 && (await waiting()) === 0);
    await session.sendTo(reader, message("back"));
    await waitFor(broker, "third", async () => (await depth(session, reader.deadLetter)) === 3 && (await waiting()) === 0);
  },

  async "N9 a consumer that somebody made otherwise is told and left as it is"(broker) {
    const session = await broker.connect();
    const theirs = {
      durable_name: "billing",
      filter_subject: "orders",
      ack_policy: "explicit" as never,
      max_deliver: 3,
      ack_wait: nanoseconds(900),
    };
    const config = () => byHand(broker.url, async ({ manager }) => (await manager.consumers.info("ORDERS", "billing")).config);
    await byHand(broker.url, async ({ manager }) => {
      await manager.streams.add({ name: "ORDERS", subjects: ["orders"] });
      await manager.consumers.add("ORDERS", theirs);
    });
    await expect(made(session, wish())).rejects.toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("ack_wait") });
    expect(await config()).toMatchObject(theirs);
    const version = await byHand(broker.url, async ({ connection }) => connection.info!.version);
    const again = byHand(broker.url, ({ manager }) => manager.consumers.add("ORDERS", { ...theirs, max_deliver: 4 }));
    // The trap: before 2.10 the client's own call changes it without a word.
    if (version.startsWith("2.9.")) await again;
    else await expect(again).rejects.toThrow("already exists");
  },

  async "N10 a dead letter that finds no room is refused, its message stays, and the limit is told"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish());
    await byHand(broker.url, ({ manager }) => manager.streams.update("ORDERS_billing_DLQ", { max_msgs: 1 }));
    for (const each of ["one", "two"]) await session.publish("orders", message(each));
    let open = true;
    const handle = async () => [open ? ({ do: "reject" } as const) : ack];
    const subscription = await session.subscribe(reader, handle);
    await waitFor(broker, "refused", async () => subscription.counts().nacked >= 2);
    open = false;
    await expect(subscription.close()).rejects.toMatchObject({ code: "WRITE_DISABLED" });
    expect((await lettersIn(session, reader.deadLetter)).map(text)).toEqual(["one"]);
    const rest = recorder(broker, () => ack);
    await session.subscribe(reader, rest.handle);
    await waitFor(broker, "the rest", async () => rest.seen.length === 1 && quiet(session, reader));
    expect(rest.texts()).toEqual(["two"]);
    const { resources } = nats.topology(wish());
    expect(driftOf(planOf("nats", [{ consumer: "c", resources }], await session.observe(resources)))).toMatchObject([
      { action: "update", resource: "nats:stream:ORDERS_billing_DLQ", reason: "max_msgs is 1 and becomes -1." },
    ]);
  },
});
