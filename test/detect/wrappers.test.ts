import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = { "package.json": JSON.stringify({ dependencies: { kafkajs: "2", amqplib: "0.10" } }) };
const places = (uses: readonly { file: string; line: number; channel: unknown; level: string; via?: string | undefined }[]) =>
  uses.map(({ file, line, channel, level, via }) => [`${file}:${line}`, channel, level, via]);

const bus = `import { Kafka } from "kafkajs";
export interface Bus { publish(topic: string, event: object): Promise<void> }
export class KafkaBus implements Bus {
  private producer = new Kafka({}).producer();
  async publish(topic: string, event: object) {
    await this.producer.send({ topic, messages: [{ value: JSON.stringify(event) }] });
  }
}
`;

describe("an in-house wrapper", () => {
  test("makes its call sites producers, through an interface too", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/orders.ts":
        'import type { Bus } from "./bus";\nexport class Orders {\n  constructor(private bus: Bus) {}\n  place() { return this.bus.publish("orders", {}); }\n}\n',
    });
    expect(places(map.producers)).toEqual([
      ["src/bus.ts:6", null, "direct", undefined],
      ["src/orders.ts:4", "orders", "indirect", "KafkaBus.publish"],
    ]);
    expect(map.questions).toEqual([]);
  });

  test("is followed over two hops", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/outbox.ts":
        'import { KafkaBus } from "./bus";\nconst bus = new KafkaBus();\nexport async function relay(topic: string, row: object) {\n  await bus.publish(topic, row);\n}\n',
      "src/job.ts": 'import { relay } from "./outbox";\nawait relay("orders", {});\nawait relay("refunds", {});\n',
    });
    expect(places(map.producers).filter(([, , level]) => level === "indirect")).toEqual([
      ["src/job.ts:2", "orders", "indirect", "relay"],
      ["src/job.ts:3", "refunds", "indirect", "relay"],
      ["src/outbox.ts:4", null, "indirect", "KafkaBus.publish"],
    ]);
  });

  test("that nobody else calls under that name is not confused with another of the same name", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/page.ts": 'class Page { publish(title: string) { return title; } }\nnew Page().publish("front");\n',
    });
    expect(places(map.producers)).toEqual([["src/bus.ts:6", null, "direct", undefined]]);
  });

  test("whose field comes from a subclass names the subclass", async () => {
    const map = await detectFiles({
      ...npm,
      "src/listener.ts": `import { connect, type Channel } from "amqplib";
export abstract class Listener {
  abstract queue: string;
  abstract handle(body: string): Promise<void>;
  constructor(protected channel: Channel) {}
  listen() {
    return this.channel.consume(this.queue, async (message) => {
      await this.handle(String(message?.content));
      this.channel.ack(message!);
    });
  }
}
`,
      "src/orders.ts":
        'import { Listener } from "./listener";\nexport class OrdersListener extends Listener {\n  queue = "orders";\n  async handle(body: string) {}\n}\n',
    });
    expect(places(map.consumers).filter(([, , level]) => level === "indirect")).toEqual([
      ["src/orders.ts:2", "orders", "indirect", "Listener"],
    ]);
  });

  test("with the handler of its caller is judged by that handler", async () => {
    const map = await detectFiles({
      ...npm,
      "src/subscribe.ts": `import { Kafka } from "kafkajs";
const consumer = new Kafka({}).consumer({ groupId: "billing" });
export async function on(topic: string, handle: (value: string) => Promise<void>) {
  await consumer.subscribe({ topic });
  await consumer.run({ eachMessage: async ({ message }) => handle(String(message.value)) });
}
`,
      "src/billing.ts": `import { on } from "./subscribe";
await on("orders", async (value) => {
  try { await fetch("http://ledger", { method: "POST", body: value }); } catch (error) { console.error(error); }
});
`,
    });
    expect(map.consumers.find(({ level }) => level === "indirect")).toMatchObject({
      file: "src/billing.ts",
      line: 2,
      channel: "orders",
      group: "billing",
      dlq: "false",
      retry: false,
    });
  });
});

