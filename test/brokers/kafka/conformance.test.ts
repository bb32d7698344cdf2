import { describe, test } from "vitest";
import { hasServer, privateServer, serverOf } from "../../servers/servers.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { running } from "./running.ts";

describe.skipIf(!(await hasServer("kafka")))("kafka", () => {
  test.concurrent.each([...deliveryCases, ...keepingCases])(
    "$name",
    async ({ name, run }) => {
      const alone = name.startsWith("a restart") ? await privateServer("kafka") : undefined;
      const broker = alone ? running(alone.started, alone.of) : running(await serverOf("kafka"));
      try {
        await run(broker);
      } finally {
        await broker.stop();
        await alone?.end();
      }
    },
    60_000,
  );
});
