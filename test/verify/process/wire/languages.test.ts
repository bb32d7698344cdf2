import { expect, test } from "vitest";
import { rabbitWire } from "../../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { kafkaWire } from "../../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { natsWire } from "../../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { sqsWire } from "../../../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import type { Wire } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { javaArguments, missingJava } from "../../../servers/java.ts";
import { missingPython, pythonProgram } from "../../../servers/python.ts";
import { hasServer, type Kind, privateServer, serverOf } from "../../../servers/servers.ts";
import { messages, type Rig, startRig } from "./rig.ts";

const python = async (file: string) => [pythonProgram(), `test/verify/process/wire/consumers/python/${file}.py`];
const java = async (main: string) => ["java", ...(await javaArguments("test/verify/process/wire/consumers/java")), main];

const sent = ({ events }: Rig) => events.filter(({ what }) => what === "sent");

const cases: {
  client: string;
  kind: Kind;
  wire: (place: Place) => Wire;
  missing: () => string | undefined;
  command: () => Promise<string[]>;
}[] = [
  { client: "pika", kind: "rabbitmq", wire: rabbitWire, missing: missingPython, command: () => python("rabbitmq") },
  { client: "confluent-kafka", kind: "kafka", wire: kafkaWire, missing: missingPython, command: () => python("kafka") },
  { client: "boto3", kind: "fauxqs", wire: sqsWire, missing: missingPython, command: () => python("sqs") },
  { client: "nats-py", kind: "nats", wire: natsWire, missing: missingPython, command: () => python("nats_pull") },
  { client: "Java amqp-client", kind: "rabbitmq", wire: rabbitWire, missing: missingJava, command: () => java("RabbitConsumer") },
  { client: "Java kafka-clients", kind: "kafka", wire: kafkaWire, missing: missingJava, command: () => java("KafkaOrders") },
];

test.each(cases)(
  "$client: killed before its acknowledgement, then after what it sent",
  async ({ kind, wire: wireOf, missing, command }) => {
    if (missing() !== undefined || !(await hasServer(kind))) return console.warn(`NOT TESTED: ${missing() ?? `no ${kind}`}`);
    const isShared = kind === "rabbitmq";
    const server = isShared ? undefined : await privateServer(kind);
    const { address } = server?.started ?? (await serverOf(kind));
    const url = new URL(address["url"]!.includes("://") ? address["url"]! : `kafka://${address["url"]}`);
    const place: Place = {
      host: url.hostname,
      port: Number(url.port),
      private: !isShared,
      isDead: () => false,
      isRetry: () => false,
      ...(address["management"] !== undefined && { management: address["management"] }),
    };
    const wire = wireOf(place);
    expect(await wire.open()).toBeUndefined();
    try {
      const rig: Rig = await startRig(wire, {
        command: await command(),
        settling: (event, times) => (event === 0 && times === 1 ? "stop" : "forward"),
        // Not by how often it asks: what the broker refuses is sent again.
        publishing: () => (sent(rig).length === 2 ? "forward-silently" : "forward"),
      });
      const restart = async () => {
        await rig.kill("A");
        rig.play.gone?.("A");
        await rig.start("A");
      };
      await rig.start("A");
      await rig.play.put({ event: 0, kind: "first" }, "A");
      await rig.until("asked", () => rig.settlings() === 1);
      await restart();
      expect(await rig.play.quiet(10_000)).toBe(true);
      await rig.play.put({ event: 1, kind: "first" }, "A");
      await rig.until("sent", () => sent(rig).length === 3);
      await restart();
      await rig.play.put({ event: 2, kind: "first" }, "A");
      expect(await rig.play.quiet(10_000)).toBe(true);
      expect(rig.handled()).toEqual([0, 0, 1, 1, 2].map((event) => messages[event]!.id));
      expect(await rig.play.published()).toHaveLength(5);
      expect(rig.events.filter(({ what }) => what === "strange")).toEqual([]);
      await rig.end();
    } finally {
      await wire.close();
      await server?.end();
    }
  },
  60_000,
);
