import { describe, test } from "vitest";
import { hasServer } from "../../servers/servers.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { natsKinds, running } from "./running.ts";

describe.each(natsKinds)("%s", async (kind) => {
  describe.skipIf(!(await hasServer(kind)))("conformance", () => {
    test.concurrent.each([...deliveryCases, ...keepingCases])(
      "$name",
      async ({ run }) => {
        const broker = await running(kind);
        try {
          await run(broker);
        } finally {
          await broker.stop();
        }
      },
      60_000,
    );
  });
});
