import { expect } from "vitest";
import type { Reader, Session } from "../../../src/brokers/broker.ts";
import { nats } from "../../../src/brokers/nats/broker.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { ack, message, quiet, recorder, text, waitFor } from "../conformance.ts";
import { byHand, nanoseconds } from "./by-hand.ts";
import type { NatsRunning } from "./running.ts";
import { depth, later, made, onBoth, wish } from "./setting.ts";

const short = wish({ rungsMs: [], handlerTimeoutMs: 200 });

/** A consumer that dies on everything until the server gives it nothing more: 5 deliveries. Then everybody is stopped. */
async function dieOfIt(broker: NatsRunning, reader: Reader, deliveries: number): Promise<void> {
  let count = 0;
  while (count < deliveries) {
    const victim = await broker.connect();
    let died = false;
    await victim.subscribe(reader, () => {
      died = true;
      return new Promise(() => undefined);
    });
    await waitFor(broker, "death", async () => died);
    broker.crash(victim);
    count += 1;
  }
  await later(500);
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
    expect(await session.sweep(reader)).toBe(1);
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
    await dieOfIt(broker, reader, 5);
    expect(await waiting()).toBe(1);
    await session.sweep(reader);
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
    const again = byHand(broker.url, ({ manager }) => manager.consumers.add("ORDERS", { ...theirs, max_deliver: 4 }));
    // The trap: before 2.10 the client's own call changes it without a word.
    if ((await byHand(broker.url, async ({ connection }) => connection.info!.version)).startsWith("2.9.")) await again;
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
