import { describe, expect, test } from "vitest";
import { prometheusRules } from "../../../src/delivery/emit/prometheus.ts";
import { newVhost } from "../../brokers/rabbitmq/running.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { type Alert, prometheus, startPrometheus } from "../../servers/prometheus.ts";
import { hasTool } from "../../servers/tool.ts";
import { watched } from "./watched.ts";

const possible = hasTool(prometheus) && (await hasServer("rabbitmq"));

/** People have five minutes; the way from the alert to them takes one of them. */
const promiseMs = 4 * 60_000;

describe.skipIf(!possible)("a real scrape of RabbitMQ, every 30 seconds as Prometheus is usually set", () => {
  test(
    "A3: the rules fire within five minutes of the first dead letter, and of the first that is thrown away",
    async () => {
      const server = await serverOf("rabbitmq");
      const vhost = await newVhost(server);
      const consumer = watched("rabbitmq", `orders-${vhost.name}`, "billing");
      const { reader, resources } = consumer.topology;
      const session = await vhost.open();
      for (const resource of resources) await session.create(resource, "run-1");
      const running = await startPrometheus({
        "prometheus.yml": configuration(server.address["metrics"]!, vhost.name),
        "alerts.yml": prometheusRules([consumer]).rules,
      });
      try {
        await thrownAway(vhost);
        // The first scrape sees the counter before it rises, and the dead letter before it is there.
        await until(async () => (await running.alerts()).length === 0, 40_000);
        await new Promise((resolve) => setTimeout(resolve, 35_000));
        const began = performance.now();
        await session.publish(reader.deadLetter, { headers: {}, body: Buffer.from("poison") });
        await thrownAway(vhost);
        const firing = async (name: string) =>
          (await running.alerts()).find(({ labels, state }) => labels["alertname"] === name && state === "firing");
        await until(
          async () => (await firing("DlqNotEmpty")) !== undefined && (await firing("DeadLettersThrownAway")) !== undefined,
          promiseMs,
        );
        expect(performance.now() - began).toBeLessThan(promiseMs);
        expect((await firing("DlqNotEmpty"))!.labels).toMatchObject({
          queue: reader.deadLetter,
          vhost: vhost.name,
          consumer: consumer.consumer,
          severity: "warning",
        });
        expect((await firing("DeadLettersThrownAway"))!.labels).toMatchObject({ reason: "rejected" } satisfies Alert["labels"]);
        expect(await firing("DlqMetricAbsent")).toBeUndefined();
      } finally {
        await running.stop();
        await vhost.drop();
      }
    },
    promiseMs + 120_000,
  );
});

/** A message that is refused in a queue without dead letters. */
async function thrownAway({ management }: Awaited<ReturnType<typeof newVhost>>): Promise<void> {
  const queue = management.path("queues", "without");
  await management.put(queue, { durable: true, arguments: {} });
  await management.post(management.path("exchanges", "amq.default") + "/publish", {
    properties: {},
    routing_key: "without",
    payload: "x",
    payload_encoding: "string",
  });
  await management.post(`${queue}/get`, { count: 1, ackmode: "reject_requeue_false", encoding: "auto" });
}

function configuration(metrics: string, vhost: string): string {
  const { host } = new URL(metrics);
  const job = (name: string, path: string, params: object) => ({
    job_name: name,
    metrics_path: path,
    params,
    static_configs: [{ targets: [host] }],
  });
  return JSON.stringify({
    global: { scrape_interval: "30s", evaluation_interval: "30s" },
    rule_files: ["alerts.yml"],
    scrape_configs: [job("queues", "/metrics/detailed", { family: ["queue_coarse_metrics"], vhost: [vhost] }), job("node", "/metrics", {})],
  });
}

async function until(holds: () => Promise<boolean>, withinMs: number): Promise<void> {
  for (
    const deadline = performance.now() + withinMs;
    performance.now() < deadline;
    await new Promise((resolve) => setTimeout(resolve, 1000))
  )
    if (await holds()) return;
  throw new Error(`Not within ${withinMs} ms`);
}
