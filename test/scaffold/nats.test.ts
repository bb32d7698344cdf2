import { describe, test } from "vitest";
import { nats } from "../../src/brokers/nats/broker.ts";
import { hasPostgres } from "../servers/postgres.ts";
import { hasServer, privateServer } from "../servers/servers.ts";
import { playTemplate } from "./template-cases.ts";

describe.skipIf(!hasPostgres()).each(["nats", "nats-newest"] as const)("the nats template on %s", async (kind) => {
  test.skipIf(!(await hasServer(kind)))(
    "one effect for each event, and what fails ends in its dead letter",
    async () => {
      const { started, end } = await privateServer(kind);
      try {
        const url = started.address["url"]!;
        await playTemplate({
          client: "nats",
          broker: nats,
          url,
          env: { NATS_URL: url },
          channel: "orders.placed",
          rungsMs: [300, 600, 900],
        });
      } finally {
        await end();
      }
    },
    60_000,
  );
});
