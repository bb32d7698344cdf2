import { describe, expect, it } from "vitest";
import { kafkajs } from "../../../src/verify/effects/kafkajs.ts";
import { createBench, delivered, loadPatched, outcome, rest } from "./workshop.ts";

interface Client {
  producer(options?: object): {
    connect(): Promise<void>;
    send(request: object): Promise<unknown>;
    sendBatch(request: object): Promise<unknown>;
    transaction(): Promise<{
      send(request: object): Promise<unknown>;
      sendOffsets(request: object): Promise<void>;
      commit(): Promise<void>;
      abort(): Promise<void>;
    }>;
  };
  consumer(options?: object): {
    connect(): Promise<void>;
    subscribe(request: object): Promise<void>;
    run(request: object): Promise<void>;
    commitOffsets(places: object[]): Promise<void>;
    seek(place: object): void;
    stop(): Promise<void>;
  };
  admin(): { connect(): Promise<void>; createTopics(request: object): Promise<boolean> };
}

interface Payload {
  topic: string;
  partition: number;
  message: { key: Buffer; value: Buffer; offset: string; timestamp: string; headers: Record<string, Buffer> };
  batch: { messages: { offset: string; value: Buffer }[]; lastOffset(): string };
  resolveOffset: (offset: string) => void;
  pause: () => () => void;
}

function setUp() {
  const bench = createBench();
  const running = bench.start(kafkajs);
  const { Kafka, logLevel } = loadPatched(running, "kafkajs") as { Kafka: new (options: object) => Client; logLevel: { NOTHING: number } };
  const kafka = new Kafka({ clientId: "t", brokers: ["nowhere.invalid:9092"], logLevel: logLevel.NOTHING });
  const consume = (run: object, options: object = {}) =>
    bench.as("A", async () => {
      const consumer = kafka.consumer({ groupId: "g", ...options });
      await consumer.connect();
      await consumer.subscribe({ topics: ["ledger"] });
      await consumer.run(run);
      return { consumer, subscription: bench.subscriptions[0]! };
    });
  return { ...bench, running, kafka, consume };
}

describe("producer", () => {
  it("keeps what is sent, as one effect for each request", async () => {
    const { as, kafka, running, trace, sent } = setUp();
    await as("A", async () => {
      const producer = kafka.producer();
      await producer.connect();
      await producer.send({
        topic: "out",
        messages: [{ key: "k", value: JSON.stringify({ n: 1 }), headers: { h: Buffer.from("v") } }, { value: null }],
      });
      await producer.sendBatch({
        topicMessages: [
          { topic: "a", messages: [{ value: "text" }] },
          { topic: "b", messages: [{ value: Buffer.from([0xff, 0xfe]) }] },
        ],
      });
    });
    expect(trace).toEqual(["send out", "send a, b"]);
    expect(await running.observe!()).toEqual({
      published: [
        { sink: "kafka", topic: "out", key: "k", headers: { h: "v" }, value: { n: 1 } },
        { sink: "kafka", topic: "out", value: null },
        { sink: "kafka", topic: "a", value: "text" },
        { sink: "kafka", topic: "b", value: "x'fffe'" },
      ],
    });
    expect(sent.map(({ client, channel, value }) => [client, channel, Buffer.from(value).toString("latin1")])).toEqual([
      ["kafkajs", "out", '{"n":1}'],
      ["kafkajs", "out", ""],
      ["kafkajs", "a", "text"],
      ["kafkajs", "b", "\xff\xfe"],
    ]);
    await running.begin!();
    expect(await running.observe!()).toEqual({ published: [] });
  });

  it("fails as a lost connection does, before or after the broker has it", async () => {
    const { as, kafka, running, strike } = setUp();
    const send = () => as("A", () => kafka.producer().send({ topic: "out", messages: [{ value: "1" }] }));
    strike({ kind: "error", at: 1, side: "before" });
    await expect(send()).rejects.toMatchObject({ name: "KafkaJSConnectionError", retriable: true });
    expect(await running.observe!()).toEqual({ published: [] });
    strike({ kind: "error", at: 1, side: "after" });
    await expect(send()).rejects.toMatchObject({ retriable: true });
    expect((await running.observe!()).published).toHaveLength(1);
  });

  it("sends nothing for an instance that died, and never answers it", async () => {
    const { as, kafka, running, strike } = setUp();
    strike({ kind: "crash", at: 1, side: "after" });
    const [first, second] = as("A", () => {
      const producer = kafka.producer();
      const send = (value: string) => producer.send({ topic: "out", messages: [{ value }] });
      return [send("1"), rest().then(() => send("2"))];
    });
    expect([await outcome(first), await outcome(second)]).toEqual(["never", "never"]);
    expect((await running.observe!()).published).toHaveLength(1);
  });

  it("shows a transaction's messages at its commit, and offsets with them", async () => {
    const { as, kafka, running, trace, consume } = setUp();
    const acked: number[] = [];
    const producer = as("A", () => kafka.producer({ transactionalId: "tx" }));
    const { subscription } = await consume({
      eachMessage: async ({ message }: Payload) => {
        const transaction = await producer.transaction();
        await transaction.send({ topic: "out", messages: [{ value: message.value }] });
        expect((await running.observe!()).published).toEqual([]);
        await transaction.sendOffsets({ consumerGroupId: "g", topics: [{ topic: "ledger", partitions: [{ partition: 0, offset: "1" }] }] });
        await transaction.commit();
        expect(acked).toEqual([0]);
      },
    });
    expect(await as("A", () => subscription.deliver([delivered({ n: 1 })], (position) => acked.push(position)))).toBe("acked");
    expect((await running.observe!()).published).toEqual([{ sink: "kafka", topic: "out", value: { n: 1 } }]);
    const aborted = await as("A", () => producer.transaction());
    await as("A", () => aborted.send({ topic: "out", messages: [{ value: "x" }] }));
    await aborted.abort();
    await expect(aborted.commit()).rejects.toThrow("once ended");
    expect((await running.observe!()).published).toHaveLength(1);
    expect(trace).toEqual(["commit transaction"]);
  });
});

