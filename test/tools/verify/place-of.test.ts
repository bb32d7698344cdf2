import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { Connection } from "../../../src/model/settings.ts";
import type { SystemMap } from "../../../src/model/system.ts";
import { ToolError } from "../../../src/tool.ts";
import { placeOf } from "../../../src/tools/verify/place-of.ts";

const map = { dlq: [], channels: [] } as unknown as SystemMap;
const place = (kind: string, connection: object) =>
  placeOf(kind, { name: "it", connection: { kind, ...connection } as Connection }, { how: {} }, map, { SECRET: "hunter2" });

test.each([
  ["kafka", { url: "kafka.test:9093", tls: true }, /TLS/],
  ["kafka", { url: "kafka.test:9092", user: "u", password: "p", mechanism: "scram-sha-512" }, /scram-sha-512/],
  ["rabbitmq", { url: "amqps://u:hunter2@rabbit.test" }, /amqps/],
  ["rabbitmq", { url: "amqp://rabbit.test", management: "https://rabbit.test:15671" }, /management/],
  ["nats", { url: "tls://nats.test:4222", user: "u", password: "${SECRET}" }, /tls/],
  ["nats", { url: "nats://one.test,tls://two.test", user: "u", password: "p" }, /tls/],
  ["nats", { url: "nats://nats.test", credentials: "${SECRET}" }, /credentials/],
  ["nats", { url: "nats://hunter2@nats.test" }, /token/],
  ["sqs", { region: "eu-west-1" }, /https/],
  ["sqs", { url: "https://sqs.eu-west-1.amazonaws.com" }, /https/],
])("%s %j would be spoken to less protected than it says", (kind, connection, message) => {
  const said = errorOf(() => place(kind, connection));
  expect(said).toMatchObject({ code: "UNSUPPORTED", message: expect.stringMatching(message) });
  expect(inspect(said)).not.toContain("hunter2");
});

test.each([
  ["rabbitmq", { url: "amqp://rabbit.test", management: "http://u:hunter2@rabbit.test:15672" }],
  ["rabbitmq", { url: "amqp://rabbit.test", management: "hunter2 rabbit" }],
  ["kafka", { url: "u:hunter2@:" }],
  ["nats", { url: "" }],
])("%s %j cannot be used, and no text holds what is secret in it", (kind, connection) => {
  const said = errorOf(() => place(kind, connection));
  expect(said).toMatchObject({ code: "INVALID_INPUT" });
  expect(inspect(said)).not.toContain("hunter2");
});

test("what is spoken to in clear is as the connection says", () => {
  expect(place("rabbitmq", { url: "amqp://u:p%40@[::1]/shop" })).toMatchObject({
    host: "::1",
    port: 5672,
    user: "u",
    password: "p@",
    vhost: "shop",
    management: "http://[::1]:15672/",
  });
  expect(place("kafka", { url: "one.test:9192,two.test", user: "u", password: "p" })).toMatchObject({
    host: "one.test",
    port: 9192,
    user: "u",
  });
  expect(place("sqs", { url: "http://localhost:4566", region: "us-east-1" })).toMatchObject({
    host: "localhost",
    port: 4566,
    region: "us-east-1",
  });
});

function errorOf(work: () => unknown): ToolError {
  try {
    work();
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}
