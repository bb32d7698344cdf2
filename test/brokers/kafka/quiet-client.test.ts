import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { hasServer, serverOf } from "../../servers/servers.ts";

describe.skipIf(!(await hasServer("kafka")))("kafkajs on this Node", () => {
  test("K7: nothing is said on stderr, and a closed session lets its process end", async () => {
    const { url } = (await serverOf("kafka")).address;
    const broker = new URL("../../../src/brokers/kafka/broker.ts", import.meta.url).href;
    const clock = new URL("../../../src/brokers/clock.ts", import.meta.url).href;
    const program = `
      const { kafka } = await import(${JSON.stringify(broker)});
      const { realClock } = await import(${JSON.stringify(clock)});
      const session = await kafka.open({ root: "/", connection: "test", address: { url: ${JSON.stringify(url)} }, clock: realClock(() => Date.now()) });
      await session.publish("nowhere", { headers: {}, body: Buffer.from("a") }).catch((error) => console.log(error.code));
      await session.close();
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      encoding: "utf8",
      timeout: 15_000,
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "NOT_FOUND\n", stderr: "" });
  });
});
