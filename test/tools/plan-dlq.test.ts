import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";
import { naiveShop } from "./shop.ts";
import { configure, garage, handlers, kafkaConsumer, openWorld, own } from "./dead-letters/parking.ts";

const shop = () => {
  const root = newFolder();
  put(root, naiveShop);
  return root;
};

describe("plan-dlq", () => {
  test("plans ladder and dead letter of each consumer, names the code that must change, and writes nothing", async () => {
    const root = shop();
    const plan = await call("plan-dlq", {}, { root });
    expect(plan).toMatchObject({
      status: "ok",
      drift: true,
      consumers: [
        {
          consumer: "billing/read.ts#orders",
          imitates: "kafka",
          channel: "orders",
          group: "billing",
          waitsMs: [1000, 5000, 30_000],
          deadLetter: "orders.billing.dlq",
        },
      ],
      edits: [{ consumer: "billing/read.ts#orders", file: "billing/read.ts", fix: expect.stringContaining("dlq") }],
      next: [{ tool: "configure-dlq", args: { plan: plan.plan } }],
    });
    expect(plan.actions.map(({ role }) => role)).toEqual(["dead-letter", "rung", "rung", "rung", "source", "consumer"]);
    expect(plan.notes[0]).toContain("embedded");
    expect(existsSync(own(root, ""))).toBe(false);
    expect((await call("plan-dlq", {}, { root })).plan).toBe(plan.plan);
  });

  test("--check is negative on drift and holds when nothing drifted", async () => {
    const root = garage({ "park.js": handlers.good });
    const consumer = "park.js#handle";
    expect(await call("plan-dlq", { consumer, check: true }, { root })).toMatchObject({ status: "negative" });
    await configure(root);
    expect(await call("plan-dlq", { consumer, check: true }, { root })).toMatchObject({ status: "ok", drift: false });
    const { session } = await openWorld(root);
    const [group] = await session.observe([
      { id: "x", role: "consumer", kind: "group", name: "park/park", config: {}, immutable: [], atLeast: [] },
    ]);
    await session.update(
      { id: "x", role: "consumer", kind: "group", name: "park/park", config: {}, immutable: [], atLeast: [] },
      { ...group!.config, deadLetter: "elsewhere" },
    );
    await session.close();
    const drifted = await call("plan-dlq", { consumer, check: true }, { root });
    expect(drifted).toMatchObject({ status: "negative", drift: true });
    expect(drifted.actions.filter(({ action }) => action !== "noop")).toMatchObject([
      {
        resource: "embedded:group:park/park",
        changes: [{ key: "deadLetter", from: "elsewhere", to: "park.park.dlq" }],
        inverse: "Set deadLetter to elsewhere.",
      },
    ]);
  });

  test("takes group, dead letter and ordering from the settings", async () => {
    const root = shop();
    put(root, {
      ".godmode/event.json": JSON.stringify({
        connections: { local: { kind: "embedded" } },
        consumers: { "billing/read.ts#orders": { group: "ledger", deadLetter: "orders-parked", ordering: "key" } },
      }),
    });
    expect(await call("plan-dlq", {}, { root })).toMatchObject({
      connection: "local",
      consumers: [{ group: "ledger", deadLetter: "orders-parked", ordering: "key", rungs: [] }],
    });
  });

  test("says of a consumer whose channel is not known what would tell it", async () => {
    const root = newFolder();
    const unknown = kafkaConsumer("book(message);")
      .replace('topic: "stays"', "topic: names[process.argv[2]]")
      .replace("const db", "import { names } from 'elsewhere';\nconst db");
    put(root, { "package.json": '{"dependencies": {"kafkajs": "2.2.4"}}', "garage.js": unknown });
    const plan = await call("plan-dlq", {}, { root });
    expect(plan.status).toBe("inconclusive");
    expect(plan.unplanned[0]!.why).toContain('"channels" of .godmode/event.json');
    await expect(call("configure-dlq", { consumer: plan.unplanned[0]!.consumer }, { root })).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  test("a repository without consumers, and one that is not named right", async () => {
    const root = newFolder();
    expect(await call("plan-dlq", {}, { root })).toMatchObject({ status: "ok", actions: [], drift: false, next: [] });
    await expect(call("plan-dlq", { consumer: "billing/read.ts#order" }, { root: shop() })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("billing/read.ts#orders"),
    });
  });

  test("one that reads the rungs of a ladder has none of its own", async () => {
    const plan = await call("plan-dlq", {}, { root: "examples/orders" });
    expect(plan.consumers.map(({ consumer, rungs }) => [consumer, rungs])).toEqual([
      ["billing-service/src/main.ts#handleNow", ["orders.billing.retry.1s", "orders.billing.retry.5s", "orders.billing.retry.30s"]],
    ]);
    expect(plan.unplanned).toMatchObject([
      { consumer: "billing-service/src/main.ts#handleWhenDue", why: expect.stringContaining("rungs") },
    ]);
  });
});

test("a plan can be had as alert rules; a form for another broker is refused", async () => {
  const root = shop();
  const rules = await call("plan-dlq", { emit: "prometheus" }, { root });
  expect(rules.emitted).toContain("DlqNotEmpty");
  expect(rules.emitted).toContain("orders.billing.dlq");
  expect((await call("plan-dlq", { emit: "prometheus-tests" }, { root })).emitted).toContain("alert_rule_test");
  await expect(call("plan-dlq", { emit: "strimzi" }, { root })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
