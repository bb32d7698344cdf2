import { connect } from "nats";

/** Receives, sends elsewhere, waits for the confirm, deletes: one message after the other, as a script would. */
export async function bareNats(servers: string, stream: string, from: string, to: string, count: number): Promise<void> {
  const connection = await connect({ servers });
  const stored = connection.jetstream();
  const manager = await connection.jetstreamManager();
  await manager.streams.add({ name: "BARE", subjects: [to] });
  const { name } = await manager.consumers.add(stream, {
    filter_subject: from,
    ack_policy: "none" as never,
    mem_storage: true,
    inactive_threshold: 30e9,
  });
  const consumer = await stored.consumers.get(stream, name);
  for (let done = 0; done < count;) {
    for await (const message of await consumer.fetch({ max_messages: Math.min(500, count - done) })) {
      await stored.publish(to, message.data, message.headers ? { headers: message.headers } : {});
      await manager.streams.deleteMessage(stream, message.info.streamSequence);
      done += 1;
    }
  }
  await manager.streams.delete("BARE");
  await connection.close();
}