describe("a wrapper whose callers are listed", () => {
  test("is marked at every level, and only the outermost call that names the channel stands alone", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/outbox.ts":
        'import { KafkaBus } from "./bus";\nconst bus = new KafkaBus();\nexport async function relay(topic: string, row: object) {\n  await bus.publish(topic, row);\n}\n',
      "src/job.ts": 'import { relay } from "./outbox";\nawait relay("orders", {});\n',
    });
    expect(map.producers.map(({ file, wrapper }) => [file, wrapper])).toEqual([
      ["src/bus.ts", true],
      ["src/job.ts", undefined],
      ["src/outbox.ts", true],
    ]);
  });

  test("ends at the call that makes the message, where nobody further out names the channel", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/outbox.ts":
        'import { KafkaBus } from "./bus";\nconst bus = new KafkaBus();\nexport async function relay(topic: string) {\n  await bus.publish(topic, { type: "order.placed" });\n}\n',
      "src/job.ts": 'import { relay } from "./outbox";\nexport const run = (request: { topic: string }) => relay(request.topic);\n',
    });
    expect(places(map.producers).filter(([, , level]) => level === "indirect")).toEqual([
      ["src/outbox.ts:4", null, "indirect", "KafkaBus.publish"],
    ]);
  });

  test("goes on to the call that makes the message, where that is handed on with the channel", async () => {
    const map = await detectFiles({
      ...npm,
      "src/bus.ts": bus,
      "src/outbox.ts":
        'import { KafkaBus } from "./bus";\nconst bus = new KafkaBus();\nexport async function relay(topic: string, row: object) {\n  await bus.publish(topic, row);\n}\n',
      "src/job.ts":
        'import { relay } from "./outbox";\nexport const run = (request: { topic: string }) => relay(request.topic, { type: "order.placed" });\n',
    });
    expect(map.producers.filter(({ wrapper }) => wrapper !== true).map(({ file }) => file)).toEqual(["src/job.ts"]);
  });

  test("is not what an override in a subclass sends", async () => {
    const classes = `import { Kafka } from "kafkajs";
const producer = new Kafka({}).producer();
export class Sender { send(topic: string) { return producer.send({ topic, messages: [] }); } }
export class KeyedSender extends Sender {
  send(topic: string) { return producer.send({ topic, messages: [{ key: "1", value: "" }] }); }
}
`;
    const map = await detectFiles({
      ...npm,
      "src/s.ts": classes,
      "src/a.ts": 'import { Sender } from "./s";\nnew Sender().send("orders");\n',
    });
    expect(places(map.producers).filter(([, , level]) => level === "indirect")).toEqual([
      ["src/a.ts:2", "orders", "indirect", "Sender.send"],
    ]);
  });
});

const readerOf = (queue: string) => `import { connect, type Channel } from "amqplib";
export class Reader {
  constructor(private channel: Channel, private name: string) {}
  read() { return this.channel.consume(${queue}, (message) => this.channel.ack(message!)); }
}
`;

describe("a class whose method consumes", () => {
  test("is no consumer where it is made without settling the channel", async () => {
    const map = await detectFiles({
      ...npm,
      "src/reader.ts": readerOf("nameOf(this.name)"),
      "src/a.ts": 'import { Reader } from "./reader";\nexport const reader = new Reader(channel, "letters");\n',
    });
    expect(places(map.consumers)).toEqual([["src/reader.ts:4", null, "direct", undefined]]);
  });

  test("is one where its making names the queue", async () => {
    const map = await detectFiles({
      ...npm,
      "src/reader.ts": readerOf("this.name"),
      "src/a.ts": 'import { Reader } from "./reader";\nexport const reader = new Reader(channel, "letters");\n',
    });
    expect(places(map.consumers)).toContainEqual(["src/a.ts:2", "letters", "indirect", "Reader"]);
  });
});

const loop = (name: string, topic: string) => `from build import build_consumer

def ${name}():
    consumer = build_consumer("${topic}")
    while True:
        message = consumer.poll(1.0)
        handle(message)
`;

