import { describe, expect, test } from "vitest";
import { inspect } from "../../../src/delivery/inspect.ts";
import { indexOf } from "../../../src/delivery/stack-place.ts";
import { newVhost } from "../../brokers/rabbitmq/running.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { watched } from "../emit/watched.ts";

describe.skipIf(!(await hasServer("rabbitmq")))("dead letters of other software on RabbitMQ", () => {
  test("causes are grouped, with the file of the repository that a stack names, and with the broker's own reason", async () => {
    const vhost = await newVhost(await serverOf("rabbitmq"));
    const { reader, resources } = watched("rabbitmq", "orders", "billing").topology;
    const { management } = vhost;
    try {
      const session = await vhost.open();
      for (const resource of resources) await session.create(resource, "run-1");
      for (const order of [4711, 4712]) await session.publish(reader.deadLetter, { headers: fault(order), body: Buffer.from("{}") });
      await session.publish(reader.channel, { headers: {}, body: Buffer.from("{}") });
      await until(async () => (await session.backlog(reader.channel)).ready === 1);
      await management.post(`${management.path("queues", reader.channel)}/get`, {
        count: 1,
        ackmode: "reject_requeue_false",
        encoding: "auto",
      });
      await until(async () => (await session.backlog(reader.deadLetter)).ready === 3);
      const { causes, depth } = await inspect(session, reader, Date.now(), 0, indexOf(["src/Billing/OnOrder.cs", "src/Other.cs"]));
      expect(depth).toBe(3);
      expect(causes).toMatchObject([
        {
          kind: "unknown",
          error: "Shop.CardRefused",
          message: "order # refused",
          thrownAt: { file: "src/Billing/OnOrder.cs", line: 12 },
          dialect: "masstransit",
          count: 2,
        },
        { kind: "unknown", error: "x-death rejected", message: "", dialect: "x-death", count: 1 },
      ]);
    } finally {
      await vhost.drop();
    }
  }, 60_000);
});

function fault(order: number): Record<string, string> {
  return {
    "MT-Fault-ExceptionType": "Shop.CardRefused",
    "MT-Fault-Message": `order ${order} refused`,
    "MT-Fault-StackTrace": "   at Shop.OnOrder.Consume(Order order) in /build/src/Billing/OnOrder.cs:line 12",
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100)))
    if (await holds()) return;
  throw new Error("Not within 20 s");
}
