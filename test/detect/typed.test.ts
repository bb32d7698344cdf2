import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = JSON.stringify({ name: "app", dependencies: { kafkajs: "2", amqplib: "0.10" } });
const only = (text: string) => detectFiles({ "package.json": npm, "src/app.ts": text });
const kafka = 'import { Kafka, type Producer } from "kafkajs";\nconst producer = new Kafka({}).producer();\n';

describe("a declared type is evidence", () => {
  test.each([
    ["an element of an array", "channels: Channel[]", "for (const channel of channels) CONSUME"],
    ["an element of an array by its index", "channels: Array<Channel>", "const channel = channels[0]; CONSUME"],
    ["a value of a map", "channels: Map<string, Channel[]>", 'const [channel] = channels.get("a"); CONSUME'],
    ["an entry of a map", "channels: Map<string, Channel>", "for (const [, channel] of channels) CONSUME"],
    ["the parameter of forEach", "channels: Set<Channel>", "channels.forEach((channel) => CONSUME);"],
    ["a member of an interface", "{ channel }: Wires", "CONSUME"],
    ["a member by its path", "wires: Wires", "const { channel } = wires; CONSUME"],
    ["a member of what an interface extends", "wires: MoreWires", "const channel = wires.channel; CONSUME"],
    ["a promise of an array", "none: string", "for (const channel of await open()) CONSUME"],
  ])("%s", async (_, parameter, body) => {
    const before =
      'import type { Channel } from "amqplib";\ninterface Wires { channel: Channel }\ninterface MoreWires extends Wires { more: string }\ndeclare function other(): void;\nasync function open(): Promise<Channel[]> { return other(); }\n';
    const map = await only(
      `${before}export async function start(${parameter}) { ${body.replace("CONSUME", 'channel.consume("jobs", () => {});')} }\n`,
    );
    expect(map.consumers.map(({ channel, broker }) => ({ channel, broker }))).toEqual([{ channel: "jobs", broker: "rabbitmq" }]);
  });

  test("a type that is not of the library is none", async () => {
    const map = await only(
      'import "amqplib";\ninterface Channel { consume(name: string): void }\nexport const start = (c: Channel[]) => c.forEach((x) => x.consume("jobs"));\n',
    );
    expect(map.consumers).toEqual([]);
  });

  test("a parameter named like its type", async () => {
    const map = await detectFiles({
      "package.json": npm,
      "src/bus.ts":
        'import { Kafka } from "kafkajs";\nexport class Bus { private p = new Kafka({}).producer(); emit(topic: string, m: object) { return this.p.send({ topic, messages: [{ value: JSON.stringify(m) }] }); } }\n',
      "src/orders.ts":
        'import { Bus } from "./bus";\nexport class Orders { constructor(private Bus: Bus) {} place() { return this.Bus.emit("order_created", {}); } }\n',
    });
    expect(map.producers.find(({ file }) => file === "src/orders.ts")).toMatchObject({ channel: "order_created", via: "Bus.emit" });
  });
});

