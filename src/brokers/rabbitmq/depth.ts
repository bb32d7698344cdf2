import type { ConfirmChannel } from "amqplib";
import { inTime } from "./link.ts";

export interface Depth {
  readonly ready: number;
  readonly consumers: number;
}

/**
 * How many messages a queue has ready now, told by the queue itself. A quorum queue without a leader, as after a restart, says that it
 * has none and nobody reads it: such an answer is believed only when something is asked that needs the leader. Nothing is there to be
 * taken then; if something is, it is given back at once.
 */
export async function depthOf(channel: ConfirmChannel, queue: string, believed = false): Promise<Depth> {
  const { messageCount: ready, consumerCount: consumers } = await channel.checkQueue(queue);
  if (ready > 0 || consumers > 0 || believed) return { ready, consumers };
  const got = await inTime(channel.get(queue));
  if (got === false) return { ready, consumers };
  channel.nack(got, false, true);
  return { ready: 1 + got.fields.messageCount, consumers };
}
