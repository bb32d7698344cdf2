import { describe, expect, it } from "vitest";
import { nats } from "../../../src/verify/effects/nats.ts";
import { createBench, delivered, loadPatched, outcome, rest } from "./workshop.ts";

interface Message {
  subject: string;
  data: Uint8Array;
  headers: { get(name: string): string };
  info: { redeliveryCount: number; redelivered: boolean };
  seq: number;
  json(): unknown;
  ack(): void;
  nak(delay?: number): void;
  term(): void;
}

type Messages = AsyncIterable<Message>;

interface Consumer {
  consume(options?: { callback?: (message: Message) => unknown }): Promise<Messages>;
  fetch(options: { max_messages: number }): Promise<Messages>;
  next(): Promise<Message>;
}

interface JetStream {
  publish(subject: string, data: Uint8Array, options?: object): Promise<{ duplicate: boolean }>;
  subscribe(subject: string, options: object): Promise<Messages>;
  consumers: { get(stream: string, name: string): Promise<Consumer> };
}

interface Connection {
  publish(subject: string, data?: Uint8Array, options?: object): void;
  subscribe(subject: string, options?: object): Messages;
  jetstream(): JetStream;
  jetstreamManager(): Promise<{ streams: { add(config: object): Promise<{ config: { name: string } }> } }>;
  drain(): Promise<void>;
}

interface Package {
  connect(options: object): Promise<Connection>;
  JSONCodec(): { encode(value: unknown): Uint8Array; decode(data: Uint8Array): unknown };
  headers(): { set(name: string, value: string): void };
  consumerOpts(): { callback(fn: (error: unknown, message: Message) => unknown): void; durable(name: string): void; manualAck(): void };
}

async function setUp() {
  const bench = createBench();
  const running = bench.start(nats);
  const library = loadPatched(running, "nats") as unknown as Package;
  const connection = await bench.as("A", () => library.connect({ servers: "nowhere.invalid" }));
  const acked: number[] = [];
  const deliver = (...events: unknown[]) => {
    const messages = events.map((event, offset) => delivered(event, { offset }));
    return bench.as("A", () => bench.subscriptions.at(-1)!.deliver(messages, (position) => acked.push(position)));
  };
  const consumer = () => bench.as("A", () => connection.jetstream().consumers.get("LEDGER", "ledger"));
  const published = async () => (await running.observe!()).published ?? [];
  return { ...bench, running, library, connection, deliver, acked, consumer, published, codec: library.JSONCodec() };
}

/** Works through an iterator as an instance that just started does. */
function loop(messages: Messages, work: (message: Message) => unknown): void {
  void (async () => {
    for await (const message of messages) await work(message);
  })();
}

describe("publishing", () => {
  it("keeps what goes out, with its headers", async () => {
    const { as, connection, library, codec, published, trace, sent } = await setUp();
    await as("A", async () => {
      const headers = library.headers();
      headers.set("tenant", "t");
      connection.publish("audit", codec.encode({ n: 1 }), { headers });
      await connection.jetstream().publish("orders.placed", codec.encode({ n: 2 }), { msgID: "m1" });
    });
    expect(trace).toEqual(["publish audit", "publish orders.placed"]);
    expect(sent.map(({ channel }) => channel)).toEqual(["audit", "orders.placed"]);
    expect(await published()).toEqual([
      { sink: "nats", topic: "audit", headers: { tenant: "t" }, value: { n: 1 } },
      { sink: "nats", topic: "orders.placed", headers: { "Nats-Msg-Id": "m1" }, value: { n: 2 } },
    ]);
  });

  it("takes a message id once, but not for an attempt that never arrived", async () => {
    const { as, connection, codec, published, strike } = await setUp();
    const send = () => as("A", () => connection.jetstream().publish("orders", codec.encode(1), { msgID: "m1" }));
    strike({ kind: "error", at: 1, side: "before" });
    await expect(send()).rejects.toMatchObject({ code: "TIMEOUT" });
    expect([await send(), await send()]).toMatchObject([{ duplicate: false }, { duplicate: true }]);
    expect(await published()).toHaveLength(1);
  });

  it("answers management without a server, and refuses what it cannot play", async () => {
    const { as, connection, unobserved } = await setUp();
    const manager = await as("A", () => connection.jetstreamManager());
    expect((await manager.streams.add({ name: "LEDGER" })).config.name).toBe("LEDGER");
    const { views } = connection.jetstream() as unknown as { views: { kv(bucket: string): Promise<unknown> } };
    await expect(views.kv("state")).rejects.toThrow();
    expect(unobserved).toEqual(["NATS key-value bucket state"]);
  });
});

