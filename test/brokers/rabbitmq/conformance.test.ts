import { setTimeout as sleep } from "node:timers/promises";
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
  afterAll(async () => {
    await server.of.stop(started);
    await server.end();
  }, 60_000);

  /**
   * Without a word to anybody: the node dies and comes again on what it had written. It writes the names of new quorum queues down
   * only after a while (3.10): one that is younger is not found again.
   */
  async function restart(): Promise<void> {
    await sleep(2500);
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
