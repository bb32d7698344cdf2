import { connect } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { natsWire } from "../../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

const command = [process.execPath, "test/verify/process/wire/consumers/nats.mjs"];

describe.skipIf(!(await hasServer("nats")))("a process on its NATS server", async () => {
  const server = await privateServer("nats");
  const { hostname, port } = new URL(server.started.address["url"]!);
  const place: Place = {
    host: hostname,
    port: Number(port),
    private: true,
    isDead: (channel) => channel.startsWith("dlq."),
    isRetry: () => false,
  };
  const wire = natsWire(place);
  await wire.open();
  afterAll(async () => {
    await wire.close();
    await server.end();
  });

  test("what it needs and does not make is made when it died for want of it", async () => {
    const rig = await startRig(wire, { command });
    await expect(rig.start("A")).rejects.toThrow(/ended/);
    await rig.end();
    expect(await wire.learn!()).toBe(true);
    const again = await startRig(wire, { command });
    await again.start("A");
    for (const event of messages.keys()) await again.play.put({ event, kind: "first" }, "A");
    await again.until("six", () => again.settled() === 6);
    expect(await again.play.quiet(2000)).toBe(true);
    expect(again.handled()).toEqual(messages.map(({ id }) => id));
    await again.end();
  });

  test("what it asks for messages without looking for it first is made", async () => {
    const rig = await startRig(wire, { command });
    const socket = connect((await rig.play.address("A")).ports[0]!, "127.0.0.1");
    let got = "";
    socket.on("data", (data) => (got += String(data)));
    socket.write('CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\nSUB _INBOX.c 1\r\n');
    socket.write('PUB $JS.API.CONSUMER.MSG.NEXT.LATER.billing _INBOX.c 32\r\n{"batch":1,"expires":5000000000}\r\n');
    await rig.until("ready", () => rig.events.some(({ what }) => what === "ready"));
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("here", () => got.includes("$JS.ACK.LATER.billing."));
    expect(rig.events.map(({ what }) => what)).toEqual(["ready", "handed"]);
    socket.destroy();
    await rig.end();
  });

  test("a redelivery after the acknowledgement is the server's own", async () => {
    const rig = await startRig(wire, { command, comeAgain: [0] });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("handled", () => rig.settled() === 1);
    await rig.kill("A");
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.settled() === 2);
    const handed = rig.events.flatMap((event) => (event.what === "handed" ? [event.handed] : []));
    expect(handed).toMatchObject([
      { event: 0, kind: "first", count: 1, redelivered: false },
      { event: 0, kind: "redelivery", count: 2, redelivered: true },
    ]);
    await rig.end();
  });

  test("what comes again goes to no request of a process that was killed", async () => {
    const rig = await startRig(wire, { command, comeAgain: [0, 1] });
    await rig.start("A");
    for (const event of [0, 1]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("handled", () => rig.settled() === 2);
    await rig.kill("A");
    await rig.play.address("A");
    for (const event of [0, 1]) await rig.play.put({ event, kind: "redelivery" }, "A");
    await rig.start("A");
    await rig.until("again", () => rig.settled() === 4);
    const handed = rig.events.flatMap((event) => (event.what === "handed" ? [`m${event.handed.event} ${event.handed.count}`] : []));
    expect(handed).toEqual(["m0 1", "m1 1", "m0 2", "m1 2"]);
    await rig.end();
  });

  test.each(["stop", "forward-silently"] as const)("killed at its acknowledgement: %s", async (passage) => {
    const rig = await startRig(wire, { command, settling: (_, times) => (times === 1 ? passage : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 1, kind: "first" }, "A");
    if (passage === "stop") await rig.until("asked", () => rig.settlings() === 1);
    else await rig.until("settled", () => rig.settled() === 1);
    await rig.kill("A");
    await rig.start("A");
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled()).toHaveLength(passage === "stop" ? 2 : 1);
    await rig.end();
  });

  test("what it sends is held, taken, and known", async () => {
    const rig = await startRig(wire, { command: [...command, "publish"], publishing: (_, times) => (times === 2 ? "stop" : "forward") });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("one", () => rig.settled() === 1);
    await rig.play.put({ event: 1, kind: "first" }, "A");
    await rig.until("asked", () => rig.publishings() === 2);
    await rig.kill("A");
    await rig.start("A");
    await rig.until("two", () => rig.settled() === 2);
    expect((await rig.play.published()).map(({ channel }) => channel)).toEqual(["invoices.created", "invoices.created"]);
    await rig.end();
  });

  test("a message that it refuses comes again", async () => {
    const rig = await startRig(wire, { command: [...command, "refuse"] });
    await rig.start("A");
    await rig.play.put({ event: 2, kind: "first" }, "A");
    await rig.until("twice", () => rig.settled() === 2);
    expect(rig.handled()).toHaveLength(2);
    await rig.end();
  });

  test("one acknowledgement for all before it settles all of them but what is kept", async () => {
    const rig = await startRig(wire, { command: [...command, "together"], comeAgain: [1] });
    await rig.start("A");
    for (const event of [0, 1, 2]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("settled", () => rig.settled() === 1);
    expect(rig.events.findLast(({ what }) => what === "settled")).toMatchObject({ handed: [{ event: 0 }, { event: 1 }, { event: 2 }] });
    expect(await rig.play.quiet(2000)).toBe(true);
    await rig.kill("A");
    await rig.start("A");
    await rig.play.put({ event: 1, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.handled().length === 4);
    expect(rig.handled().at(-1)).toBe(messages[1]!.id);
    await rig.end();
  });
});
