import { describe, expect, it } from "vitest";
import { amqplib } from "../../../src/verify/effects/amqplib.ts";
import { createBench, delivered, loadPatched, outcome, rest } from "./workshop.ts";

interface Message {
  content: Buffer;
  fields: { deliveryTag: number; redelivered: boolean; routingKey: string };
  properties: { messageId: string; headers: Record<string, unknown> };
}

interface Channel {
  assertQueue(name: string, options?: object): Promise<{ queue: string }>;
  assertExchange(name: string, type: string): Promise<unknown>;
  bindQueue(queue: string, exchange: string, pattern: string): Promise<unknown>;
  prefetch(count: number): Promise<unknown>;
  publish(exchange: string, key: string, content: Buffer, options?: object, confirm?: (error: unknown) => void): boolean;
  sendToQueue(queue: string, content: Buffer, options?: object): boolean;
  waitForConfirms(): Promise<void>;
  consume(queue: string, callback: (message: Message) => unknown, options?: object): Promise<{ consumerTag: string }>;
  get(queue: string): Promise<Message | false>;
  ack(message: Message, allUpTo?: boolean): void;
  nack(message: Message, allUpTo?: boolean, requeue?: boolean): void;
  close(): Promise<void>;
}

interface Model {
  createChannel(): Promise<Channel>;
  createConfirmChannel(): Promise<Channel>;
}

async function setUp(kind: "createChannel" | "createConfirmChannel" = "createChannel") {
  const bench = createBench();
  const running = bench.start(amqplib);
  const { connect } = loadPatched(running, "amqplib") as { connect: (url: string) => Promise<Model> };
  const channel = await bench.as("A", async () => (await connect("amqp://nowhere.invalid"))[kind]());
  const consume = async (callback: (message: Message) => unknown, options?: object) => {
    await bench.as("A", () => channel.consume("ledger", callback, options));
    const acked: number[] = [];
    const deliver = (event: unknown = { n: 1 }, more = {}) =>
      outcome(bench.as("A", () => bench.subscriptions.at(-1)!.deliver([delivered(event, more)], (position) => acked.push(position))));
    return { deliver, acked };
  };
  const published = async () => (await running.observe!()).published ?? [];
  return { ...bench, running, channel, consume, published };
}

describe("publishing", () => {
  it("keeps what was published, with what identifies it", async () => {
    const { as, channel, published, trace, sent } = await setUp();
    as("A", () => {
      channel.publish("orders", "order.placed", Buffer.from('{"n":1}'), { messageId: "m1", headers: { tenant: "t" } });
      channel.sendToQueue("audit", Buffer.from("text"));
    });
    await rest();
    expect(await published()).toEqual([
      { sink: "rabbitmq", topic: "orders", key: "order.placed", headers: { messageId: "m1", tenant: "t" }, value: { n: 1 } },
      { sink: "rabbitmq", topic: "audit", value: "text" },
    ]);
    expect(trace).toEqual(["publish orders", "publish audit"]);
    expect(sent.map(({ channel: queue }) => queue)).toEqual(["audit"]);
  });

  it("follows bindings, and queues in which a message only waits", async () => {
    const { as, channel, sent } = await setUp();
    await as("A", async () => {
      await channel.assertExchange("events", "topic");
      await channel.assertQueue("ledger");
      await channel.bindQueue("ledger", "events", "order.#");
      await channel.bindQueue("mail", "events", "*.placed");
      await channel.assertQueue("ledger.retry", { messageTtl: 1000, deadLetterExchange: "", deadLetterRoutingKey: "ledger" });
      channel.publish("events", "order.placed", Buffer.from("1"));
      channel.publish("events", "order.item.added", Buffer.from("2"));
      channel.sendToQueue("ledger.retry", Buffer.from("3"));
      channel.sendToQueue("ledger.retry", Buffer.from("4"), { expiration: "500" });
    });
    await rest();
    expect(sent.map(({ channel: queue, value, waitMs }) => `${queue} ${Buffer.from(value).toString()} ${waitMs ?? 0}`)).toEqual([
      "ledger 1 0",
      "mail 1 0",
      "ledger 2 0",
      "ledger 3 1000",
      "ledger 4 500",
    ]);
  });

  it("loses the connection when a publish fails that nobody confirms: the message comes back though it was acknowledged", async () => {
    const { channel, consume, strike, published } = await setUp();
    const { deliver, acked } = await consume((message) => {
      channel.sendToQueue("out", Buffer.from("1"));
      channel.sendToQueue("out", Buffer.from("2"));
      channel.ack(message);
    });
    strike({ kind: "error", at: 1, side: "before" });
    expect(await deliver()).toBe("nacked");
    expect([acked, await published()]).toEqual([[], []]);
    expect(await deliver()).toBe("acked");
    expect(await published()).toHaveLength(2);
  });

  it("tells a confirm callback, or whoever waits for confirms", async () => {
    const { channel, consume, strike } = await setUp("createConfirmChannel");
    const heard: unknown[] = [];
    const { deliver } = await consume(async (message) => {
      channel.publish("", "out", Buffer.from("1"), {}, (error) => heard.push(error));
      channel.publish("", "out", Buffer.from("2"));
      await channel.waitForConfirms().then(
        () => channel.ack(message),
        () => channel.nack(message),
      );
    });
    expect(await deliver()).toBe("acked");
    strike({ kind: "error", at: 2, side: "before" });
    expect(await deliver()).toBe("nacked");
    strike({ kind: "error", at: 1, side: "before" });
    expect(await deliver()).toBe("acked");
    expect(heard).toEqual([null, null, expect.any(Error)]);
  });

  it("sends a message back whose confirm nobody asked for", async () => {
    const { channel, consume, strike } = await setUp("createConfirmChannel");
    const { deliver } = await consume((message) => {
      channel.publish("", "out", Buffer.from("1"));
      channel.ack(message);
    });
    strike({ kind: "error", at: 1, side: "before" });
    expect(await deliver()).toBe("nacked");
  });

  it("never acknowledges behind a publish in which the instance died", async () => {
    const { channel, consume, strike, published } = await setUp();
    const { deliver, acked } = await consume((message) => {
      channel.sendToQueue("out", Buffer.from("1"));
      channel.ack(message);
    });
    strike({ kind: "crash", at: 1, side: "after" });
    expect(await deliver()).toBe("never");
    expect([acked, (await published()).length]).toEqual([[], 1]);
  });
});

