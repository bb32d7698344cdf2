import { afterAll, beforeAll, describe, test } from "vitest";
import type { Started } from "../../servers/server.ts";
import { hasServer, privateServer } from "../../servers/servers.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { running } from "./running.ts";

describe.skipIf(!(await hasServer("rabbitmq")))("RabbitMQ", () => {
  let server: Awaited<ReturnType<typeof privateServer>>;
  let started: Started;
  beforeAll(async () => {
    server = await privateServer("rabbitmq");
    started = server.started;
  }, 60_000);
  afterAll(() => server.of.stop(started).then(() => server.end()), 60_000);

  /** Without a word to anybody: the node dies and comes again on what it had written. */
  async function restart(): Promise<void> {
    process.kill(started.pids.at(-1)!, "SIGKILL");
    started = await server.of.start(started.folder, started);
  }

  test.each([...deliveryCases, ...keepingCases])(
    "$name",
    async ({ run }) => {
      const broker = await running(started, restart);
      try {
        await run(broker);
      } finally {
        await broker.stop();
      }
    },
    60_000,
  );
});
