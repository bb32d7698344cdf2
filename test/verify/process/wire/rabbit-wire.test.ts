import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { rabbitWire } from "../../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { hasServer, serverOf } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

const command = [process.execPath, "test/verify/process/wire/consumers/rabbitmq.mjs"];
const queue = [...messages.keys()];

describe.skipIf(!(await hasServer("rabbitmq")))("a process on its RabbitMQ server", async () => {
  const { address } = await serverOf("rabbitmq");
  const url = new URL(address["url"]!);
  const place: Place = {
    host: url.hostname,
    port: Number(url.port),
    management: address["management"]!,
    user: decodeURIComponent(url.username || "guest"),
    password: decodeURIComponent(url.password || "guest"),
    private: true,
    isDead: (channel) => channel.endsWith(".dlq"),
    isRetry: () => false,
  };
  const wire = rabbitWire(place);
  expect(await wire.open()).toBeUndefined();
  afterAll(() => wire.close());

  test("what it needs and does not make is made when it died for want of it", async () => {
    const rig = await startRig(wire, { command });
    await expect(rig.start("A")).rejects.toThrow(/ended/);
    await rig.end();
    expect(await wire.learn!()).toBe(true);
    const again = await startRig(wire, { command });
    await again.start("A");
    for (const event of queue) await again.play.put({ event, kind: "first" }, "A");
    await again.until("six", () => again.settled() === 6);
    expect(await again.play.quiet(2000)).toBe(true);
    expect(again.handled()).toEqual(messages.map(({ id }) => id));
    await again.end();
  });

  test.each([["1"], ["10"]])("a redelivery after the acknowledgement is the server's own, with a prefetch of %s", async (prefetch) => {
    const rig = await startRig(wire, { command: [...command, "", prefetch], comeAgain: [0, 1] });
    await rig.start("A");
    for (const event of [0, 1, 2]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("handled", () => rig.settled() === 3);
    await rig.play.put({ event: 1, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.settled() === 4);
    await rig.kill("A");
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.settled() === 5);
    const handed = rig.events.flatMap((event) => (event.what === "handed" ? [event.handed] : []));
    expect(handed.slice(3)).toMatchObject([
      { event: 1, kind: "redelivery", count: 2, redelivered: true },
      { event: 0, kind: "redelivery", count: 2, redelivered: true },
    ]);
    expect(await rig.play.quiet(2000)).toBe(true);
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

  test("one acknowledgement for many settles all of them but what is kept", async () => {
    const rig = await startRig(wire, { command: [...command, "multiple"], comeAgain: [1] });
    await rig.start("A");
    for (const event of [0, 1, 2]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("handled", () => rig.settled() === 1);
    expect(rig.events.findLast(({ what }) => what === "settled")).toMatchObject({ handed: [{ event: 0 }, { event: 1 }, { event: 2 }] });
    await rig.kill("A");
    await rig.start("A");
    await rig.play.put({ event: 1, kind: "redelivery" }, "A");
    await rig.until("again", () => rig.handled().length === 4);
    expect(rig.handled().at(-1)).toBe(messages[1]!.id);
    await rig.end();
  });

  test("what it sends is held, taken, and known", async () => {
    const rig = await startRig(wire, {
      command: [...command, "publish", "1"],
      publishing: (_, times) => (times === 2 ? "stop" : "forward"),
    });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("one", () => rig.settled() === 1);
    await rig.play.put({ event: 1, kind: "first" }, "A");
    await rig.until("asked", () => rig.publishings() === 2);
    await rig.kill("A");
    await rig.start("A");
    await rig.until("two", () => rig.settled() === 2);
    expect(await rig.play.published()).toMatchObject([
      { channel: "invoices", key: "invoice.created" },
      { channel: "invoices", key: "invoice.created" },
    ]);
    await rig.end();
  });

  test("its own topology is its own to make; what it rejects lies in its dead letter", async () => {
    const rig = await startRig(rabbitWire(place), { command: [...command, "declare"] });
    await rig.start("A");
    for (const event of queue) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("six", () => rig.settled() === 6);
    expect(await rig.play.quiet(2000)).toBe(true);
    expect(await rig.play.deadLetters()).toEqual([2]);
    await rig.end();
  });

  test("what it rejects into a queue from which it comes back is not dead", async () => {
    const rig = await startRig(rabbitWire(place), { command: [...command, "ladder"] });
    await rig.start("A");
    await rig.play.put({ event: 3, kind: "first" }, "A");
    await rig.until("rejected", () => rig.settled() === 1);
    expect(await rig.play.quiet(100)).toBe(false);
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled()).toHaveLength(2);
    expect(rig.events.filter(({ what }) => what === "dead")).toEqual([]);
    expect(await rig.play.deadLetters()).toEqual([]);
    await rig.end();
  });

  test("a message goes to the instance that it is meant for, as one that nobody has seen", async () => {
    const rig = await startRig(wire, { command });
    await rig.start("A");
    await rig.start("B");
    for (const event of queue) await rig.play.put({ event, kind: "first" }, "B");
    await rig.until("six", () => rig.settled() === 6);
    const handed = rig.events.flatMap((event) => (event.what === "handed" ? [event.handed] : []));
    expect(handed.map(({ instance, redelivered }) => `${instance} ${redelivered}`)).toEqual(queue.map(() => "B false"));
    await rig.end();
  });
});
