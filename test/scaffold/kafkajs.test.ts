import { describe, test } from "vitest";
import { kafka } from "../../src/brokers/kafka/broker.ts";
import { hasPostgres } from "../servers/postgres.ts";
import { hasServer, privateServer } from "../servers/servers.ts";
import { playTemplate } from "./template-cases.ts";

describe.skipIf(!hasPostgres()).each(["kafka"] as const)("the kafkajs template on %s", async (kind) => {
  test.skipIf(!(await hasServer(kind)))(
    "one effect for each event, and what fails ends in its dead letter",
    async () => {
      const { started, end } = await privateServer(kind);
      try {
        const url = started.address["url"]!;
        await playTemplate({
          client: "kafkajs",
          broker: kafka,
          url,
          env: { KAFKA_BROKERS: url },
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
