import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cutConnections, killBroker, killIn, type Window, windows } from "../../../scripts/chaos/rabbitmq.ts";
import type { Started } from "../../servers/server.ts";
import { hasServer, privateServer } from "../../servers/servers.ts";

describe.skipIf(!(await hasServer("rabbitmq")))("crashes on RabbitMQ", () => {
  let server: Awaited<ReturnType<typeof privateServer>>;
  let node: { started: Started; of: typeof server.of };
  beforeAll(async () => {
    server = await privateServer("rabbitmq");
    node = { started: server.started, of: server.of };
  }, 60_000);
  afterAll(async () => {
    await node.of.stop(node.started);
    await server.end();
  }, 60_000);

  test.each(Object.keys(windows) as Window[])(
    "R7 %s: nothing lost",
    async (window) => {
      const { lost, duplicated, times } = await killIn(window, 2, node.started);
      expect(lost).toBe(0);
      // What was stored and not acknowledged comes by the rung and by the queue: as often as the kill struck, and no oftener.
      expect(duplicated).toBe(window.includes("before the confirm") || window.includes("before the ack") ? times : 0);
    },
    60_000,
  );

  test("cut connections lose nothing", async () => {
    expect(await cutConnections(5, node.started)).toMatchObject({ lost: 0 });
  }, 60_000);

  test("R8 a broker that is killed while messages wait on the ladder loses nothing", async () => {
    expect(await killBroker(1, node)).toMatchObject({ lost: 0, sent: 50 });
  }, 60_000);
});
