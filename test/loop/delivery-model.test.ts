import { expect, it } from "vitest";
import { deliveryModelOf } from "../../src/loop/delivery-model.ts";
import type { Consumer, SystemMap } from "../../src/model/system.ts";
import { consumer, producer, systemMap } from "./system.ts";

const model = (reader: Consumer | undefined, map: Partial<SystemMap> = {}) =>
  deliveryModelOf(reader, systemMap({ producers: [producer()], ...map })).model;

it("is rewind only where Kafka is retried in place, one producer sends and nothing can be redriven", () => {
  const inPlace = consumer({ dlq: "false" });
  expect(model(inPlace)).toBe("rewind");
  const others: [string, Consumer | undefined, Partial<SystemMap>?][] = [
    ["nothing is known", undefined],
    ["another broker", { ...inPlace, broker: "sqs" }],
    ["a dead letter", consumer({ dlq: "true" })],
    ["perhaps a dead letter", consumer()],
    ["no channel", { ...inPlace, channel: null }],
    ["no producer", inPlace, { producers: [] }],
    ["two producers", inPlace, { producers: [producer(), producer({ id: "b" })] }],
    ["an outbox", inPlace, { outbox: { present: true, evidence: [] } }],
    [
      "retry topics",
      consumer(),
      { producers: [producer(), producer({ id: "r", service: "billing", channel: "orders.billing.retry.1s" })] },
    ],
    ["a reader of retries", { ...inPlace, channel: "orders.retry.1s" }],
  ];
  for (const [why, reader, map] of others) expect(model(reader, map), why).toBe("individual");
});
