import { connect } from "amqplib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { privateServer } from "../../../servers/servers.ts";
import { folderOf } from "../label.ts";
import type { World } from "./world.ts";

export async function rabbitmqWorld(): Promise<World> {
  const server = await privateServer("rabbitmq");
  const url = server.started.address["url"]!;
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  return {
    env: { AMQP_URL: url },
    async prepare(label) {
      if (label.definitions === undefined) await channel.assertQueue(label.channel, { durable: true });
      else await load(server.started.address, readFileSync(join(folderOf(label), label.definitions), "utf8"));
    },
    async publish(label, bodies) {
      for (const body of bodies) channel.sendToQueue(label.channel, Buffer.from(body), { persistent: true });
      await channel.waitForConfirms();
    },
    async isQuiet(label) {
      const { management } = server.started.address;
      const queue = (await (await fetch(`${management}/api/queues/%2f/${label.channel}`, { headers: guest })).json()) as {
        messages?: number;
      };
      return (await channel.checkQueue(label.channel)).messageCount === 0 && queue.messages === 0;
    },
    async end() {
      await connection.close();
      await server.end();
    },
  };
}

const guest = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}`, "content-type": "application/json" };

async function load({ management }: Readonly<Record<string, string>>, definitions: string): Promise<void> {
  const answer = await fetch(`${management}/api/definitions`, { method: "POST", headers: guest, body: definitions });
  if (!answer.ok) throw new Error(`Definitions refused: ${answer.status} ${await answer.text()}`);
}
