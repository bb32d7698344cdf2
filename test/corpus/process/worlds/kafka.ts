import { Kafka, logLevel } from "kafkajs";
import { privateServer } from "../../../servers/servers.ts";
import type { World } from "./world.ts";

export async function kafkaWorld(): Promise<World> {
  const server = await privateServer("kafka");
  const brokers = server.started.address["url"]!;
  const kafka = new Kafka({ clientId: "corpus", brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const producer = kafka.producer();
  await admin.connect();
  await producer.connect();
  return {
    env: { KAFKA_BROKERS: brokers },
    async prepare({ channel }) {
      await admin.createTopics({ topics: [{ topic: channel, numPartitions: 2, replicationFactor: 1 }], waitForLeaders: true });
    },
    async publish({ channel }, bodies) {
      const messages = bodies.map((value) => ({
        key: (JSON.parse(value) as { data?: { account?: string } }).data?.account ?? null,
        value,
      }));
      await producer.send({ topic: channel, acks: -1, messages });
    },
    async isQuiet({ channel, group }) {
      const ends = await admin.fetchTopicOffsets(channel);
      const [committed] = await admin.fetchOffsets({ groupId: group, topics: [channel] });
      return ends.every(
        ({ partition, high }) => high === "0" || committed?.partitions.find((each) => each.partition === partition)?.offset === high,
      );
    },
    async end() {
      await producer.disconnect();
      await admin.disconnect();
      await server.end();
    },
  };
}
