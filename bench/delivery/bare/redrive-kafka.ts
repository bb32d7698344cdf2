import { Kafka, logLevel, Partitioners } from "kafkajs";
import type { Reader } from "../../../src/brokers/broker.ts";

/** Receives, sends on, waits for the answer, commits: one record after the other, as a script would. */
export async function receiveSendDelete(
  env: Readonly<Record<string, string>>,
  { channel, deadLetter }: Reader,
  count: number,
): Promise<void> {
  const kafka = new Kafka({ brokers: [env["KAFKA_BROKERS"]!], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const consumer = kafka.consumer({ groupId: "bare" });
  await consumer.connect();
  await consumer.subscribe({ topics: [deadLetter], fromBeginning: true });
  let done = 0;
  await new Promise<void>((resolve, reject) => {
    const running = consumer.run({
      autoCommit: false,
      async eachMessage({ topic, partition, message: { value, key, headers = {}, offset } }) {
        await producer.send({ topic: channel, acks: -1, messages: [{ key, value, headers }] });
        await consumer.commitOffsets([{ topic, partition, offset: String(Number(offset) + 1) }]);
        if ((done += 1) === count) resolve();
      },
    });
    running.catch(reject);
  });
  await consumer.disconnect();
  await producer.disconnect();
}
