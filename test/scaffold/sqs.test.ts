import { describe, test } from "vitest";
import { sqs } from "../../src/brokers/sqs/broker.ts";
import { hasPostgres } from "../servers/postgres.ts";
import { hasServer, privateServer } from "../servers/servers.ts";
import { playTemplate } from "./template-cases.ts";

describe.skipIf(!hasPostgres()).each(["fauxqs", "moto"] as const)("the sqs template on %s", async (kind) => {
  test.skipIf(!(await hasServer(kind)))(
    "one effect for each event, and what fails ends in its dead letter",
    async () => {
      const { started, end } = await privateServer(kind);
      try {
        const url = started.address["url"]!;
        await playTemplate({
          client: "@aws-sdk/client-sqs",
          broker: sqs,
          url,
          env: { AWS_ENDPOINT_URL: url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
          channel: "orders",
          rungsMs: [1000, 1000, 2000],
        });
      } finally {
        await end();
      }
    },
    60_000,
  );
});
