import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/detect/fact.ts";
import { link } from "../../src/detect/link.ts";
import { detectFiles } from "./repository.ts";
import { bareName } from "../../src/detect/link/names.ts";

const consumer = (over: Partial<Extract<Fact, { fact: "consumer" }>> = {}): Fact => ({
  fact: "consumer",
  file: "svc/a.ts",
  line: 3,
  broker: "sqs",
  channel: "orders",
  level: "direct",
  confidence: "ast",
  ...over,
});
const queue = (over: Partial<Extract<Fact, { fact: "channel" }>> = {}): Fact => ({
  fact: "channel",
  file: "infra/q.tf",
  line: 1,
  broker: "sqs",
  kind: "queue",
  name: "orders",
  ...over,
});
const rabbit = (over: Partial<Extract<Fact, { fact: "channel" }>>) =>
  queue({ broker: "rabbitmq", file: "infra/definitions.json", ...over });
const run = (facts: Fact[], over: Partial<Parameters<typeof link>[0]> = {}) =>
  link({ facts, dependencies: [], manifests: ["svc/package.json"], settings: {}, rootName: "shop", read: () => undefined, ...over });

const variable = (channel: string, folder: string): Fact => ({
  fact: "environment",
  file: "t.yaml",
  line: 1,
  variable: "QUEUE",
  channel,
  folder,
});
const dependency = (name: string, file: string, over = {}) => ({
  ecosystem: "npm" as const,
  name,
  file,
  line: 2,
  testOnly: false,
  ...over,
});
const type = (name: string, aliases: string[], file: string): Fact => ({ fact: "event-type", name, aliases, file, line: 1 });

