import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = JSON.stringify({ name: "app", dependencies: { kafkajs: "2" } });
const only = (text: string) => detectFiles({ "package.json": npm, "src/app.ts": text });
const kafka = 'import { Kafka, type Producer } from "kafkajs";\nconst producer = new Kafka({}).producer();\n';

const send = (message: string, before = "") => only(`${kafka}${before}\nproducer.send({ topic: "t", messages: [${message}] });\n`);

describe("event types", () => {
  test.each([
    ["a header", '{ value: "x", headers: { event_type: "OrderPlaced" } }', "", "OrderPlaced"],
    ["a header as bytes", '{ value: "x", headers: { eventType: Buffer.from("OrderPlaced") } }', "", "OrderPlaced"],
    ["metadata of an envelope", '{ value: JSON.stringify({ data, metadata: { eventType: "order.placed" } }) }', "", "order.placed"],
    [
      "the interface of the payload",
      "{ value: JSON.stringify(event) }",
      'interface E { type: "order.placed" }\ndeclare const nothing: string;\nlet event: E;',
      "order.placed",
    ],
    [
      "the type argument of an envelope",
      "{ value: JSON.stringify(event) }",
      'interface Envelope<T extends string, P> { type: T; payload: P }\ntype Placed = Envelope<"order.placed", object>;\nlet event: Placed;',
      "order.placed",
    ],
    ["a header that says something else", '{ value: "x", headers: { type: "fanout" } }', "", undefined],
    ["an entity", "{ value: JSON.stringify(order) }", "class Order { id = 1 }\nlet order: Order;", undefined],
  ])("%s", async (_, message, before, type) => {
    expect((await send(message, before)).producers[0]!.eventType).toBe(type);
  });

  test("a tuple of headers", async () => {
    const code =
      'from aiokafka import AIOKafkaProducer\np = AIOKafkaProducer()\nawait p.send_and_wait(topic="t", value=b"", headers=[("event_type", "OrderPlaced".encode())])\n';
    const map = await detectFiles({ "requirements.txt": "aiokafka\n", "app.py": code });
    expect(map.producers[0]!.eventType).toBe("OrderPlaced");
  });

  test("a payload that a function in the same file hands on", async () => {
    const map = await only(
      `${kafka}async function send(payload: object) { await producer.send({ topic: "t", messages: [{ value: JSON.stringify(payload) }] }); }\nsend({ type: "order.placed", id: 1 });\nsend({ type: "order.paid", id: 1 });\n`,
    );
    expect(map.producers[0]).toMatchObject({
      eventTypes: ["order.placed", "order.paid"],
      payload: [
        { name: "type", type: "string" },
        { name: "id", type: "long" },
      ],
    });
  });

  test.each([
    [
      "literals and declarations",
      "{ id: randomUUID(), amount: 1.5, paid: true, at, lines: {} }",
      [
        { name: "id", type: "string" },
        { name: "amount", type: "double" },
        { name: "paid", type: "boolean" },
        { name: "at", type: "string" },
        { name: "lines", type: "object" },
      ],
    ],
    [
      "a spread of a known object",
      "{ ...{ id: 1 }, at }",
      [
        { name: "id", type: "long" },
        { name: "at", type: "string" },
      ],
    ],
    ["a class", "new Paid()", [{ name: "id", type: "string" }]],
    ["a spread that hides fields", "{ ...request.body, at }", undefined],
  ])("payload: %s", async (_, value, payload) => {
    const map = await send(`{ value: JSON.stringify(${value}) }`, "const at = new Date().toISOString();\nclass Paid { id: string }");
    expect(map.producers[0]!.payload).toEqual(payload);
  });
});
