import { describe, expect, it } from "vitest";
import { type Consumer, consume, first, linesOf, resultsOf } from "./real-worker.ts";

/** A clone whose packages are not installed. */
async function play(source: string, more: object = {}) {
  const consumer: Consumer = await consume(source, {}, { export: undefined as never, ...more }, true);
  try {
    if ("problem" in consumer.opening) throw new Error(consumer.opening.problem.message);
    return await consumer.play([first(0), first(1)]);
  } finally {
    await consumer.end();
  }
}

const say = `import { appendFile } from "node:fs/promises"; const say = (n) => appendFile("out.txt", n + "\\n");`;

const consumers = {
  kafkajs: `
import { Kafka, logLevel, Consumer, EachMessagePayload } from "kafkajs";
const kafka = new Kafka({ brokers: ["localhost:9092"], logLevel: logLevel.ERROR });
const consumer: Consumer = kafka.consumer({ groupId: "g" });
const producer = kafka.producer();
await consumer.subscribe({ topic: "t" });
await consumer.run({ eachMessage: async ({ message }: EachMessagePayload) => {
  await say(JSON.parse(message.value.toString()).n);
  await producer.send({ topic: "out", messages: [{ value: "1" }] });
} });`,
  amqplib: `
import amqp from "amqplib";
const channel = await (await amqp.connect("amqp://localhost")).createChannel();
await channel.consume("t", async (message) => {
  await say(JSON.parse(message.content.toString()).n);
  channel.sendToQueue("out", Buffer.from("1"));
  channel.ack(message);
});`,
  nats: `
import { connect, consumerOpts, headers, JSONCodec, AckPolicy } from "nats";
const options = consumerOpts();
options.durable(AckPolicy.Explicit).manualAck();
options.callback(async (error, message) => {
  await say(JSONCodec().decode(message.data).n);
  const h = headers();
  h.set("a", "b");
  connection.publish("out", JSONCodec().encode(1), { headers: h });
  message.ack();
});
const connection = await connect();
await connection.jetstream().subscribe("t", options);`,
  "@aws-sdk/client-sqs": `
import { SQS, SQSClient, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
const [client, service, topics] = [new SQSClient({}), new SQS({}), new SNSClient({})];
(async () => {
  for (;;) {
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: "https://x/1/t" }));
    for (const { Body, ReceiptHandle } of Messages) {
      await say(JSON.parse(Body).n);
      await topics.send(new PublishCommand({ TopicArn: "arn:aws:sns:eu:1:out", Message: "1" }));
      await service.deleteMessage({ QueueUrl: "https://x/1/t", ReceiptHandle });
    }
  }
})();`,
  "aws-sdk": `
import AWS from "aws-sdk";
const sqs = new AWS.SQS({ region: "eu-west-1" });
(async () => {
  for (;;) {
    const { Messages } = await sqs.receiveMessage({ QueueUrl: "https://x/1/t" }).promise();
    for (const { Body, ReceiptHandle } of Messages) {
      await say(JSON.parse(Body).n);
      await new Promise((done) => new AWS.SNS().publish({ TopicArn: "arn:aws:sns:eu:1:out", Message: "1" }, done));
      await sqs.deleteMessage({ QueueUrl: "https://x/1/t", ReceiptHandle }).promise();
    }
  }
})();`,
};

describe("a package that is not installed", () => {
  it.each(Object.entries(consumers))("%s: its consumer is played all the same, and the answer says so", async (name, source) => {
    const outcome = await play(say + source);
    expect([outcome.problems, resultsOf(outcome), linesOf(outcome)]).toEqual([[], ["acked", "acked"], ["1", "2"]]);
    expect(outcome.observation.published).toHaveLength(2);
    expect(outcome.assumptions).toContain(`${name} is not installed: something with the same calls stands in for it.`);
  });

  it("serves CommonJS", async () => {
    const consumer = await consume(
      `import "./consumer.cjs";`,
      {
        "consumer.cjs": `const { Kafka } = require("kafkajs"); const c = new Kafka({}).consumer({ groupId: "g" });
c.subscribe({ topic: "t" }).then(() => c.run({ eachMessage: async () => {} }));`,
      },
      { export: undefined as never },
      true,
    );
    expect(consumer.opening).toMatchObject({ opened: { clients: ["kafkajs"] } });
    await consumer.end();
  });

  it("leaves others missing", async () => {
    await expect(play(`import express from "express";`)).rejects.toThrow("express");
  });
});
