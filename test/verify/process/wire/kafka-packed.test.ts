import { expect, test } from "vitest";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { missingPython, pythonProgram } from "../../../servers/python.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";

test("what librdkafka packs is known as it was sent", async () => {
  if (missingPython() !== undefined || !(await hasServer("kafka"))) return console.warn("NOT TESTED: no Python or no Kafka");
  const ways = ["none", "gzip", "snappy", "lz4", "zstd"];
  const server = await privateServer("kafka");
  const [host = "", port = ""] = server.started.address["url"]!.split(":");
  const wire = kafkaWire({ host, port: Number(port), private: true, isDead: () => false, isRetry: () => false });
  try {
    const rig = await startRig(wire, { command: [pythonProgram(), "test/verify/process/wire/consumers/python/kafka_packed.py", ...ways] });
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    expect(await rig.play.quiet(20_000)).toBe(true);
    const body = Buffer.from(messages[0]!.body).toString().repeat(40);
    const sent = (await rig.play.published()).map(({ key, body: found }) => [key, Buffer.from(found).toString()]);
    expect(sent).toEqual(ways.map((way) => [way, body]));
    expect(rig.events.filter(({ what }) => what === "strange")).toEqual([]);
    await rig.end();
  } finally {
    await wire.close();
    await server.end();
  }
}, 60_000);
