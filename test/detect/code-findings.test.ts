import { describe, expect, test } from "vitest";
import { codeFindingRules } from "../../src/detect/findings/code/rules.ts";
import { Finding } from "../../src/model/finding.ts";
import { codeCases } from "./code-finding-cases.ts";
import { detectFiles } from "./repository.ts";

describe.each(Object.entries(codeCases))("%s", (rule, { breaks, at, holds }) => {
  test("is found where it breaks, with place, reason and edit", async () => {
    const found = (await detectFiles(breaks)).findings.filter((finding) => finding.rule === rule);
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([at]);
    expect(Finding.parse(found[0])).toMatchObject({ rule });
    expect(found[0]!.message.length).toBeGreaterThan(30);
    expect(found[0]!.fix.length).toBeGreaterThan(10);
  });

  test.each(holds.map((files, index) => [index + 1, files] as const))("is silent where it holds (%i)", async (_, files) => {
    expect((await detectFiles(files)).findings.filter((finding) => finding.rule === rule)).toEqual([]);
  });
});

const rabbitmq = (body: string) => ({
  "package.json": JSON.stringify({ dependencies: { amqplib: "0.10" } }),
  "src/a.ts": `import { connect } from "amqplib";
const channel = await (await connect("amqp://localhost")).createChannel();
await channel.consume("letters", async (message) => {
${body}
});
`,
});

test.each([
  [
    "HANDLER_NOT_AWAITED",
    rabbitmq('[message].forEach(async (each) => {\nawait fetch("http://ledger", { method: "POST" });\n});\nchannel.ack(message);'),
    "src/a.ts:4",
  ],
  [
    "ERROR_SWALLOWED_THEN_ACKED",
    rabbitmq('try {\nawait fetch("http://ledger", { method: "POST" });\n} finally {\nchannel.ack(message);\n}'),
    "src/a.ts:7",
  ],
  [
    "ACK_BEFORE_EFFECT",
    {
      "package.json": JSON.stringify({ dependencies: { "@aws-sdk/client-sqs": "3" } }),
      "src/a.ts": `import { SQSClient, ReceiveMessageCommand, DeleteMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
while (true) {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: "letters" }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: "letters" }));
  await fetch("http://ledger", { method: "POST", body: Messages?.[0]?.Body });
}
`,
    },
    "src/a.ts:5",
  ],
  [
    "AUTO_ACK_WITH_EFFECTS",
    {
      "package.json": JSON.stringify({ dependencies: { "@nestjs/microservices": "11" } }),
      "src/main.ts":
        'import { NestFactory } from "@nestjs/core";\nimport { Transport } from "@nestjs/microservices";\nawait NestFactory.createMicroservice(Object, { transport: Transport.RMQ, options: { queue: "letters" } });\n',
      "src/letters.ts":
        'import { EventPattern } from "@nestjs/microservices";\nexport class Letters {\n  @EventPattern("letter.sent")\n  async keep() {\n    await fetch("http://ledger", { method: "POST" });\n  }\n}\n',
    },
    "src/letters.ts:3",
  ],
])("%s has other shapes too", async (rule, files, at) => {
  const found = (await detectFiles(files)).findings.filter((finding) => finding.rule === rule);
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([at]);
});

test("a NestJS transport with acknowledgement by hand is not automatic", async () => {
  const map = await detectFiles({
    "package.json": JSON.stringify({ dependencies: { "@nestjs/microservices": "11" } }),
    "src/main.ts":
      'import { NestFactory } from "@nestjs/core";\nimport { Transport } from "@nestjs/microservices";\nawait NestFactory.createMicroservice(Object, { transport: Transport.RMQ, options: { queue: "letters", noAck: false } });\n',
    "src/letters.ts":
      'import { EventPattern } from "@nestjs/microservices";\nexport class Letters {\n  @EventPattern("letter.sent")\n  async keep() {\n    await fetch("http://ledger", { method: "POST" });\n  }\n}\n',
  });
  expect(map.findings.filter(({ rule }) => rule === "AUTO_ACK_WITH_EFFECTS")).toEqual([]);
});

test("a finding about a consumer names it by the id of the map", async () => {
  const map = await detectFiles(codeCases["ACK_BEFORE_EFFECT"]!.breaks);
  expect(map.findings.find(({ rule }) => rule === "ACK_BEFORE_EFFECT")?.at).toBe(map.consumers[0]?.id);
});

test("every rule about code has its cases", () => {
  expect(codeFindingRules.filter(({ id }) => codeCases[id] === undefined).map(({ id }) => id)).toEqual([]);
});
