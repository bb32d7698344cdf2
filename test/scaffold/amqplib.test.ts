import { describe, test } from "vitest";
import { rabbitmq } from "../../src/brokers/rabbitmq/broker.ts";
import { hasPostgres } from "../servers/postgres.ts";
import { hasServer, privateServer } from "../servers/servers.ts";
import { playTemplate } from "./template-cases.ts";

describe.skipIf(!hasPostgres()).each(["rabbitmq"] as const)("the amqplib template on %s", async (kind) => {
  test.skipIf(!(await hasServer(kind)))(
    "one effect for each event, and what fails ends in its dead letter",
    async () => {
      const { started, end } = await privateServer(kind);
      try {
        const url = started.address["url"]!;
        await playTemplate({
          client: "amqplib",
          broker: rabbitmq,
          url,
          ...(started.address["management"] !== undefined && { management: started.address["management"] }),
          env: { AMQP_URL: url },
          channel: "orders",
          rungsMs: [300, 600, 900],
        });
      } finally {
        await end();
      }
    },
    60_000,
  );
});
