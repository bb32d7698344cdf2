import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

const command = [process.execPath, "test/verify/process/wire/consumers/kafka.mjs"];
const all = [...messages.keys()];

describe.skipIf(!(await hasServer("kafka")))("a process on its Kafka server", async () => {
  const server = await privateServer("kafka");
  const [host = "", port = ""] = server.started.address["url"]!.split(":");
  const place: Place = {
    host,
    port: Number(port),
    private: true,
    isDead: (channel) => channel.endsWith(".dlq"),
    isRetry: (channel) => channel.includes(".retry."),
  };
  const wire = kafkaWire(place);
  expect(await wire.open()).toBeUndefined();
  afterAll(async () => {
    await wire.close();
    await server.end();
  });

  test("a topic that it asks for is made; every record is handled and committed", async () => {
    const rig = await startRig(wire, { command });
    await rig.start("A");
    for (const event of all) await rig.play.put({ event, kind: "first" }, "A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    expect(rig.handled()).toEqual(messages.map(({ id }) => id));
    await rig.end();
  });

  test.each(["stop", "forward-silently"] as const)("killed at its commit: %s", async (passage) => {
    const rig = await startRig(wire, { command, settling: (_, times) => (times === 1 ? passage : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 1, kind: "first" }, "A");
    if (passage === "stop") await rig.until("asked", () => rig.settlings() === 1);
    else await rig.until("settled", () => rig.settled() === 1);
    await rig.kill("A");
    await rig.start("A");
    await rig.play.put({ event: 2, kind: "first" }, "A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    expect(rig.handled()).toHaveLength(passage === "stop" ? 3 : 2);
    await rig.end();
  });

  test("a rewind brings an event and everything behind it again", async () => {
    const rig = await startRig(wire, { command });
    await rig.start("A");
    for (const event of [0, 1, 2]) await rig.play.put({ event, kind: "first" }, "A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    await rig.play.rewind!(1);
    expect(await rig.play.quiet(15_000)).toBe(true);
    expect(rig.handled()).toEqual([0, 1, 2, 1, 2].map((event) => messages[event]!.id));
    await rig.end();
  });

  test("what it sends is held, taken, and known", async () => {
    const rig = await startRig(wire, { command: [...command, "publish"], publishing: (_, times) => (times === 2 ? "stop" : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    await rig.play.put({ event: 1, kind: "first" }, "A");
    await rig.until("asked", () => rig.publishings() === 2);
    await rig.kill("A");
    await rig.start("A");
    expect(await rig.play.quiet(10_000)).toBe(true);
    expect((await rig.play.published()).map(({ channel, key }) => `${channel} ${key}`)).toEqual(["invoices a0", "invoices a1"]);
    await rig.end();
  });
});
