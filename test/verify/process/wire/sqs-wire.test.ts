import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { sqsWire } from "../../../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

const command = [process.execPath, "test/verify/process/wire/consumers/sqs.mjs"];
const all = [...messages.keys()];

describe.each(["fauxqs", "moto"] as const)("a process on SQS (%s)", async (kind) => {
  if (!(await hasServer(kind))) return test.skip("no server", () => undefined);
  const server = await privateServer(kind);
  const { hostname, port } = new URL(server.started.address["url"]!);
  const place: Place = {
    host: hostname,
    port: Number(port),
    private: true,
    isDead: (channel) => channel.endsWith("-dlq"),
    isRetry: () => false,
  };
  const wire = sqsWire(place);
  afterAll(async () => {
    await wire.close();
    await server.end();
  });

  test("queues that it asks for are made; every message is handled and deleted", async () => {
    expect(await wire.open()).toBeUndefined();
    const rig = await startRig(wire, { command });
    await rig.start("A");
    for (const event of all) await rig.play.put({ event, kind: "first" }, "A");
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled().sort()).toEqual(messages.map(({ id }) => id));
    await rig.end();
  });

  test("a redelivery after the deletion is the server's own", async () => {
    const rig = await startRig(wire, { command, comeAgain: [0] });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("handled", () => rig.settled() === 1);
    await rig.play.put({ event: 0, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.settled() === 2);
    const handed = rig.events.flatMap((event) => (event.what === "handed" ? [event.handed] : []));
    expect(handed).toMatchObject([
      { event: 0, kind: "first", count: 1, redelivered: false },
      { event: 0, kind: "redelivery", count: 2, redelivered: true },
    ]);
    await rig.end();
  });

  test.each(["stop", "forward-silently"] as const)("killed at its deletion: %s", async (passage) => {
    const rig = await startRig(wire, { command, settling: (_, times) => (times === 1 ? passage : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 1, kind: "first" }, "A");
    if (passage === "stop") await rig.until("asked", () => rig.settlings() === 1);
    else await rig.until("settled", () => rig.settled() === 1);
    await rig.kill("A");
    rig.play.gone!("A");
    await rig.start("A");
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled()).toHaveLength(passage === "stop" ? 2 : 1);
    await rig.end();
  });

  test("what it sends is held, taken, and known; what it leaves comes again", async () => {
    const rig = await startRig(wire, { command: [...command, "publish"], publishing: (_, times) => (times === 2 ? "stop" : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    expect(await rig.play.quiet(5000)).toBe(true);
    await rig.play.put({ event: 1, kind: "first" }, "A");
    await rig.until("asked", () => rig.publishings() === 2);
    await rig.kill("A");
    rig.play.gone!("A");
    await rig.start("A");
    expect(await rig.play.quiet(5000)).toBe(true);
    expect((await rig.play.published()).map(({ channel }) => channel)).toEqual(["invoices", "invoices"]);
    await rig.end();
    const failing = await startRig(wire, { command: [...command, "fail"] });
    await failing.start("A");
    await failing.play.put({ event: 2, kind: "first" }, "A");
    expect(await failing.play.quiet(8000)).toBe(true);
    expect(failing.handled()).toHaveLength(2);
    await failing.end();
  });
});
