import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { check } from "../../src/run/check.ts";
import { ToolError } from "../../src/tool.ts";
import { folderOf } from "../detect/repository.ts";
import { runVerb } from "../run/run-verb.ts";

const secret = "hunter2hunter2";
const key = "AKIAIOSFODNN7EXAMPLE";

const leaky = {
  "package.json": `{"dependencies": {"kafkajs": "git+https://user:${secret}@example.org/kafkajs.git", "amqplib": "1", "@aws-sdk/client-sqs": "3"}}`,
  ".env": `KAFKA_SASL_PASSWORD=${secret}\nORDERS_QUEUE=amqp://u:${secret}@h/q\nORDERS_TOKEN=${secret}\n`,
  "compose.yaml": `services:\n  rabbit:\n    image: rabbitmq:3\n    environment:\n      RABBITMQ_DEFAULT_PASS: ${secret}\n      QUEUE_URL: amqp://u:${secret}@h/q\n`,
  "broken.yaml": `password: "${secret}\n  url: amqp://u:${secret}@h\n : [ }\n`,
  "api/package.json": `{"dependencies": {"amqplib": "1", "token": ${secret} }`,
  "infra/main.tf": `resource "aws_sqs_queue" "a" {\n  name = "https://u:${secret}@sqs/a"\n}\nprovider "aws" {\n  access_key = "${key}"\n  secret_key = ${secret}\n`,
  "infra/serverless.yml": `service: x\nprovider:\n  name: aws\n  environment:\n    QUEUE: amqp://u:${secret}@h/q\nfunctions:\n  f:\n    handler: src/l.handler\n    events:\n      - sqs: "https://u:${secret}@sqs/1/orders"\n`,
  "svc/pom.xml":
    "<project><dependencies><dependency><groupId>org.springframework.kafka</groupId><artifactId>spring-kafka</artifactId></dependency></dependencies></project>",
  "svc/src/main/resources/application.properties": `spring.rabbitmq.password=${secret}\nspring.cloud.stream.bindings.x-in-0.destination=amqp://u:${secret}@h/d\n`,
  "src/a.ts": `import { Kafka } from "kafkajs";
import amqp from "amqplib";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const kafka = new Kafka({ sasl: { mechanism: "plain", username: "u", password: "${secret}" } });
const producer = kafka.producer();
await producer.send({ topic: "amqp://u:${secret}@h/topic", messages: [{ value: JSON.stringify({ type: "order.placed", password: "${secret}" }) }] });
await producer.send({ topic: pick("x", { token: "${secret}" }), messages: [] });
await producer.send({ topic: choose(process.env.T, "Bearer ${secret}"), messages: [] });
const consumer = kafka.consumer({ groupId: "amqp://u:${secret}@h" });
await consumer.subscribe({ topic: lookup("${key}") });
await consumer.run({ eachMessage: async () => { await db.insert("postgres://u:${secret}@h/db"); } });
const channel = await (await amqp.connect("amqp://u:${secret}@h")).createChannel();
channel.consume("https://u:${secret}@h/q", async (message) => channel.ack(message));
channel.publish("ex?password=${secret}", "key?sig=${secret}", Buffer.from(""));
await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: "https://sqs.eu-west-1.amazonaws.com/1/orders?AWSAccessKeyId=${key}&Signature=${secret}", MessageBody: "x" }));
`,
  "order.placed.avsc": `{"type": "record", "name": "OrderPlaced", "fields": [{"name": "a", "type": "string"} {"password": ${secret}}]}`,
  "order.paid.json": `{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "OrderPaid", "type": "object", "properties": {"u": {"const": "amqp://u:${secret}@h"}}, "required": ["u"]}`,
};

function leakyRepository(): string {
  const root = folderOf(leaky);
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["remote", "add", "origin", `https://${secret}@example.org/orders.git`], { cwd: root });
  return root;
}

function expectClean(text: string): void {
  for (const word of [secret, key]) {
    const at = text.indexOf(word);
    expect(at < 0 ? "clean" : text.slice(Math.max(0, at - 80), at + 20)).toBe("clean");
  }
}

const said = async (what: () => Promise<unknown>): Promise<string> => {
  try {
    return JSON.stringify(await what());
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return JSON.stringify(error);
  }
};

describe("no credential of a repository leaves it", () => {
  test("in no answer of a tool, and in no report", async () => {
    const root = leakyRepository();
    const map = await call("detect", { root });
    expect(map.producers.length).toBeGreaterThan(3);
    expect(map.questions.length).toBeGreaterThan(0);
    expectClean(JSON.stringify(map));
    expectClean(await said(() => call("validate", { root })));
    expectClean(await said(() => call("report", { root })));
    const folder = join(root, ".godmode/event/report");
    for (const name of readdirSync(folder)) expectClean(readFileSync(join(folder, name), "utf8"));
    expectClean(await said(() => call("commit", { root, discard: true })));
  });

  test.each(["human", "json", "sarif", "github", "junit"])("in no output of check: %s", async (output) => {
    const { text } = await runVerb(check, leakyRepository(), { output, all: true });
    expect(text.length).toBeGreaterThan(200);
    expectClean(text);
  });

  test("in no error that tells where a file breaks", async () => {
    const root = leakyRepository();
    for (const format of ["avro", "json-schema", "protobuf"] as const)
      for (const path of ["order.placed.avsc", "api/package.json", "broken.yaml", ".env"])
        expectClean(await said(() => call("check-compat", { root, schema: { path }, format })));
  });

  test("settings with a literal credential are refused without a word of it", async () => {
    const root = folderOf({ "package.json": "{}", ".godmode/event.json": "" });
    for (const text of [
      `{"connections": {"main": {"kind": "rabbitmq", "url": "amqp://u:${secret}@h"}}}`,
      `{"connections": {"main": {"kind": "rabbitmq", "password": "${secret}"}}}`,
      `{"registry": {"kind": "confluent", "url": "https://u:${secret}@h"}}`,
      `{"system": "x" "password": "${secret}"`,
      `{"policy": {"mode": "${secret}"}}`,
    ]) {
      writeFileSync(join(root, ".godmode/event.json"), text);
      const answer = await said(() => call("detect", { root }));
      expect(answer).toMatch(/INVALID_INPUT|PARSE_FAILED/);
      expectClean(answer);
    }
  });

  test("an expression that was redacted can still be answered in the settings", async () => {
    const root = leakyRepository();
    const { questions } = await call("detect", { root });
    const asked = questions.find(({ setting }) => setting.includes("***"))!;
    const entry = JSON.parse(/\{.*\}/.exec(asked.setting)![0]) as { channel: string };
    writeFileSync(join(root, "settings"), "");
    execFileSync("mkdir", ["-p", join(root, ".godmode")]);
    writeFileSync(join(root, ".godmode/event.json"), JSON.stringify({ channels: [{ ...entry, channel: "answered" }] }));
    const map = await call("detect", { root });
    expect([...map.producers, ...map.consumers].map(({ channel }) => channel)).toContain("answered");
  });
});
