import { Kafka } from "kafkajs";
import { close, handlers, type OrderPlaced } from "./handlers.ts";

const handle = handlers[process.argv[2] ?? ""]!;
const kafka = new Kafka({ clientId: "billing", brokers: (process.env["KAFKA_BROKERS"] ?? "localhost:9092").split(",") });
const consumer = kafka.consumer({ groupId: "billing" });
await consumer.connect();
await consumer.subscribe({ topics: ["orders"], fromBeginning: true });
await consumer.run({ eachMessage: ({ message }) => handle(JSON.parse(message.value!.toString()) as OrderPlaced) });

process.once("SIGTERM", async () => {
  await consumer.disconnect();
  await close();
});
