import { expect, test } from "vitest";
import { dialects } from "../../../src/delivery/dialects.ts";
import { readFailure } from "../../../src/delivery/headers.ts";

const javaStack = `org.acme.ListenerFailed: Listener failed; nested exception\n\tat org.acme.Container.invoke(Container.java:2815)\nCaused by: com.shop.billing.CardRefused: refused\n\tat com.shop.billing.OnOrder.handle(OnOrder.java:41)\n`;

/** What each kind of software writes, in short. */
const written: readonly [string, Record<string, string>, Record<string, unknown>][] = [
  [
    "spring-kafka",
    {
      "kafka_dlt-exception-fqcn": "org.acme.ListenerFailed",
      "kafka_dlt-exception-cause-fqcn": "com.shop.billing.CardRefused",
      "kafka_dlt-exception-message": "Listener failed; refused",
      "kafka_dlt-exception-stacktrace": javaStack,
      "kafka_dlt-original-topic": "orders",
      "kafka_dlt-original-consumer-group": "billing",
      "retry_topic-attempts": "\0\0\0\x04",
    },
    { errorClass: "com.shop.billing.CardRefused", errorMessage: "Listener failed; refused", consumer: "billing", attempt: 4 },
  ],
  [
    "spring-kafka",
    { "kafka_exception-fqcn": "org.springframework.kafka.support.serializer.DeserializationException", "kafka_exception-message": "bad" },
    { kind: "undecodable" },
  ],
  [
    "spring-amqp",
    {
      "x-exception-message": "refused",
      "x-exception-stacktrace": "org.acme.Outer: o\n\tat a.B.c(B.java:1)\nCaused by: com.shop.CardRefusedException: refused\n",
      "x-death": "[]",
    },
    { errorClass: "com.shop.CardRefusedException", errorMessage: "refused" },
  ],
  [
    "kafka-connect",
    {
      "__connect.errors.topic": "orders",
      "__connect.errors.connector.name": "orders-sink",
      "__connect.errors.stage": "VALUE_CONVERTER",
      "__connect.errors.exception.class.name": "org.acme.DataException",
      "__connect.errors.exception.message": "no schema",
    },
    { errorClass: "org.acme.DataException", errorMessage: "no schema", consumer: "orders-sink", kind: "undecodable" },
  ],
  [
    "kafka-share-group",
    {
      "__dlq.errors.topic": "orders",
      "__dlq.errors.group": "billing",
      "__dlq.errors.delivery.count": "5",
      "__dlq.errors.message": "limit",
    },
    { errorMessage: "limit", consumer: "billing", attempt: 5 },
  ],
  [
    "masstransit",
    {
      "MT-Fault-ExceptionType": "Shop.CardRefused",
      "MT-Fault-Message": "refused",
      "MT-Fault-StackTrace": "   at Shop.OnOrder.Consume(Order order) in /src/Billing/OnOrder.cs:line 12",
      "MT-Fault-InputAddress": "rabbitmq://host/orders?durable=true",
      "MT-Fault-ConsumerType": "Shop.OnOrder",
      "MT-Fault-RetryCount": "3",
      "MT-Fault-Timestamp": "2026-11-24T10:00:00.0000000Z",
    },
    { errorClass: "Shop.CardRefused", consumer: "Shop.OnOrder", attempt: 4, lastFailedAtMs: Date.parse("2026-11-24T10:00:00Z") },
  ],
  [
    "nservicebus",
    {
      "NServiceBus.ExceptionInfo.ExceptionType": "Shop.CardRefused",
      "NServiceBus.ExceptionInfo.Message": "refused",
      "NServiceBus.FailedQ": "billing@machine",
      "NServiceBus.ProcessingEndpoint": "billing",
      "NServiceBus.TimeOfFailure": "2026-11-24 10:00:00:500000 Z",
    },
    { errorClass: "Shop.CardRefused", consumer: "billing", lastFailedAtMs: Date.parse("2026-11-24T10:00:00.500Z") },
  ],
  [
    "watermill",
    { reason_poisoned: "card refused", topic_poisoned: "orders", handler_poisoned: "billing" },
    { errorMessage: "card refused", consumer: "billing" },
  ],
  [
    "x-death",
    {
      "x-death": JSON.stringify([{ count: 5, reason: "delivery_limit", queue: "orders" }, { reason: "expired" }]),
      "x-first-death-reason": "expired",
    },
    { errorClass: "x-death delivery_limit", kind: "crash-loop" },
  ],
];

test.each(written)("%s is read", (dialect, headers, expected) => {
  expect(readFailure(headers)).toMatchObject({ dialect, ...expected });
});

test("every dialect has a case", () => {
  expect(dialects.map(({ id }) => id).filter((id) => !written.some(([dialect]) => dialect === id))).toEqual([]);
});

test("our own headers come first, and headers of nobody say nothing", () => {
  const failure = readFailure({ ...written[0]![1], "gm-error-class": "TypeError", "gm-error-message": "ours" });
  expect(failure).toMatchObject({ errorClass: "TypeError", errorMessage: "ours" });
  expect(failure.dialect).toBeUndefined();
  expect(readFailure({ "content-type": "application/json", traceparent: "00-1-2-01" })).toEqual({ redriveCount: 0 });
});

test("foreign texts are redacted and bounded", () => {
  const failure = readFailure({
    "MT-Fault-ExceptionType": "E".repeat(5000),
    "MT-Fault-Message": "postgres://app:hunter2@db/orders refused",
  });
  expect(failure.errorMessage).not.toContain("hunter2");
  expect(failure.errorClass!.length).toBeLessThanOrEqual(200);
});

test.each([
  ["x-death", "{not json"],
  ["x-death", JSON.stringify([[[]]])],
  ["x-death", "[".repeat(100_000)],
  ["retry_topic-attempts", "\uFFFD\0\0"],
  ["kafka_dlt-exception-stacktrace", "Caused by: ".repeat(20_000)],
  ["x-exception-stacktrace", "a.".repeat(50_000)],
  ["NServiceBus.TimeOfFailure", "9999-99-99 99:99:99:999999 Z"],
])("%s may hold anything", (name, text) => {
  const began = performance.now();
  expect(() => readFailure({ [name]: text, "NServiceBus.ExceptionInfo.ExceptionType": "E" })).not.toThrow();
  expect(performance.now() - began).toBeLessThan(200);
});
