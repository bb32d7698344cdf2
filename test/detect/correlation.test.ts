import { expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const npm = { "package.json": JSON.stringify({ dependencies: { kafkajs: "2", amqplib: "0.10" } }) };
const kafka = (messages: string) => `import { Kafka } from "kafkajs";
const producer = new Kafka({}).producer();
export const run = (rows, id, rest) => producer.send({ topic: "orders", messages: ${messages} });
`;
const rabbit = (options: string) => `import amqp from "amqplib";
const channel = await (await amqp.connect("amqp://x")).createChannel();
export const run = (id, body) => channel.publish("orders", "placed", body, ${options});
`;

/** What the map says of the only producer. */
async function correlationOf(code: string): Promise<boolean | undefined> {
  const { producers } = await detectFiles({ ...npm, "src/send.ts": code });
  expect(producers).toHaveLength(1);
  return producers[0]!.correlationId;
}

test.each([
  ["a header", kafka("[{ value: id, headers: { correlation_id: id } }]")],
  ["a header of each row", kafka("rows.map((row) => ({ value: row.value, headers: { event_id: row.id, 'x-correlation-id': row.flow } }))")],
  ["the trace context", kafka("[{ value: id, headers: { traceparent: id } }]")],
  ["a property", rabbit("{ correlationId: id }")],
])("%s that carries the flow's id is seen", async (_, code) => {
  expect(await correlationOf(code)).toBe(true);
});

test.each([
  ["no headers", kafka("[{ value: id }]")],
  ["other headers", kafka("[{ value: id, headers: { event_id: id } }]")],
  ["headers that cannot be looked into", kafka("[{ value: id, headers: rest }]")],
  ["one message of two", kafka("[{ value: id, headers: { correlation_id: id } }, { value: id, headers: { event_id: id } }]")],
  ["one message of two, the other without headers", kafka("[{ value: id, headers: { correlation_id: id } }, { value: id }]")],
  ["options without it", rabbit("{ persistent: true }")],
])("%s: nothing is claimed", async (_, code) => {
  expect(await correlationOf(code)).toBe(undefined);
});
