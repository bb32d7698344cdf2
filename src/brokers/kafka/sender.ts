import type { Producer } from "kafkajs";
import type { Message } from "../broker.ts";
import { type Client, producerOf } from "./client.ts";
import { noTopic, toolError } from "./errors.ts";
import type { Log } from "./log.ts";
import { toRecord } from "./record.ts";

/** Stores records; what it has stored is on all replicas that are in step. */
export interface Sender {
  /** `near`: to the partition of that number where there is one, so that what was together stays together. */
  send(topic: string, message: Message, near?: number): Promise<void>;
  /** Topics may have been made or removed. */
  forget(): void;
  close(): Promise<void>;
}

/** Connects at the first record. */
export function senderOf(client: Client, log: Log): Sender {
  const counts = new Map<string, Promise<number>>();
  let producer: Promise<Producer> | undefined;

  /** Asked for once, however many records wait for the answer. */
  function countOf(topic: string): Promise<number> {
    const known = counts.get(topic);
    if (known) return known;
    const asked = log.shape(topic).then((shape) => shape?.partitions ?? Promise.reject(noTopic(topic, client.connection)));
    counts.set(topic, asked);
    asked.catch(() => counts.delete(topic));
    return asked;
  }

  return {
    async send(topic, message, near) {
      const count = await countOf(topic);
      const record = toRecord(message);
      const messages = [{ ...record, ...(near !== undefined && near < count && { partition: near }) }];
      const to = await (producer ??= producerOf(client));
      try {
        await to.send({ topic, acks: -1, messages });
      } catch (error) {
        counts.delete(topic);
        throw toolError(error, client.connection, `Storing a record in topic ${topic}`);
      }
    },
    forget: () => counts.clear(),
    async close() {
      const open = await producer?.catch(() => undefined);
      await open?.disconnect().catch(() => undefined);
    },
  };
}
