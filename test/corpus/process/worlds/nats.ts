import { AckPolicy, connect, DeliverPolicy } from "nats";
import { privateServer } from "../../../servers/servers.ts";
import type { World } from "./world.ts";

export async function natsWorld(): Promise<World> {
  const server = await privateServer("nats");
  const url = server.started.address["url"]!;
  const connection = await connect({ servers: url });
  const manager = await connection.jetstreamManager();
  return {
    env: { NATS_URL: url },
    async prepare({ channel, group, publishes = [] }) {
      if (publishes.length > 0) await manager.streams.add({ name: "OUTBOUND", subjects: [...publishes] });
      await manager.streams.add({ name: channel, subjects: [`${channel.toLowerCase()}.>`] });
      await manager.streams.add({ name: `${channel}_DLQ`, subjects: [`dlq.${channel}.>`] });
      await manager.consumers.add(channel, {
        durable_name: group,
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        ack_wait: 3e9,
        max_deliver: 8,
      });
    },
    async publish({ channel }, bodies) {
      for (const body of bodies) await connection.jetstream().publish(`${channel.toLowerCase()}.placed`, body);
    },
    async isQuiet({ channel, group }) {
      const info = await manager.consumers.info(channel, group);
      return info.num_pending === 0 && info.num_ack_pending === 0;
    },
    async end() {
      await connection.close();
      await server.end();
    },
  };
}
