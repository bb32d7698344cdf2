import { expect, it } from "vitest";
import { deliveryModelOf } from "../../src/loop/delivery-model.ts";
import type { Consumer, SystemMap } from "../../src/model/system.ts";
import { consumer, producer, systemMap } from "./system.ts";

const model = (reader: Consumer | undefined, map: Partial<SystemMap> = {}) =>
  deliveryModelOf(reader, systemMap({ producers: [producer()], ...map })).model;

it("is rewind only where Kafka is retried in place, one producer sends and nothing can be redriven", () => {
  expect(model(consumer())).toBe("rewind");
  const others: [string, Consumer | undefined, Partial<SystemMap>?][] = [
    ["nothing is known", undefined],
    ["another broker", consumer({ broker: "sqs" })],
    ["a dead letter", consumer({ dlq: "true" })],
    ["no channel", consumer({ channel: null })],
    ["no producer", consumer(), { producers: [] }],
    ["two producers", consumer(), { producers: [producer(), producer({ id: "b" })] }],
    ["an outbox", consumer(), { outbox: { present: true, evidence: [] } }],
    [
      "retry topics",
      consumer(),
      { producers: [producer(), producer({ id: "r", service: "billing", channel: "orders.billing.retry.1s" })] },
    ],
    ["a reader of retries", consumer({ channel: "orders.retry.1s" })],
  ];
  for (const [why, reader, map] of others) expect(model(reader, map), why).toBe("individual");
});
