import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kafkaWire } from "../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { natsWire } from "../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import type { Place } from "../../src/verify/subjects/process/wire/place.ts";
import { rabbitWire } from "../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { sqsWire } from "../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import type { Wire } from "../../src/verify/subjects/process/wire/wire.ts";
import { folderOf, type Label } from "../../test/corpus/process/label.ts";
import { type Kind, privateServer } from "../../test/servers/servers.ts";

const kinds = { kafka: "kafka", rabbitmq: "rabbitmq", sqs: "fauxqs", nats: "nats" } as const satisfies Record<Label["broker"], Kind>;
const wires = { kafka: kafkaWire, rabbitmq: rabbitWire, sqs: sqsWire, nats: natsWire };

/** Servers that this run alone uses, each started when the first consumer wants it. */
export function ownServers(): { wireFor(label: Label): Promise<Wire>; end(): Promise<void> } {
  const started = new Map<string, ReturnType<typeof privateServer>>();
  let hosts = 0;
  return {
    async wireFor(label) {
      if (!started.has(label.broker)) started.set(label.broker, privateServer(kinds[label.broker]));
      const { address } = (await started.get(label.broker)!).started;
      const text = address["url"]!;
      const url = new URL(text.includes("://") ? text : `tcp://${text}`);
      const { management } = address;
      const place: Place = {
        host: url.hostname,
        port: Number(url.port),
        private: true,
        channel: label.channel,
        group: label.group,
        region: "us-east-1",
        isDead: (channel) => /dlq|dead/i.test(channel),
        isRetry: (channel) => /retry/i.test(channel),
        ...(management !== undefined && { management, user: address["user"]!, password: address["password"]! }),
      };
      if (label.definitions === undefined || management === undefined) return wires[label.broker](place);
      return rabbitWire({ ...place, vhost: await hostWith(label, management, `corpus${(hosts += 1)}`) });
    },
    async end() {
      for (const server of started.values()) await (await server).end();
    },
  };
}

/** A virtual host that has what its system brings along. */
async function hostWith(label: Label, management: string, vhost: string): Promise<string> {
  const put = async (method: string, path: string, body: string) => {
    const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}`, "content-type": "application/json" };
    const answer = await fetch(`${management}/api/${path}`, { method, headers, body });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  await put("PUT", `vhosts/${vhost}`, "{}");
  await put("POST", `definitions/${vhost}`, readFileSync(join(folderOf(label), label.definitions!), "utf8"));
  return vhost;
}