describe("consumer", () => {
  it("hands a message over in kafkajs's own form; return commits, throw sends it back", async () => {
    const seen: Payload[] = [];
    const { as, consume } = setUp();
    const { subscription } = await consume({
      eachMessage: async (payload: Payload) => {
        seen.push(payload);
        if (seen.length === 2) throw new Error("no");
      },
    });
    expect(subscription).toMatchObject({ client: "kafkajs", channel: "ledger", group: "g", batch: false });
    const acked: number[] = [];
    const deliver = (more = {}) => as("A", () => subscription.deliver([delivered({ n: 1 }, more)], (position) => acked.push(position)));
    expect(await deliver({ offset: 7, headers: { h: "v" } })).toBe("acked");
    const { topic, partition, message } = seen[0]!;
    expect({ topic, partition, ...message }).toMatchObject({ topic: "ledger", partition: 0, offset: "7", timestamp: "1767225600000" });
    expect([message.key.toString(), message.value.toString(), message.headers["h"]!.toString()]).toEqual(["k1", '{"n":1}', "v"]);
    await expect(deliver()).rejects.toThrow("no");
    expect(acked).toEqual([0]);
    await deliver({ event: { $base64: Buffer.from([1, 2]).toString("base64"), headers: { schema: "s" } } });
    expect([seen[2]!.message.value, seen[2]!.message.headers["schema"]!.toString()]).toEqual([Buffer.from([1, 2]), "s"]);
  });

  it("takes a commit by hand at the moment it leaves", async () => {
    const { as, consume } = setUp();
    const acked: number[] = [];
    const { consumer, subscription } = await consume({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }: Payload) => {
        await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
        expect(acked).toEqual([0]);
        throw new Error("after the commit");
      },
    });
    expect(await as("A", () => subscription.deliver([delivered({}, { offset: 4 })], (position) => acked.push(position)))).toBe("acked");
  });

  it("brings back what a batch did not resolve", async () => {
    const { as, consume } = setUp();
    let fail = true;
    const { subscription } = await consume({
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset }: Payload) => {
        for (const { offset } of batch.messages) {
          if (offset === "1" && fail) throw new Error("no");
          resolveOffset(offset);
        }
      },
    });
    const three = [0, 1, 2].map((offset) => delivered({ offset }, { offset }));
    expect(subscription.batch).toBe(true);
    expect(await as("A", () => subscription.deliver(three, () => {}))).toEqual({ failed: [1, 2] });
    fail = false;
    expect(await as("A", () => subscription.deliver(three.slice(1), () => {}))).toBe("acked");
  });

  it("resolves a whole batch by itself unless it throws", async () => {
    const { as, consume } = setUp();
    const { subscription } = await consume({ eachBatch: async ({ batch }: Payload) => expect(batch.lastOffset()).toBe("1") });
    expect(await as("A", () => subscription.deliver([delivered({}), delivered({}, { offset: 1 })], () => {}))).toBe("acked");
  });

  it("lets a paused partition wait until it is resumed, and gives up when nothing will", async () => {
    const { as, consume } = setUp();
    let resume: (() => void) | undefined;
    let due = false;
    const { subscription } = await consume({
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset, pause }: Payload) => {
        if (due) resolveOffset(batch.lastOffset());
        else resume = pause();
      },
    });
    const waiting = as("A", () => subscription.deliver([delivered({})], () => {}));
    expect(await outcome(waiting)).toBe("never");
    due = true;
    resume!();
    expect(await outcome(waiting)).toBe("acked");
    due = false;
    const lost = as("A", () => subscription.deliver([delivered({})], () => {}));
    await outcome(lost);
    subscription.stalled!();
    expect(await outcome(lost)).toBe("nacked");
  });

  it("takes a seek back as a refusal, and stays silent once it stopped itself", async () => {
    const { as, consume } = setUp();
    const { consumer, subscription } = await consume({
      eachMessage: async ({ topic, partition, message }: Payload) => {
        consumer.seek({ topic, partition, offset: message.offset });
        await consumer.stop();
      },
    });
    expect(await as("A", () => subscription.deliver([delivered({})], () => {}))).toBe("nacked");
    expect(await as("A", () => subscription.deliver([delivered({})], () => {}))).toBe("crashed");
  });

  it("answers administration without a broker", async () => {
    const { as, kafka, trace } = setUp();
    const admin = as("A", () => kafka.admin());
    await admin.connect();
    expect(await admin.createTopics({ topics: [{ topic: "x" }] })).toBe(true);
    expect(trace).toEqual([]);
  });
});