describe("a checked environment", () => {
  test.each([
    ["zod with a default", 'z.object({ TOPIC: z.string().min(1).default("orders") }).parse(process.env).TOPIC', "orders"],
    ["zod without one", "z.object({ TOPIC: z.string() }).parse(process.env).TOPIC", "${TOPIC}"],
    ["safeParse", 'z.object({ TOPIC: z.string().default("orders") }).safeParse(process.env).data.TOPIC', "orders"],
    ["an extended schema", 'z.object({}).extend({ TOPIC: z.string().default("orders") }).parse({ ...process.env }).TOPIC', "orders"],
    ["joi", 'Joi.object({ TOPIC: Joi.string().default("orders") }).validate(process.env).value.TOPIC', "orders"],
    ["envalid", 'cleanEnv(process.env, { TOPIC: str({ default: "orders" }) }).TOPIC', "orders"],
    ["t3", 'createEnv({ server: { TOPIC: z.string().default("orders") }, runtimeEnv: process.env }).TOPIC', "orders"],
    ["convict", 'convict({ kafka: { topic: { default: "orders", env: "TOPIC" } } }).getProperties().kafka.topic', "orders"],
    ["convict by key", 'convict({ kafka: { topic: { default: "orders", env: "TOPIC" } } }).get("kafka.topic")', "orders"],
    ["the body of a request", 'z.object({ TOPIC: z.string().default("orders") }).parse(request.body).TOPIC', null],
  ])("%s", async (_, expression, channel) => {
    const map = await only(
      `import { z } from "zod";\n${kafka}const value = ${expression};\nproducer.send({ topic: value, messages: [] });\n`,
    );
    expect(map.producers.map((each) => each.channel)).toEqual([channel]);
  });

  test("a variable that nothing sets is asked about, one that infrastructure sets is not", async () => {
    const code = `${kafka}producer.send({ topic: process.env.TOPIC, messages: [] });\n`;
    const asked = await only(code);
    expect(asked.questions.map(({ question }) => question)).toEqual([
      "Where does this publish? The environment variable TOPIC decides, and nothing here sets it.",
    ]);
    const compose = "services:\n  app:\n    build: .\n    environment:\n      TOPIC: orders\n";
    const set = await detectFiles({ "package.json": npm, "src/app.ts": code, "compose.yaml": compose });
    expect(set.questions.map(({ question }) => question)).toEqual(
      set.producers[0]!.channel === "orders" ? [] : asked.questions.map(({ question }) => question),
    );
  });
});

describe("computed names", () => {
  test.each([
    [
      "snakeCase of a class",
      'import { snakeCase } from "lodash";\nclass OrderPlaced {}',
      "snakeCase(new OrderPlaced().constructor.name)",
      "order_placed",
    ],
    ["kebabCase", 'import _ from "lodash";', '_.kebabCase("OrderPlaced")', "order-placed"],
    ["lower case", "", '"ORDERS".toLowerCase()', "orders"],
    ["replace", "", '"orders:placed".replace(":", ".")', "orders.placed"],
    ["a function of the same name from elsewhere", 'import { snakeCase } from "./mine";', 'snakeCase("OrderPlaced")', null],
  ])("%s", async (_, before, expression, channel) => {
    const map = await only(`${before}\n${kafka}producer.send({ topic: ${expression}, messages: [] });\n`);
    expect(map.producers.map((each) => each.channel)).toEqual([channel]);
  });
});

test.each([
  ["Thread", 'threading.Thread(target=run, args=("orders",)).start()'],
  ["keyword arguments", 'threading.Thread(target=run, kwargs={"topic": "orders"}).start()'],
  ["an executor", 'pool.submit(run, "orders")'],
  ["partial", 'start = functools.partial(run, "orders")'],
])("%s passes arguments on like a call", async (_, line) => {
  const code = `from confluent_kafka import Producer\nproducer = Producer({})\n\ndef run(topic):\n    producer.produce(topic, value=b"")\n\n${line}\n`;
  const map = await detectFiles({ "requirements.txt": "confluent-kafka\n", "app.py": code });
  expect(map.producers.map(({ channel }) => channel)).toContain("orders");
});

test("an object that a deferred function makes knows the function's arguments", async () => {
  const map = await detectFiles({
    "requirements.txt": "confluent-kafka\n",
    "wires.py":
      "from confluent_kafka import Producer\nclass Wire:\n    def __init__(self, topic):\n        self.topic = topic\n        self.p = Producer({})\n    def send(self, m):\n        self.p.produce(self.topic, m)\n",
    "main.py":
      'import threading\nfrom wires import Wire\ndef run(topic):\n    wire = Wire(topic)\n    wire.send("x")\nthreading.Thread(target=run, args=("orders",)).start()\n',
  });
  expect(map.producers.find(({ file }) => file === "main.py")?.channel).toBe("orders");
});