describe("dead letters join by the queue's identity", () => {
  test.each([
    ["its redrive policy", [queue({ deadLetter: "orders-dlq" })], "true"],
    ["none", [queue()], "false"],
    ["another queue's", [queue({ name: "returns", deadLetter: "returns-dlq" })], "unknown"],
    ["one of two declarations", [queue(), queue({ file: "infra/prod.tf", deadLetter: "d" })], "unknown"],
  ])("%s", (_, channels, dlq) => {
    expect(run([consumer(), ...channels]).consumers[0]!.dlq).toBe(dlq);
  });

  describe("a queue in which failures wait and come back is no dead letter", () => {
    const ladder = [rabbit({ deadLetter: "again" }), rabbit({ name: "orders.wait", subscribedTo: ["again"], deadLetter: "orders" })];
    const declared: Fact[] = [
      { fact: "dead-letter", file: "infra/definitions.json", line: 2, kind: "rabbit-dlx", channel: "orders.wait", source: "orders" },
      { fact: "dead-letter", file: "infra/definitions.json", line: 3, kind: "rabbit-dlx", channel: "orders", source: "orders.wait" },
    ];
    const rejecting = consumer({ broker: "rabbitmq", retry: false, retryWhy: "svc/a.ts:9: rejected without requeue" });

    test("the consumer is tried again, and where its failures end is unknown", () => {
      const { consumers, dlq } = run([rejecting, ...ladder, ...declared]);
      expect(consumers[0]).toMatchObject({ dlq: "unknown", retry: true, retryWhy: expect.stringContaining("orders.wait") as string });
      expect(dlq).toEqual([]);
    });

    test("unless its code sends them somewhere", () => {
      const ending = { ...(rejecting as Extract<Fact, { fact: "consumer" }>), dlq: "true" as const };
      expect(run([ending, ...ladder]).consumers[0]).toMatchObject({ dlq: "true", retry: true });
    });

    test("a dead letter that nothing declares, or that nothing reaches, is none to count on", () => {
      const dead = rabbit({ name: "orders.dead", kind: "exchange" });
      expect(run([rejecting, rabbit({ deadLetter: "orders.dead" })]).consumers[0]!.dlq).toBe("unknown");
      expect(run([rejecting, rabbit({ deadLetter: "orders.dead" }), dead]).consumers[0]!.dlq).toBe("true");
      const requeuing = {
        ...(rejecting as Extract<Fact, { fact: "consumer" }>),
        retry: true,
        retryWhy: "svc/a.ts:9: rejected for another delivery",
      };
      expect(run([requeuing, rabbit({ deadLetter: "orders.dead" }), dead]).consumers[0]!.dlq).toBe("unknown");
      expect(run([requeuing, rabbit({ deadLetter: "orders.dead", maxReceive: 4 }), dead]).consumers[0]!.dlq).toBe("true");
    });

    test("a chain that ends is a dead letter", () => {
      const chain = [
        rabbit({ deadLetter: "orders.dead" }),
        rabbit({ name: "orders.dead", deadLetter: "parked" }),
        rabbit({ name: "parked" }),
      ];
      expect(run([rejecting, ...chain, declared[0]!]).consumers[0]).toMatchObject({ dlq: "true", retry: false });
      expect(run([rejecting, ...chain, declared[0]!]).dlq).toHaveLength(1);
    });

    test("a queue that names itself is such a circle", () => {
      expect(run([rejecting, rabbit({ deadLetter: "orders" })]).consumers[0]!.dlq).toBe("unknown");
    });
  });

  test("through an ARN and through a queue URL", () => {
    for (const channel of ["arn:aws:sqs:eu-west-1:123456789012:orders", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"]) {
      expect(run([consumer({ channel }), queue({ deadLetter: "d" })]).consumers[0]).toMatchObject({ dlq: "true", channel: "orders" });
    }
  });

  test("what the code decided stays", () => {
    expect(run([consumer({ dlq: "false", dlqWhy: "acks first" }), queue({ deadLetter: "d" })]).consumers[0]).toMatchObject({
      dlq: "false",
      dlqWhy: "acks first",
    });
  });

  test("a handler that swallows its errors never reaches a declared dead letter", () => {
    const bound = { file: "svc/h.py", name: "handler" };
    const handler: Fact = {
      fact: "handler",
      ...bound,
      line: 9,
      broker: "sqs",
      idempotent: "natural",
      swallowsErrors: true,
      swallowsWhy: "except: pass",
      partialBatch: false,
    };
    const map = run([consumer({ bound, confidence: "config" }), queue({ deadLetter: "d", maxReceive: 4 }), handler]);
    expect(map.consumers[0]).toMatchObject({ dlq: "false", dlqWhy: "svc/h.py:9: except: pass", retry: false, idempotent: "natural" });
  });
});

describe("ids", () => {
  test("survive a move to another line and stay apart", () => {
    const facts = [
      consumer({ handler: "onOrder" }),
      consumer({ line: 9, handler: "onOrder", channel: "returns" }),
      consumer({ line: 12, handler: "onOrder", channel: "returns" }),
    ];
    const ids = run(facts).consumers.map(({ id }) => id);
    expect(ids).toEqual(["svc/a.ts#onOrder", "svc/a.ts#onOrder@returns", "svc/a.ts#onOrder~2"]);
    const moved = facts.map((fact) => ({ ...fact, line: (fact as { line: number }).line + 40 }) as Fact);
    expect(run(moved).consumers.map(({ id }) => id)).toEqual(ids);
  });

  test("an anonymous handler is named by its channel", () => {
    expect(run([consumer({ handler: "anonymous" })]).consumers[0]!.id).toBe("svc/a.ts#orders");
  });
});

describe("environment", () => {
  test("gives the name where there is exactly one for that code", () => {
    expect(run([consumer({ channel: "${QUEUE}" }), variable("orders", "svc"), variable("other", "web")]).consumers[0]!.channel).toBe(
      "orders",
    );
  });

  test("is left alone where two differ", () => {
    expect(run([consumer({ channel: "${QUEUE}" }), variable("orders", ""), variable("other", "")]).consumers[0]!.channel).toBe("${QUEUE}");
  });
});

describe("clients", () => {
  test("an SDK with other uses counts only in the manifest nearest to code that talks to that broker", () => {
    const dependencies = [
      dependency("aws-sdk", "svc/package.json"),
      dependency("aws-sdk", "web/package.json"),
      dependency("kafkajs", "web/package.json"),
    ];
    expect(run([consumer()], { dependencies }).clients.map(({ library, manifest }) => `${library} ${String(manifest)}`)).toEqual([
      "aws-sdk svc/package.json",
      "kafkajs web/package.json",
    ]);
  });

  test("test scope and test folders are out, unless code uses the broker", () => {
    const dependencies = [
      dependency("@aws-sdk/client-sqs", "svc/package.json", { testOnly: true }),
      dependency("kafkajs", "tests/package.json"),
      dependency("nats", "web/package.json", { testOnly: true }),
    ];
    expect(run([consumer()], { dependencies }).clients.map(({ library }) => library)).toEqual(["@aws-sdk/client-sqs"]);
  });
});

test("the role of a broker is the strongest that anything gives it", () => {
  const compose: Fact = { fact: "broker", broker: "kafka", role: "infra", file: "compose.yaml", line: 2, what: "image kafka" };
  expect(run([compose, consumer()]).brokers.map(({ kind, role }) => `${kind} ${role}`)).toEqual(["sqs app", "kafka infra"]);
  const dependencies = [{ ecosystem: "go" as const, name: "github.com/IBM/sarama", file: "go.mod", line: 5, testOnly: false }];
  expect(run([compose], { dependencies }).brokers[0]).toMatchObject({ kind: "kafka", role: "dependency" });
});

test("settings speak about a consumer by its id", () => {
  const settings = { consumers: { "svc/a.ts#orders": { deadLetter: "orders-dlq", group: "billing" } } };
  expect(run([consumer()], { settings }).consumers[0]).toMatchObject({ dlq: "true", group: "billing", confidence: "declared" });
});

test("event types that share a name or an alias are one", () => {
  const { eventTypes } = run([
    type("OrderPlaced", ["shop.OrderPlaced"], "a.avsc"),
    type("order.placed", ["OrderPlaced"], "b.ts"),
    consumer({ eventType: "order.placed" }),
  ]);
  expect(eventTypes).toHaveLength(1);
  expect(eventTypes[0]).toMatchObject({ name: "OrderPlaced", aliases: ["shop.OrderPlaced", "order.placed"] });
});

test("the name in an ARN or URL", () => {
  expect(
    ["arn:aws:dynamodb:eu-west-1:1:table/stock/stream/2024", "arn:aws:events:eu-west-1:1:event-bus/shop", "orders"].map(bareName),
  ).toEqual(["stock", "shop", "orders"]);
  expect(
    [
      "arn:aws:sqs:${aws:region}:${ACCOUNT}:${QUEUE}",
      "${HOST}/${ACCOUNT}/${QUEUE}",
      "https://${HOST}/${ACCOUNT}/orders",
      "${A}/orders",
    ].map(bareName),
  ).toEqual(["${QUEUE}", "${QUEUE}", "orders", "${A}/orders"]);
});

describe("what settings declare", () => {
  const files = {
    "t.yaml":
      "AWSTemplateFormatVersion: x\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: { E: { Type: SQS, Properties: { Queue: !ImportValue shared-queue } } }\n",
  };

  test("a channel that nothing resolves is asked for, with the setting that answers it", async () => {
    const { questions, consumers } = await detectFiles(files);
    expect(consumers[0]).toMatchObject({ channel: null, expression: "!ImportValue shared-queue" });
    expect(questions).toMatchObject([
      {
        file: "t.yaml",
        line: 6,
        setting: expect.stringContaining('{"file":"t.yaml","expression":"!ImportValue shared-queue","channel":"NAME"}') as string,
      },
    ]);
  });

  test("the answer counts as declared, and goes stale with the file", async () => {
    const answer = { file: "t.yaml", expression: "!ImportValue shared-queue", channel: "orders" };
    const map = await detectFiles(files, {
      settings: { channels: [answer], consumers: { "gone.ts#x": { group: "g" } }, subjects: { "a.made": { path: "gone.avsc" } } },
    });
    expect(map.consumers[0]).toMatchObject({ channel: "orders", confidence: "declared" });
    expect(map.questions).toEqual([]);
    expect(map.warnings).toEqual([expect.stringContaining("gone.ts#x"), expect.stringContaining("gone.avsc")]);
    const moved = await detectFiles({ "t.yaml": "a: 1\n" }, { settings: { channels: [answer] } });
    expect(moved.warnings).toEqual([expect.stringContaining("which t.yaml no longer holds")]);
  });
});
