import { connect } from "amqplib";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serverOf } from "../../../servers/servers.ts";
import { folderOf } from "../label.ts";
import type { World } from "./world.ts";

const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}`, "content-type": "application/json" };

/** A virtual host of its own on the server that all share. */
export async function rabbitmqWorld(): Promise<World> {
  const { url, management } = (await serverOf("rabbitmq")).address;
  const host = `corpus-${randomUUID().slice(0, 8)}`;
  const ask = async (method: string, path: string, body?: string): Promise<unknown> => {
    const answer = await fetch(`${management}/api/${path}`, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  await ask("PUT", `vhosts/${host}`);
  const connection = await connect(`${url}/${host}`);
  const channel = await connection.createConfirmChannel();
  return {
    env: { AMQP_URL: `${url}/${host}` },
    async prepare(label) {
      if (label.definitions === undefined) await channel.assertQueue(label.channel, { durable: true });
      else await ask("POST", `definitions/${host}`, readFileSync(join(folderOf(label), label.definitions), "utf8"));
    },
    async publish(label, bodies) {
      for (const body of bodies) channel.sendToQueue(label.channel, Buffer.from(body), { persistent: true });
      await channel.waitForConfirms();
    },
    async isQuiet(label) {
      const { messages } = (await ask("GET", `queues/${host}/${label.channel}`)) as { messages?: number };
      return (await channel.checkQueue(label.channel)).messageCount === 0 && messages === 0;
    },
    async end() {
      await connection.close();
      await ask("DELETE", `vhosts/${host}`);
    },
  };
}