test("a tuple of clients is followed into the file that asks for it", async () => {
  const map = await detectFiles({
    "requirements.txt": "confluent-kafka\n",
    "tools.py": "from confluent_kafka import Consumer, Producer\ndef clients():\n    return Producer({}), Consumer({})\n",
    "main.py": 'from tools import clients\nout, _ = clients()\nout.produce("orders", value=b"")\n',
  });
  expect(map.producers.map(({ channel }) => channel)).toEqual(["orders"]);
});

test.each([
  ["the keys of an object", 'const H = { "orders.a": 1, "orders.b": 2 };', "Object.keys(H)", "t", ["orders.a", "orders.b"]],
  ["its entries", 'const H = { "orders.a": 1 };', "Object.entries(H)", "[t]", "orders.a"],
])("%s are channels", async (_, before, over, name, channel) => {
  const map = await only(`${kafka}${before}\nfor (const ${name} of ${over}) producer.send({ topic: t, messages: [] });\n`);
  expect(map.producers[0]!.channel).toEqual(channel);
});

test.each([
  ["of a message is no value", 'order.get("topic", "orders")', null],
  ["of configuration is one", 'config.get("topic", "orders")', "orders"],
])("the default for a key %s", async (_, expression, channel) => {
  const code = `from confluent_kafka import Producer\nproducer = Producer({})\ndef send(order, config):\n    producer.produce(${expression}, value=b"")\n`;
  const map = await detectFiles({ "requirements.txt": "confluent-kafka\n", "app.py": code });
  expect(map.producers[0]!.channel).toBe(channel);
});

const main = (queue: string) =>
  `import { NestFactory } from "@nestjs/core";\nimport { Transport } from "@nestjs/microservices";\nNestFactory.createMicroservice(M, { transport: Transport.RMQ, options: { queue: ${queue} } });\n`;

test("applications of one package have their own queues", async () => {
  const controller = 'import { EventPattern } from "@nestjs/microservices";\nexport class C { @EventPattern(`placed`) on() {} }\n';
  const map = await detectFiles({
    "package.json": JSON.stringify({ dependencies: { "@nestjs/microservices": "11" } }),
    "apps/cart/src/main.ts": main('"cart"'),
    "apps/cart/src/cart.controller.ts": controller,
    "apps/stock/src/main.ts": main("choose()"),
    "apps/stock/src/stock.controller.ts": controller,
  });
  expect(map.consumers.map(({ channel, expression, eventType }) => [channel, expression, eventType])).toEqual([
    ["cart", undefined, "placed"],
    [null, "choose()", "placed"],
  ]);
  expect(map.questions.map(({ file, line }) => ({ file, line }))).toEqual([{ file: "apps/stock/src/main.ts", line: 3 }]);
});

describe("a call known by the names of its arguments", () => {
  test.each([
    [
      "a wrapper package around the SDK",
      'import { sendMessage } from "@platform/aws";\nawait sendMessage({ QueueUrl: process.env.Q ?? "jobs", MessageBody: "x" });',
      "sqs",
      "jobs",
    ],
    [
      "a client that is handed in",
      'export const tell = (sns) => sns.publish({ TopicArn: "arn:aws:sns:eu-west-1:1:news", Message: "x" });',
      "sns",
      "news",
    ],
  ])("%s", async (_, code, broker, channel) => {
    const map = await only(code);
    expect(map.producers.map((each) => [each.broker, each.channel])).toEqual([[broker, channel]]);
  });

  test("keywords in Python", async () => {
    const code = 'def tell(client):\n    client.send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/1/jobs", MessageBody="x")\n';
    const map = await detectFiles({ "requirements.txt": "boto3\n", "app.py": code });
    expect(map.producers.map((each) => [each.broker, each.channel])).toEqual([["sqs", "jobs"]]);
  });

  test.each([
    [
      "a function of the repository",
      'function sendMessage(options) { return options; }\nsendMessage({ QueueUrl: "jobs", MessageBody: "x" });',
    ],
    ["other names", 'import { sendMessage } from "mail";\nsendMessage({ QueueUrl: "jobs", to: "x" });'],
  ])("not %s", async (_, code) => {
    expect((await only(code)).producers).toEqual([]);
  });
});
