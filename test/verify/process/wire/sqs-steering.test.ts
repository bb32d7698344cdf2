import { afterAll, describe, expect, test } from "vitest";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { sqsWire } from "../../../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, type Rig, startRig } from "./rig.ts";

const commandOf = (workers: number, slowMs: number) =>
  [process.execPath, "test/verify/process/wire/consumers/sqs-workers.mjs", String(workers), String(slowMs)] as const;

const handedTo = ({ events }: Rig) => events.flatMap((event) => (event.what === "handed" ? [event.handed.instance] : []));

describe.each(["fauxqs", "moto"] as const)("two processes on one queue (%s)", async (kind) => {
  if (!(await hasServer(kind))) return test.skip("no server", () => undefined);
  const server = await privateServer(kind);
  const { hostname, port } = new URL(server.started.address["url"]!);
  const place: Place = { host: hostname, port: Number(port), private: true, isDead: () => false, isRetry: () => false };
  const wire = sqsWire(place);
  afterAll(async () => {
    await wire.close();
    await server.end();
  });

  test.each([1, 4])("each copy goes to the one that it is for, whoever asked first (%i loops)", async (workers) => {
    const rig = await startRig(wire, { command: commandOf(workers, 50) });
    await rig.start("A");
    await rig.start("B");
    for (let times = 0; times < 3; times++) {
      await Promise.all([rig.play.put({ event: times, kind: "first" }, "A"), rig.play.put({ event: times, kind: "producer" }, "B")]);
      await rig.until("both", () => rig.settled() === 2 * (times + 1));
      expect(handedTo(rig).slice(-2).sort()).toEqual(["A", "B"]);
    }
    for (const to of ["B", "B", "A", "A", "B"]) {
      const before = rig.settled();
      await rig.play.put({ event: 3, kind: "producer" }, to);
      await rig.until("one more", () => rig.settled() === before + 1);
      expect(handedTo(rig).at(-1)).toBe(to);
    }
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled()).toHaveLength(11);
    await rig.end();
  });

  test("one that was asked to go sees its long poll answered, and so its successor's are not", async () => {
    const rig = await startRig(wire, { command: [] });
    const { ports } = await rig.play.address("A");
    const poll = async () => {
      const answer = await fetch(`http://127.0.0.1:${ports[0]}/`, {
        method: "POST",
        headers: {
          "x-amz-target": "AmazonSQS.ReceiveMessage",
          "content-type": "application/x-amz-json-1.0",
          authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
        },
        body: JSON.stringify({ QueueUrl: "http://127.0.0.1/000000000000/orders", WaitTimeSeconds: 20 }),
      });
      return (await answer.json()) as { Messages?: { Body: string }[] };
    };
    const began = performance.now();
    const polled = poll();
    await rig.until("asked", () => rig.events.some(({ what }) => what === "ready"));
    rig.play.leaving!("A");
    expect([await polled, await poll()]).toEqual([{}, {}]);
    expect(performance.now() - began).toBeLessThan(10_000);
    rig.play.gone!("A");
    const again = poll();
    await rig.until("asked again", () => rig.events.filter(({ what }) => what === "ready").length === 2);
    await rig.play.put({ event: 0, kind: "first" }, "A");
    expect((await again).Messages).toHaveLength(1);
    await rig.end();
  });

  test("what was for one that is dead goes to the other one", async () => {
    const rig = await startRig(wire, { command: commandOf(2, 300) });
    await rig.start("A");
    await rig.start("B");
    await rig.play.put({ event: 0, kind: "first" }, "B");
    await rig.until("begun", () => handedTo(rig).length === 1);
    await rig.kill("B");
    rig.play.gone!("B");
    await rig.until("done", () => rig.settled() === 1);
    expect(handedTo(rig)).toEqual(["B", "A"]);
    for (const event of [1, 2, 3, 4, 5]) await rig.play.put({ event, kind: "first" }, "A");
    await rig.until("all", () => rig.settled() === 6);
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled().sort()).toEqual(messages.map(({ id }) => id));
    await rig.end();
  });
});
