import { describe, expect, test } from "vitest";
import { redact, redacted } from "../../src/model/redact.ts";
import { ToolError } from "../../src/tool.ts";

describe("what looks like a credential is hidden, wherever it stands in a text", () => {
  test.each([
    ["amqp://user:hunter2@rabbit:5672/orders", "amqp://***@rabbit:5672/orders"],
    ["amqp://user:hun/ter2@rabbit", "amqp://***@rabbit"],
    ["nats://hunter2@nats", "nats://***@nats"],
    ["root:hunter2@tcp(db:3306)/orders", "***@tcp(db:3306)/orders"],
    ["https://sqs/orders?X-Amz-Signature=hunter2&x=1", "https://sqs/orders?X-Amz-Signature=***&x=1"],
    ['pick("a", { authToken: "hunter2" })', 'pick("a", { authToken: "***" })'],
    ["{ password: 'hunter2', user: 'u' }", "{ password: '***', user: 'u' }"],
    ['{"expression": "f({ \\"password\\": \\"hunter2\\" })"}', '{"expression": "f({ \\"password\\": \\"***\\" })"}'],
    ['PlainLoginModule required username="u" password="hunter2";', 'PlainLoginModule required username="u" password="***";'],
    ["Server=db;Password=hunter2;", "Server=db;Password=***;"],
    ["AccountKey=aHVudGVyMg==;x", "AccountKey=***;x"],
    ["spring.rabbitmq.password=hunter2", "spring.rabbitmq.password=***"],
    ['f("Bearer hunter2hunter2")', 'f("Bearer ***")'],
    ["Basic dXNlcjpodW50ZXIy", "Basic ***"],
    ['f("AKIAIOSFODNN7EXAMPLE")', 'f("***")'],
    ['f("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")', 'f("***")'],
    ["ghp_0123456789abcdefghijABCDEFGHIJ012345", "***"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "***"],
    ["password: 'hunter2 that was cut off", "password: '***"],
  ])("%s", (text, shown) => {
    expect(redact(text)).toBe(shown);
    expect(redact(shown)).toBe(shown);
  });

  test.each([
    "Event: Basic pub/sub, kafka, 3 event types, DLQ: no. Verdict: DISCARD.",
    "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
    "http://localhost:8080/a",
    "rabbitmq:3@sha256:0123456789",
    "amqp://${user}:${password}@host",
    "password: process.env.PASSWORD",
    'password="${PASSWORD}"',
    "string password = 1;",
    '{"name": "password", "type": "string"}',
    '{"password": {"type": "string"}}',
    "password.reset",
    "session-token-refreshed",
    "compass: 'north'",
    "@scope/package@1.2.3",
  ])("%s stays", (text) => expect(redact(text)).toBe(text));
});

test("a value keeps its parts but those with a credential, and may name itself", () => {
  const clean = { list: ["a"], date: new Date(0) };
  expect(redacted(clean)).toBe(clean);
  const value: Record<string, unknown> = { clean, url: ["amqp://u:hunter2@h"] };
  value["self"] = value;
  const shown = redacted(value);
  expect([shown["clean"], shown["url"]]).toEqual([clean, ["amqp://***@h"]]);
  expect(shown["clean"]).toBe(clean);
});

test("an error holds none", () => {
  const error = new ToolError("NOT_FOUND", "no amqp://u:hunter2@h", "password=hunter2", 'set token: "hunter2"');
  expect(JSON.stringify(error) + error.stack).not.toContain("hunter2");
});

test("long texts made to be slow are not", () => {
  const started = performance.now();
  for (const piece of [
    "a",
    "a.",
    "a://",
    "x://u:",
    "token=",
    'token:"',
    "eyJ",
    "eyJaaaaa.",
    "AKIA",
    "Bearer ",
    "Basic ",
    "-----BEGIN ",
    '"',
    "a:b",
    "=",
  ])
    redact(piece.repeat(200_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(4000);
});
