import { AckPolicy, connect, nanos } from "nats";
import type { Reader } from "../../../src/brokers/broker.ts";

/** Receives, sends on, waits for the answer, deletes: one message after the other, as a script would. */
export async function receiveSendDelete(
  env: Readonly<Record<string, string>>,
  { channel, deadLetter }: Reader,
  count: number,
): Promise<void> {
  const connection = await connect({ servers: env["NATS_URL"]! });
  const jetstream = connection.jetstream();
  const manager = await connection.jetstreamManager();
  const stream = await manager.streams.find(`${deadLetter}.0`);
  const { name } = await manager.consumers.add(stream, {
    filter_subject: `${deadLetter}.>`,
    ack_policy: AckPolicy.None,
    mem_storage: true,
    inactive_threshold: nanos(30_000),
  });
  const consumer = await jetstream.consumers.get(stream, name);
  for (let done = 0; done < count;) {
    for await (const message of await consumer.fetch({ max_messages: Math.min(500, count - done) })) {
      await jetstream.publish(channel, message.data, message.headers ? { headers: message.headers } : {});
      await manager.streams.deleteMessage(stream, message.info.streamSequence, false);
      done += 1;
    }
  }
  await connection.close();
}
