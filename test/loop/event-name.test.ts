import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEventType } from "../../src/schema/naming.ts";
import { dottedName, eventKey, stem } from "../../src/loop/event-name.ts";

// The name that is proposed must be one that design-schema takes.
const odd = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.stringMatching(/^[a-zA-Z._-]{1,30}$/),
  fc.constantFrom("news.feed", "speed", "a.1", "x"),
);
it("always proposes a name that a schema can have", () => {
  fc.assert(fc.property(odd, (name) => checkEventType(dottedName(name))));
});

describe("eventKey", () => {
  it.each(["OrderPlaced", "order.placed", "com.acme.OrderPlacedEvent", "order-placed.v2", "ORDER_PLACED", "orderPlaced"])(
    "%s is order.placed",
    (name) => {
      expect(eventKey(name)).toBe(eventKey("order.placed"));
    },
  );

  it("keeps different events apart", () => {
    expect(eventKey("order.placed")).not.toBe(eventKey("order.cancelled"));
    expect(eventKey("event")).toBe("event");
  });
});

describe("dottedName", () => {
  it.each([
    ["OrderPlaced", "order.placed"],
    ["order.placed", "order.placed"],
    ["heartbeat.stale", "heartbeat.stale"],
    ["OrderReady", "order.ready"],
    ["placeOrder", "order.placed"],
    ["sendInvoice", "invoice.sent"],
    ["cancelOrder", "order.cancelled"],
    ["CreateInvoice", "invoice.created"],
    ["OrderResult", "order.result.published"],
    ["orderItem", "item.ordered"],
    ["payment.request", "payment.requested"],
    ["user.order", "user.order.published"],
    ["orders", "order.published"],
    ["order-created", "order.created"],
    ["user.signup", "user.signup.published"],
    ["PAYMENT_CAPTURE", "payment.captured"],
    ["orders.v1", "order.published"],
    ["", "event.published"],
    ["${TOPIC}", "topic.published"],
    ["2fa.enabled", "enabled.published"],
  ])("%s becomes %s", (name, dotted) => {
    expect(dottedName(name)).toBe(dotted);
    expect(() => checkEventType(dottedName(name))).not.toThrow();
  });
});

it("a channel and its events share a stem", () => {
  expect(stem("orders")).toBe(stem("order.placed"));
  expect(stem("address")).toBe("address");
});
