import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import avro from "avsc";
import { expect, test } from "vitest";
import { realClock } from "../../../src/brokers/clock.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { call } from "../../../src/index.ts";
import { hasServer, privateServer } from "../../servers/servers.ts";
import { newFolder } from "../../workspace/hostile-repository.ts";

const consumer = "billing-service/src/main.ts#handleNow";
const deadLetter = "orders.billing.dlq";

const order = {
  event_id: "5e1d7c80-8c1f-4f0a-9a51-0c7b1b5f3a01",
  event_type: "order.placed",
  event_version: "1.0",
  source: "order-service",
  timestamp: "2026-05-04T10:00:00.000Z",
  correlation_id: "5e1d7c80-8c1f-4f0a-9a51-0c7b1b5f3a02",
  data: { order_id: "o-1", customer_id: "c-1", amount_cents: 1250, currency: "EUR", coupon: null },
};

test.skipIf(!(await hasServer("kafka")))(
  "examples/orders: what its service cannot read lies in its dead letter, and comes back to it through its entry once it can",
  async () => {
    const { started, end } = await privateServer("kafka");
    const root = newFolder();
    cpSync("examples/orders", root, { recursive: true, filter: (path) => !path.includes("node_modules") });
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
    const url = started.address["url"]!;
    const settings = { connections: { it: { kind: "kafka", url } }, consumers: { [consumer]: { connection: "it" } } };
    writeFileSync(join(root, ".godmode/event.json"), JSON.stringify(settings));
    const session = await kafka.open({ root, connection: "it", address: { url }, clock: realClock(() => Date.now()) });
    let service: ChildProcess | undefined;
    let said = "";
    const start = () => {
      const env = { PATH: process.env["PATH"], KAFKA_BROKERS: url, DATABASE: "billing.db", KAFKAJS_NO_PARTITIONER_WARNING: "1" };
      service = spawn(process.execPath, ["billing-service/src/main.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [service.stdout!, service.stderr!]) stream.on("data", (bytes: Buffer) => (said += bytes.toString()));
    };
    const depth = async () => (await session.backlog(deadLetter).catch(() => ({ ready: -1 }))).ready;
    const charges = () => {
      const db = new DatabaseSync(join(root, "billing.db"), { readOnly: true });
      try {
        return db.prepare("SELECT order_id, amount_cents FROM charges").all();
      } finally {
        db.close();
      }
    };
    const soon = { timeout: 60_000, interval: 200 };
    try {
      start();
      await expect.poll(depth, soon).toBe(0);
      // Written with a version that this service does not have yet.
      const schema = readFileSync(join(root, "schemas/order.placed/2.avsc"), "utf8");
      const body = avro.Type.forSchema(JSON.parse(schema) as avro.Schema).toBuffer(order);
      await session.publish("orders", { key: "o-1", headers: { schema: "order.placed/3", event_id: order.event_id }, body });
      await expect.poll(depth, { ...soon, message: said }).toBe(1);
      const looked = await call("inspect-dlq", { consumer }, { root });
      expect(looked.deadLetters[0]).toMatchObject({ depth: 1, causes: [{ error: "UndecodableError" }] });
      expect(charges()).toEqual([]);

      // With the schema it can read the event; the service is started again.
      writeFileSync(join(root, "schemas/order.placed/3.avsc"), schema);
      service!.kill("SIGTERM");
      await once(service!, "exit");
      start();
      const back = () => call("redrive-dlq", { consumer, apply: 1, allowBrokerWrite: true }, { root });
      expect(await call("redrive-dlq", { consumer }, { root })).toMatchObject({ dryRun: true, matching: 1 });
      expect(await back()).toMatchObject({ sent: 1, left: 0 });
      await expect.poll(charges, { ...soon, message: said }).toEqual([{ order_id: "o-1", amount_cents: 1250 }]);
      expect(await depth()).toBe(0);
    } finally {
      service?.kill("SIGKILL");
      await session.close();
      await end();
    }
  },
  180_000,
);
