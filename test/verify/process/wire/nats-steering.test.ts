import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { natsWire } from "../../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, type Rig, startRig } from "./rig.ts";

const ways = ["workers", "fetch", "push"] as const;
type Way = (typeof ways)[number];

const handedTo = ({ events }: Rig) => events.flatMap((event) => (event.what === "handed" ? [event.handed.instance] : []));

describe.skipIf(!(await hasServer("nats")))("two processes on one durable of NATS", async () => {
  const server = await privateServer("nats");
  const { hostname, port } = new URL(server.started.address["url"]!);
  const place: Place = { host: hostname, port: Number(port), private: true, isDead: () => false, isRetry: () => false };
  const wires = new Map(ways.map((way) => [way, natsWire(place)]));
  afterAll(async () => {
    for (const wire of wires.values()) await wire.close();
    await server.end();
  });

  /** What it died for want of is there when it has died often enough. */
  async function started(way: Way | "whole", slowMs: string): Promise<Rig> {
    const wire = wires.get(way === "whole" ? "fetch" : way)!;
    const command = [process.execPath, "test/verify/process/wire/consumers/nats-ways.mjs", way, slowMs];
    for (;;) {
      const rig = await startRig(wire, { command });
      try {
        await rig.start("A");
        return rig;
      } catch (error) {
        await rig.end();
        if (!(await wire.learn!())) throw error;
      }
    }
  }

  test.each(ways)("%s: each copy goes to the one that it is for, whoever asked first", async (way) => {
    const rig = await started(way, "50");
    await rig.start("B");
    for (let times = 0; times < 3; times++) {
      await Promise.all([rig.play.put({ event: times, kind: "first" }, "A"), rig.play.put({ event: times, kind: "producer" }, "B")]);
      await rig.until("both", () => rig.settled() === 2 * (times + 1));
    }
    for (const to of ["B", "B", "A", "A", "B"]) {
      const before = rig.settled();
      await rig.play.put({ event: 3, kind: "producer" }, to);
      await rig.until("one more", () => rig.settled() === before + 1);
      expect(handedTo(rig).at(-1)).toBe(to);
    }
    const first = handedTo(rig).slice(0, 6);
    for (const at of [0, 2, 4]) expect(first.slice(at, at + 2).sort()).toEqual(["A", "B"]);
    expect(await rig.play.quiet(3000)).toBe(true);
    expect(rig.handled()).toHaveLength(11);
    await rig.end();
  });

  test("who waits for ten gets the one that is there soon, and what comes later too", async () => {
    const rig = await started("whole", "0");
    const began = performance.now();
    for (const event of [0, 1, 2]) {
      await rig.play.put({ event, kind: "first" }, "A");
      await rig.until("settled", () => rig.settled() === event + 1);
    }
    // Each of its requests would last for 20 s.
    expect(performance.now() - began).toBeLessThan(10_000);
    await Promise.all([3, 4].map((event) => rig.play.put({ event, kind: "first" }, "A")));
    await rig.until("both", () => rig.settled() === 5);
    expect(rig.handled()).toEqual(messages.slice(0, 5).map(({ id }) => id));
    expect(await rig.play.quiet(3000)).toBe(true);
    await rig.end();
  });

  test.each(ways)("%s: what was for one that is dead goes to the other one", async (way) => {
    const rig = await started(way, "300");
    await rig.start("B");
    await rig.play.put({ event: 0, kind: "first" }, "B");
    await rig.until("begun", () => handedTo(rig).length === 1);
    expect(handedTo(rig)).toEqual(["B"]);
    await rig.kill("B");
    await rig.until("done", () => rig.settled() === 1);
    expect(handedTo(rig)).toEqual(["B", "A"]);
    for (const event of [1, 2, 3, 4, 5]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("all", () => rig.settled() === 6);
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled()).toEqual(messages.map(({ id }) => id));
    await rig.end();
  });
});
