import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = { "package.json": JSON.stringify({ dependencies: { amqplib: "0.10" } }) };

const rabbit = (body: string) => ({
  ...npm,
  "src/a.ts": `import { connect } from "amqplib";\nconst channel = await (await connect("amqp://localhost")).createChannel();\n${body}\n`,
});

describe("request and reply", () => {
  test.each([
    ["a request", 'channel.sendToQueue("prices", Buffer.from(""), { replyTo: "answers", correlationId: "1" });'],
    ["an answer", "export const answer = (message) => channel.sendToQueue(message.properties.replyTo, Buffer.from(''));"],
  ])("%s is a producer that replies", async (_, body) => {
    const map = await detectFiles(rabbit(body));
    expect(map.producers).toMatchObject([{ replies: true }]);
    expect(map.questions).toEqual([]);
  });

  test.each([
    [
      "a handler that answers",
      'channel.consume("prices", (message) => { channel.sendToQueue(message.properties.replyTo, Buffer.from("1")); });',
    ],
    [
      "the reader of a queue of its own",
      'const { queue } = await channel.assertQueue("", { exclusive: true });\nchannel.consume(queue, (message) => resolve(message), { noAck: true });',
    ],
  ])("%s is a consumer that replies, of which nothing is asked", async (_, body) => {
    const map = await detectFiles(rabbit(body));
    expect(map.consumers).toMatchObject([{ replies: true }]);
    expect(map.findings.filter(({ rule }) => /ACK|REPLY/.test(rule))).toEqual([]);
  });

  test("an event is neither", async () => {
    const map = await detectFiles(
      rabbit('channel.publish("shop", "order.placed", Buffer.from(""));\nchannel.consume("orders", (message) => channel.ack(message));'),
    );
    expect([...map.producers, ...map.consumers].map(({ replies }) => replies)).toEqual([undefined, undefined]);
  });
});
