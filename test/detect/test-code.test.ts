import { expect, test } from "vitest";
import { isTestPath } from "../../src/detect/test-code.ts";

test.each([
  "test/a.ts",
  "src/orders.spec.ts",
  "tests/test_orders.py",
  "svc/smoke/verify_flow.py",
  "tools/load-test/run.js",
  "perf_tests/orders.py",
  "benchmarks/publish.ts",
  "scripts/smoke_orders.py",
  "scripts/orders-smoke.mjs",
  "bin/loadtest.js",
  "locustfile.py",
  "src/orders.test.unit.ts",
  "src/orders.spec.int.ts",
  "src/orders.integration-spec.ts",
  "src/orders.e2e-spec.ts",
])("%s is test code", (path) => {
  expect(isTestPath(path)).toBe(true);
});

test.each([
  "scripts/seed.ts",
  "src/test.ts",
  "src/spec.registry.ts",
  "demo/consumer.ts",
  "playground/send.ts",
  "src/smoke-detector/alarm.ts",
  "src/verify_payment.py",
  "services/load/plan.ts",
  "src/workload.ts",
  "src/benchmarking/rate.ts",
  "perf/read.py",
])("%s is the application", (path) => {
  expect(isTestPath(path)).toBe(false);
});
