import { expect, test } from "vitest";
import { checkEventType } from "../../src/schema/naming.ts";
import { ToolError } from "../../src/tool.ts";

test.each([
  "order.placed",
  "order.line_added",
  "payment.timed_out",
  "user.logged_in",
  "invoice.sent",
  "stock.run_low.noticed",
  "order.reset",
  "shop.order.paid",
  "document.rewritten",
])("%s is an event type", (name) => expect(() => checkEventType(name)).not.toThrow());

test.each([
  ["order.place", "order.placed"],
  ["place.order", "order.placed"],
  ["order.creating", "order.created"],
  ["order.cancel", "order.cancelled"],
  ["order.ship", "order.shipped"],
  ["payment.pay", "payment.paid"],
  ["invoice.send", "invoice.sent"],
  ["account.apply", "account.applied"],
  ["user.log_in", "user.logged_in"],
  ["OrderPlaced", "order.placed"],
  ["CreateOrder", "order.created"],
  ["send-email", "email.sent"],
  ["order_created", "order.created"],
  ["report.request", "report.requested"],
  ["order.status", "order.status.changed"],
  ["order.need", "order.need.changed"],
])("%s is refused, with %s instead", (name, instead) => {
  let caught: unknown;
  try {
    checkEventType(name);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(ToolError);
  expect(caught).toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining(`Did you mean "${instead}"?`),
    retry: { how: `Use eventType "${instead}".` },
  });
});

test.each(["", "order", "..", "x".repeat(300), "Ünïcode.placed", "a b"])("%j is refused without a crash", (name) => {
  expect(() => checkEventType(name)).toThrow(ToolError);
});