test("the handler of a wrapper's caller is looked for in its own code only", async () => {
  const build = `from confluent_kafka import Consumer

def build_consumer(topic):
    consumer = Consumer({"group.id": "g"})
    consumer.subscribe([topic])
    return consumer
`;
  const map = await detectFiles({
    "requirements.txt": "confluent-kafka\n",
    "build.py": build,
    "app.py": loop("start", "letters"),
    "tool.py": loop("run", "bills"),
  });
  expect(map.consumers.filter(({ level }) => level === "indirect").map(({ file, handler }) => [file, handler])).toEqual([
    ["app.py", "start"],
    ["tool.py", "run"],
  ]);
});

test("a handler that stands in an object goes by the method that it calls", async () => {
  const map = await detectFiles({
    ...npm,
    "src/on.ts": `import { connect } from "amqplib";
const channel = await (await connect("amqp://localhost")).createChannel();
export async function on({ queue, handle }: { queue: string; handle: (body: string) => void }) {
  await channel.assertQueue(queue);
  await channel.consume(queue, (message) => handle(String(message?.content)));
}
`,
    "src/a.ts":
      'import { on } from "./on";\nclass Letters {\n  keep(body: string) { return body; }\n  start() { return on({ queue: "letters", handle: (body) => this.keep(body) }); }\n}\nnew Letters().start();\n',
  });
  expect(map.consumers.find(({ level }) => level === "indirect")).toMatchObject({
    channel: "letters",
    handler: "Letters.keep",
    dlq: "false",
  });
});

describe("a helper in Python", () => {
  const helper = `import pika
channel = pika.BlockingConnection().channel()

def publish(ch, key, body):
    ch.basic_publish(exchange="shop", routing_key=key, body=body)

`;

  test("that is handed the channel object is still the library's", async () => {
    const map = await detectFiles({ "requirements.txt": "pika\n", "app/a.py": `${helper}publish(channel, "order.placed", b"")\n` });
    expect(places(map.producers)).toEqual([["app/a.py:5", "shop", "direct", undefined]]);
  });

  test("whose callers choose the routing key of a fixed exchange is a wrapper", async () => {
    const code = `${helper}publish(channel, "order.placed", b"")\npublish(channel, "order.paid", b"")\n`;
    const map = await detectFiles({ "requirements.txt": "pika\n", "app/a.py": code });
    expect(map.producers.map(({ line, channel, level, routingKey }) => [line, channel, level, routingKey])).toEqual([
      [5, "shop", "direct", undefined],
      [7, "shop", "indirect", "order.placed"],
      [8, "shop", "indirect", "order.paid"],
    ]);
  });

  test("that is handed an object of the repository's own is not", async () => {
    const code =
      "import pika\nclass Printer:\n    def basic_publish(self, exchange, routing_key, body):\n        print(body)\n\ndef publish(ch: Printer, key):\n    ch.basic_publish(exchange='shop', routing_key=key, body=b'')\npublish(Printer(), 'x')\n";
    expect((await detectFiles({ "requirements.txt": "pika\n", "app/a.py": code })).producers).toEqual([]);
  });
});

describe("what the code leaves open is asked", () => {
  const code =
    'import { Kafka } from "kafkajs";\nconst producer = new Kafka({}).producer();\nexport const send = (request: { topic: string }) =>\n  producer.send({ topic: request.topic, messages: [] });\n';

  test("with the place and the exact setting, whose answer then counts while the file still says so", async () => {
    const asked = await detectFiles({ ...npm, "src/a.ts": code });
    expect(asked.questions).toEqual([
      expect.objectContaining({
        file: "src/a.ts",
        line: 4,
        setting: expect.stringContaining('{"file":"src/a.ts","expression":"request.topic"') as unknown,
      }),
    ]);
    const settings = { channels: [{ file: "src/a.ts", expression: "request.topic", channel: ["orders", "refunds"] }] };
    const answered = await detectFiles({ ...npm, "src/a.ts": code }, { settings });
    expect(answered.questions).toEqual([]);
    expect(answered.producers).toMatchObject([{ channel: ["orders", "refunds"], confidence: "declared" }]);
    const edited = await detectFiles({ ...npm, "src/a.ts": code.replaceAll("request", "message") }, { settings });
    expect(edited.questions).toHaveLength(1);
  });
});
