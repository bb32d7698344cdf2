import { expect, test } from "vitest";
import { isCommandShaped, isPastTense } from "../../src/detect/past-tense.ts";

test.each([
  "OrderPlaced",
  "order.placed",
  "order_placed",
  "ORDER_PLACED",
  "OrderPlacedEvent",
  "invoice.sent",
  "OrderPlacedV2",
  "Ingestion Received",
])("%s states what happened", (name) => {
  expect(isPastTense(name)).toBe(true);
  expect(isCommandShaped(name)).toBe(false);
});

test.each(["CreateOrder", "order.create", "SendEmailEvent", "ProcessPaymentCommand", "delete_user"])(
  "%s is an order to someone",
  (name) => {
    expect(isCommandShaped(name)).toBe(true);
  },
);

test.each(["Order", "OrderFeed", "Advanced", "UpdateEvent", "PaymentStatus", "SignupEvent", "SpeedNeed"])("%s is neither", (name) => {
  expect([isPastTense(name), isCommandShaped(name)]).toEqual([false, false]);
});
