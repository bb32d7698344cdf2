import { expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const manifests = {
  "package.json": JSON.stringify({ dependencies: { kafkajs: "2", amqplib: "0.10", redis: "5", nats: "2", "@aws-sdk/client-sqs": "3" } }),
  "requirements.txt": "pika\nredis\nboto3\nconfluent-kafka\n",
};

test.each([
  [
    "an emitter beside an imported client",
    "a.ts",
    'import { Kafka } from "kafkajs";\nimport { EventEmitter } from "node:events";\nexport const kafka = new Kafka({});\nconst bus = new EventEmitter();\nbus.emit("orders");\nbus.on("orders", () => {});\n',
  ],
  [
    "a send of something else",
    "a.ts",
    'import { Kafka } from "kafkajs";\nexport const kafka = new Kafka({});\nmail.send({ topic: "orders", messages: [] });\nhttp.send("orders");\n',
  ],
  [
    "a subject of RxJS",
    "a.ts",
    'import { Subject } from "rxjs";\nimport { connect } from "nats";\nexport { connect };\nnew Subject().subscribe("orders");\n',
  ],
  [
    "a cache",
    "a.ts",
    'import { createClient } from "redis";\nconst client = createClient();\nawait client.set("orders", "1");\nawait client.get("orders");\n',
  ],
  [
    "a comment",
    "a.ts",
    '// import { Kafka } from "kafkajs";\n// new Kafka({}).producer().send({ topic: "orders" });\nexport const a = "kafkajs";\n',
  ],
  [
    "another command of the same SDK",
    "a.ts",
    'import { SQSClient, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";\nawait new SQSClient({}).send(new GetQueueAttributesCommand({ QueueUrl: "orders" }));\n',
  ],
  [
    "a local class of the same name",
    "a.ts",
    'class Kafka { producer() { return { send() {} }; } }\nnew Kafka().producer().send({ topic: "orders" });\n',
  ],
  [
    "a shadowed name",
    "a.ts",
    'import { connect } from "amqplib";\nexport { connect };\nfunction f(channel: { publish(a: string, b: string): void }) { channel.publish("orders", "x"); }\nf({ publish() {} });\n',
  ],
  ["S3 of boto3", "a.py", 'import boto3\ns3 = boto3.client("s3")\ns3.send_message(QueueUrl="orders")\n'],
  ["a queue of the standard library", "a.py", 'import pika\nfrom queue import Queue\nq = Queue()\nq.put("orders")\nq.consume("orders")\n'],
  ["a cache in Python", "a.py", 'import redis\nr = redis.Redis()\nr.set("orders", 1)\nr.get("orders")\n'],
  [
    "mail in Python",
    "a.py",
    'import pika, smtplib\nserver = smtplib.SMTP()\nserver.send_message("orders")\nserver.publish("orders", "x")\n',
  ],
])("%s is no producer and no consumer", async (_, path, code) => {
  const map = await detectFiles({ ...manifests, [path]: code });
  expect([map.producers, map.consumers]).toEqual([[], []]);
});

test("test code is not read", async () => {
  const code = 'import { Kafka } from "kafkajs";\nawait new Kafka({}).producer().send({ topic: "orders", messages: [] });\n';
  const map = await detectFiles({ ...manifests, "test/a.ts": code, "src/a.spec.ts": code, "__tests__/b.ts": code });
  expect(map.producers).toEqual([]);
});

test.each([
  ["a file that is nested too deeply", `import "kafkajs";\nconst a = ${"(".repeat(20_000)}1${")".repeat(20_000)};\n`],
  ["a file that is no program", `import "kafkajs";\n${"}{)(]".repeat(2_000)}\n`],
  [
    "a class that extends itself",
    'import { Kafka } from "kafkajs";\nclass A extends A { get b() { return this.b; } }\nnew A().b.send({ topic: new A().b });\n',
  ],
  [
    "a function that calls itself",
    'import { Kafka } from "kafkajs";\nconst t = (n: number): string => t(n);\nnew Kafka({}).producer().send({ topic: t(1), messages: [] });\n',
  ],
])("%s ends", async (_, code) => {
  const map = await detectFiles({
    ...manifests,
    "a.ts": code,
    "b.ts": 'import { Kafka } from "kafkajs";\nawait new Kafka({}).producer().send({ topic: "orders", messages: [] });\n',
  });
  expect(map.producers.filter(({ file }) => file === "b.ts")).toMatchObject([{ channel: "orders" }]);
});

test("message patterns over TCP use no broker", async () => {
  const files = {
    "package.json": JSON.stringify({ dependencies: { "@nestjs/microservices": "11" } }),
    "src/main.ts":
      'import { NestFactory } from "@nestjs/core";\nimport { Transport } from "@nestjs/microservices";\nawait NestFactory.createMicroservice(Object, { transport: Transport.TCP });\n',
    "src/sums.ts":
      'import { MessagePattern } from "@nestjs/microservices";\nexport class Sums {\n  @MessagePattern("sum")\n  sum(): number {\n    return 1;\n  }\n}\n',
  };
  const map = await detectFiles(files);
  expect([map.brokers, map.producers, map.consumers]).toEqual([[], [], []]);
});
