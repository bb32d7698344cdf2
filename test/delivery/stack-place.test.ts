import { expect, test } from "vitest";
import { indexOf, placeInStack } from "../../src/delivery/stack-place.ts";

const files = indexOf([
  "services/billing/src/on-order.ts",
  "services/audit/src/on-order.ts",
  "services/billing/src/main/java/com/shop/billing/OnOrder.java",
  "billing/handler.py",
  "Billing/OnOrder.cs",
  "cmd/orders/main.go",
  "index.js",
  "lib/orders.rb",
]);

test.each([
  [
    "JavaScript",
    "Error: refused\n    at charge (/app/node_modules/stripe/lib/x.js:1:2)\n    at handle (file:///srv/services/billing/src/on-order.ts:41:13)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    { file: "services/billing/src/on-order.ts", line: 41 },
  ],
  ["JavaScript without a function", "Error: x\n    at /srv/index.js:3:1", { file: "index.js", line: 3 }],
  [
    "Python, innermost last",
    'Traceback (most recent call last):\n  File "/app/index.js", line 1, in main\n  File "/usr/lib/python3/site-packages/billing/handler.py", line 9, in x\n  File "/srv/billing/handler.py", line 12, in handle\nValueError: no',
    { file: "billing/handler.py", line: 12 },
  ],
  [
    "Java behind a framework",
    "org.acme.Failed: x\n\tat org.acme.Container.invoke(Container.java:2815)\nCaused by: com.shop.CardRefused\n\tat com.shop.billing.OnOrder.handle(OnOrder.java:41)",
    { file: "services/billing/src/main/java/com/shop/billing/OnOrder.java", line: 41 },
  ],
  [
    "a Java lambda",
    "\tat app//com.shop.billing.OnOrder.lambda$handle$0(OnOrder.java:7)",
    { file: "services/billing/src/main/java/com/shop/billing/OnOrder.java", line: 7 },
  ],
  [".NET", "   at Shop.OnOrder.Consume(Order o) in C:\\src\\Billing\\OnOrder.cs:line 12", { file: "Billing/OnOrder.cs", line: 12 }],
  ["Go", "goroutine 1 [running]:\nmain.handle(...)\n\t/src/cmd/orders/main.go:17 +0x1d", { file: "cmd/orders/main.go", line: 17 }],
  ["Ruby", "/srv/lib/orders.rb:5:in `handle'", { file: "lib/orders.rb", line: 5 }],
])("%s", (_, stack, place) => {
  expect(placeInStack(stack, files)).toEqual(place);
});

test.each([
  ["two files fit", "    at f (/app/src/on-order.ts:1:1)"],
  ["a name alone", "    at f (/elsewhere/handler.py:1:1)"],
  ["out of the root", '  File "/app/../../../etc/passwd", line 1'],
  ["a file that the repository has not", "    at f (/app/src/other.ts:1:1)"],
  ["no stack", "refused"],
])("nothing is named: %s", (_, stack) => {
  expect(placeInStack(stack, files)).toBeUndefined();
});

test("whatever a header holds, it is read at once", () => {
  const hostile = [
    "at (".repeat(20_000),
    `at ${"a:1".repeat(20_000)}`,
    `${" ".repeat(50_000)}at`,
    `File "${"x".repeat(50_000)}`,
    "at a.b(C.java:1)\n".repeat(5000),
  ];
  const began = performance.now();
  for (const stack of hostile) placeInStack(stack, files);
  expect(performance.now() - began).toBeLessThan(300);
});
