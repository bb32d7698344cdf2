import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import type { Fault, Step } from "../../../src/verify/play.ts";
import type { WorkerSpec } from "../../../src/verify/player/protocol.ts";
import { again, type Consumer, consume, crash, fails, first, linesOf, pointsOf, resultsOf } from "./real-worker.ts";

/** Whole consumers, as they start themselves, in a real worker. */
const handedOver: Partial<WorkerSpec> = { export: undefined as never };

async function play(source: string, steps: readonly Step[], more: Partial<WorkerSpec> = handedOver): Promise<PlayOutcome> {
  const consumer = await consume(source, {}, more);
  try {
    if ("problem" in consumer.opening) throw new Error(consumer.opening.problem.message);
    return await consumer.play(steps);
  } finally {
    await consumer.end();
  }
}

const published = ({ observation }: PlayOutcome) =>
  observation.published.map(({ sink, topic, value }) => `${sink} ${topic} ${JSON.stringify(value)}`);
const beforeAck: Fault = { kind: "crash", at: "ack", side: "before" };
const afterAck: Fault = { kind: "crash", at: "ack", side: "after" };

const consumers = {
  kafkajs: `
import { Kafka } from "kafkajs";
import { appendFile } from "node:fs/promises";
const kafka = new Kafka({ clientId: "t", brokers: ["localhost:9092"], logLevel: 0 });
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: "g" });
async function main() {
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topic: "t" });
  await consumer.run({ eachMessage: async ({ message }) => {
    const { n } = JSON.parse(message.value!.toString());
    await appendFile("out.txt", n + "\\n");
    await producer.send({ topic: "out", messages: [{ value: JSON.stringify({ n }) }] });
  } });
}
void main();`,
  amqplib: `
import amqp from "amqplib";
import { appendFile } from "node:fs/promises";
const connection = await amqp.connect("amqp://localhost");
const channel = await connection.createChannel();
await channel.assertQueue("t");
await channel.consume("t", async (message) => {
  const { n } = JSON.parse(message!.content.toString());
  await appendFile("out.txt", n + "\\n");
  channel.sendToQueue("out", Buffer.from(JSON.stringify({ n })));
  channel.ack(message!);
});`,
  nats: `
import { connect, JSONCodec } from "nats";
import { appendFile } from "node:fs/promises";
const connection = await connect({ servers: "localhost:4222" });
const js = connection.jetstream();
const codec = JSONCodec<{ n: number }>();
const consumer = await js.consumers.get("T", "worker");
(async () => {
  for await (const message of await consumer.consume()) {
    const { n } = codec.decode(message.data);
    await appendFile("out.txt", n + "\\n");
    await js.publish("out", codec.encode({ n }));
    message.ack();
  }
})();`,
  sqs: `
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { appendFile } from "node:fs/promises";
const client = new SQSClient({ region: "eu-west-1" });
const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/1/t";
async function loop() {
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    for (const message of Messages) {
      try {
        const { n } = JSON.parse(message.Body!);
        await appendFile("out.txt", n + "\\n");
        await client.send(new SendMessageCommand({ QueueUrl: "https://sqs.eu-west-1.amazonaws.com/1/out", MessageBody: JSON.stringify({ n }) }));
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      } catch (error) { console.error(error); await new Promise((again) => setTimeout(again, 1000)); }
    }
  }
}
void loop();`,
};
const sinks = { kafkajs: "kafka out", amqplib: "rabbitmq out", nats: "nats out", sqs: "sqs out" };

describe.each(Object.entries(consumers))("%s", (name, source) => {
  const sent = (n: number) => `${sinks[name as keyof typeof sinks]} {"n":${n}}`;
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await consume(source, {}, handedOver);
  });
  afterAll(() => consumer.end());

  it("delivers, and counts its sends as effects beside the others", async () => {
    const outcome = await consumer.play([first(0), first(1), again(0)]);
    expect(outcome.problems).toEqual([]);
    expect(resultsOf(outcome)).toEqual(["acked", "acked", "acked"]);
    expect([linesOf(outcome), published(outcome)]).toEqual([
      ["1", "2", "1"],
      [sent(1), sent(2), sent(1)],
    ]);
    expect(pointsOf(outcome)).toHaveLength(6);
  });

  it("comes back after a crash before the acknowledgement, and not after one behind it", async () => {
    const before = await consumer.play([first(0, beforeAck), first(1)]);
    expect([before.faultsHit, resultsOf(before), linesOf(before)]).toEqual([1, ["crashed", "acked", "acked"], ["1", "1", "2"]]);
    const after = await consumer.play([first(0, afterAck), first(1)]);
    expect([after.faultsHit, resultsOf(after), linesOf(after)]).toEqual([1, ["crashed", "acked"], ["1", "2"]]);
  });

  it.each([crash(1, "after"), crash(2, "before"), fails(2, "before")])("comes back after $kind $side effect $at", async (fault) => {
    const outcome = await consumer.play([first(0, fault), first(1)]);
    expect([outcome.faultsHit, outcome.problems, resultsOf(outcome).slice(1)]).toEqual([1, [], ["acked", "acked"]]);
    expect([linesOf(outcome), published(outcome)]).toEqual([
      ["1", "1", "2"],
      [sent(1), sent(2)],
    ]);
  });
});

describe("a consumer that starts itself", () => {
  it("may sleep before it consumes, and never end at the top of its file", async () => {
    const outcome = await play(
      `
import { connect } from "nats";
import { setTimeout as sleep } from "node:timers/promises";
import { appendFile } from "node:fs/promises";
await sleep(5000);
const consumer = await (await connect()).jetstream().consumers.get("T", "worker");
for await (const message of await consumer.consume()) {
  await appendFile("out.txt", message.json().n + "\\n");
  message.ack();
}`,
      [first(0), first(1)],
    );
    expect([outcome.problems, linesOf(outcome)]).toEqual([[], ["1", "2"]]);
  });

  it("is not played when it hands nothing over, and what was refused is named", async () => {
    await expect(
      play(`import { connect } from "node:net"; connect(3306, "db.internal").on("error", () => {});`, [first(0)]),
    ).rejects.toThrow(/hands over no handler.*not to be had here: .*3306/s);
  });

  it("gets back what it sent to a queue that it reads itself, after the time that it waits there", async () => {
    const outcome = await play(
      `
import amqp from "amqplib";
import { appendFile } from "node:fs/promises";
const channel = await (await amqp.connect("amqp://localhost")).createChannel();
await channel.assertQueue("wait", { messageTtl: 30000, deadLetterExchange: "", deadLetterRoutingKey: "t" });
await channel.consume("t", async (message) => {
  await appendFile("out.txt", message.content.toString().length + "\\n");
  if (message.properties.headers.tried === undefined) channel.sendToQueue("wait", message.content, { headers: { tried: 1 } });
  channel.ack(message);
});`,
      [first(0)],
    );
    expect(outcome.deliveries.map(({ result, atMs, copies }) => [result, atMs, copies[0]!.count])).toEqual([
      ["acked", 0, 1],
      ["acked", 30_000, 2],
    ]);
  });
});