describe("consuming", () => {
  it("hands a message over in nats's own form", async () => {
    const { as, consumer, deliver, acked, codec } = await setUp();
    const seen: Message[] = [];
    const messages = await (await consumer()).consume();
    as("A", () =>
      loop(messages, (message) => {
        seen.push(message);
        message.ack();
      }),
    );
    expect([await outcome(deliver({ n: 1 })), acked]).toEqual(["acked", [0]]);
    const [message] = seen;
    expect([message!.json(), codec.decode(message!.data), message!.subject, message!.seq]).toEqual([{ n: 1 }, { n: 1 }, "ledger", 1]);
    expect([message!.headers.get("Nats-Msg-Id"), message!.info.redelivered]).toEqual(["11111111-1111-4111-8111-111111111111", false]);
  });

  it("keeps an acknowledgement behind what was published before it", async () => {
    const { as, consumer, deliver, acked, connection, strike, published } = await setUp();
    const messages = await (await consumer()).consume();
    as("A", () =>
      loop(messages, (message) => {
        connection.publish("out", new Uint8Array([49]));
        message.ack();
      }),
    );
    strike({ kind: "error", at: 1, side: "before" });
    expect([await outcome(deliver({})), [...acked], await published()]).toEqual(["nacked", [], []]);
    expect(await outcome(deliver({}))).toBe("acked");
    strike({ kind: "crash", at: 1, side: "after" });
    expect([await outcome(deliver({})), acked]).toEqual(["never", [0]]);
  });

  it.each([
    ["nak", (message: Message) => message.nak(1000), 0],
    ["term", (message: Message) => message.term(), 1],
  ] as const)("%s sends it back", async (_title, end, assumed) => {
    const { consumer, deliver, assumptions } = await setUp();
    await (await consumer()).consume({ callback: end });
    expect([await outcome(deliver({})), assumptions.length]).toEqual(["nacked", assumed]);
  });

  it("ends the process on a rejection that nobody handles, and gives up on silence", async () => {
    const { consumer, deliver, subscriptions } = await setUp();
    await (await consumer()).consume({ callback: async () => Promise.reject(new Error("no")) });
    expect(await outcome(deliver({}))).toBe("crashed");
    await (await consumer()).consume({ callback: () => {} });
    const lost = deliver({});
    expect(await outcome(lost)).toBe("never");
    subscriptions.at(-1)!.stalled!();
    expect(await outcome(lost)).toBe("nacked");
  });

  it("fetches what there is, again and again", async () => {
    const { as, consumer, deliver, acked, subscriptions } = await setUp();
    const mine = await consumer();
    as("A", () => {
      void (async () => {
        for (;;) {
          const batch: Message[] = [];
          for await (const message of await mine.fetch({ max_messages: 10 })) batch.push(message);
          for (const message of batch) message.ack();
        }
      })();
    });
    await rest();
    expect(await outcome(deliver({ n: 1 }, { n: 2 }))).toBe("acked");
    expect(await outcome(deliver({ n: 3 }))).toBe("acked");
    expect([acked, subscriptions.length]).toEqual([[0, 1, 0], 1]);
  });

  it("counts a core subject as gone once handed over", async () => {
    const { as, connection, deliver, acked } = await setUp();
    as("A", () => connection.subscribe("ledger", { callback: async () => Promise.reject(new Error("no")) }));
    expect([await outcome(deliver({})), acked]).toEqual(["crashed", [0]]);
    as("A", () => loop(connection.subscribe("ledger"), () => {}));
    expect(await outcome(deliver({}))).toBe("acked");
  });

  it("acknowledges by itself at dispatch unless told not to", async () => {
    const { as, connection, library, deliver, acked } = await setUp();
    const options = (manual: boolean) => {
      const builder = library.consumerOpts();
      builder.durable("ledger");
      if (manual) builder.manualAck();
      builder.callback(async () => Promise.reject(new Error("no")));
      return builder;
    };
    await as("A", () => connection.jetstream().subscribe("ledger", options(false)));
    expect([await outcome(deliver({})), acked]).toEqual(["crashed", [0]]);
    await as("A", () => connection.jetstream().subscribe("ledger", options(true)));
    expect([await outcome(deliver({})), acked]).toEqual(["crashed", [0]]);
  });
});