describe("consuming", () => {
  it("hands a message over in amqplib's own form", async () => {
    const seen: Message[] = [];
    const { channel, consume } = await setUp();
    const { deliver, acked } = await consume((message) => {
      seen.push(message);
      channel.ack(message);
    });
    expect(await deliver({ n: 1 }, { redelivered: true, deliveryCount: 3, headers: { h: "v" } })).toBe("acked");
    expect(seen[0]).toMatchObject({
      fields: { redelivered: true, routingKey: "ledger", exchange: "" },
      properties: { messageId: "11111111-1111-4111-8111-111111111111", headers: { h: "v", "x-delivery-count": 2 } },
    });
    expect([seen[0]!.content.toString(), acked]).toEqual(['{"n":1}', [0]]);
  });

  it("takes an acknowledgement before the work as one: an error later does not bring the message back", async () => {
    const { channel, consume } = await setUp();
    const { deliver, acked } = await consume(async (message) => {
      channel.ack(message);
      throw new Error("later");
    });
    expect([await deliver(), acked]).toEqual(["crashed", [0]]);
  });

  it.each([
    ["nack", async (channel: Channel, message: Message) => channel.nack(message), "nacked", 0],
    ["nack without requeue", async (channel: Channel, message: Message) => channel.nack(message, false, false), "nacked", 1],
    ["a rejection that nobody handles", async () => Promise.reject(new Error("no")), "crashed", 0],
  ] as const)("%s", async (_title, end, expected, assumed) => {
    const { channel, consume, assumptions } = await setUp();
    const { deliver, acked } = await consume((message) => end(channel, message));
    expect([await deliver(), acked, assumptions.length]).toEqual([expected, [], assumed]);
  });

  it("waits for an acknowledgement that comes later, and gives up when nothing moves any more", async () => {
    const { as, channel, consume, subscriptions } = await setUp();
    let held: Message | undefined;
    const { deliver } = await consume((message) => void (held = message));
    expect(await deliver()).toBe("never");
    const late = as("A", () => subscriptions[0]!.deliver([delivered({})], () => {}));
    await outcome(late);
    as("A", () => channel.ack(held!, true));
    expect(await outcome(late)).toBe("acked");
    const lost = as("A", () => subscriptions[0]!.deliver([delivered({})], () => {}));
    await outcome(lost);
    subscriptions[0]!.stalled!();
    expect(await outcome(lost)).toBe("nacked");
  });

  it("counts noAck as acknowledged before the work", async () => {
    const { consume } = await setUp();
    const { deliver, acked } = await consume(async () => Promise.reject(new Error("no")), { noAck: true });
    expect([await deliver(), acked]).toEqual(["crashed", [0]]);
  });

  it("gives a polled message once", async () => {
    const { as, channel, subscriptions } = await setUp();
    expect(await as("A", () => channel.get("ledger"))).toBe(false);
    const waiting = as("A", () => subscriptions[0]!.deliver([delivered({ n: 1 })], () => {}));
    expect(await outcome(waiting)).toBe("never");
    const message = await as("A", () => channel.get("ledger"));
    as("A", () => channel.ack(message as Message));
    expect(await outcome(waiting)).toBe("acked");
    expect(await as("A", () => channel.get("ledger"))).toBe(false);
  });

  it("speaks through callbacks as well", async () => {
    const bench = createBench();
    const running = bench.start(amqplib);
    const { connect } = loadPatched(running, "amqplib/callback_api") as {
      connect: (url: string, done: (error: unknown, model: never) => void) => void;
    };
    await new Promise<void>((resolve) => {
      bench.as("A", () =>
        connect("amqp://nowhere.invalid", (_, model: { createChannel(done: (error: unknown, channel: never) => void): void }) =>
          model.createChannel(
            (
              _,
              channel: {
                assertQueue: (...args: unknown[]) => void;
                consume: (...args: unknown[]) => void;
                ack: (message: unknown) => void;
              },
            ) =>
              channel.assertQueue("ledger", {}, (_: unknown, { queue }: { queue: string }) => {
                channel.consume(
                  queue,
                  (message: unknown) => channel.ack(message),
                  { noAck: false },
                  () => resolve(),
                );
              }),
          ),
        ),
      );
    });
    expect(await bench.as("A", () => bench.subscriptions[0]!.deliver([delivered({})], () => {}))).toBe("acked");
  });
});
