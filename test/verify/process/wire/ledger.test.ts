import { expect, test } from "vitest";
import { createLedger } from "../../../../src/verify/subjects/process/wire/ledger.ts";
import { messages } from "./rig.ts";

const { body } = messages[0]!;
const delivery = (place?: string) => ({ body, redelivered: false, ...(place !== undefined && { place }) });

test("two copies of one event: what is out and comes once more is not taken for the one that waits", () => {
  const ledger = createLedger(messages);
  ledger.put({ event: 0, kind: "first" }, "A", "orders.0.0");
  ledger.put({ event: 0, kind: "producer" }, "B", "orders.1.0");
  const first = ledger.hand("A", delivery("orders.0.0"))!;
  expect(ledger.holding(ledger.expects(delivery("orders.0.0"))!)).toBe(first);
  expect(ledger.hand("B", delivery("orders.1.0"))).toMatchObject({ instance: "B", kind: "producer", count: 1 });
});

test("nor is what was settled and comes once more", () => {
  const ledger = createLedger(messages);
  ledger.put({ event: 0, kind: "first" }, "A", "orders.0.0");
  ledger.put({ event: 0, kind: "producer" }, "B", "orders.1.0");
  ledger.settle(ledger.hand("A", delivery("orders.0.0"))!, "ack");
  expect(ledger.hand("A", delivery("orders.0.0"))).toMatchObject({ kind: "first", count: 2 });
});

test("what the consumer sent on itself comes from another place", () => {
  const ledger = createLedger(messages);
  ledger.put({ event: 0, kind: "first" }, "A", "orders.0.0");
  const handed = ledger.hand("A", delivery("orders.0.0"))!;
  ledger.resend(0);
  ledger.settle(handed, "ack");
  expect(ledger.hand("A", delivery("orders.retry.0.0"))).toMatchObject({ kind: "first", count: 2 });
});

test("without places the one that waits is chosen", () => {
  const ledger = createLedger(messages);
  ledger.put({ event: 0, kind: "first" });
  ledger.put({ event: 0, kind: "producer" });
  expect([ledger.hand("A", delivery())?.kind, ledger.hand("B", delivery())?.kind]).toEqual(["first", "producer"]);
});
