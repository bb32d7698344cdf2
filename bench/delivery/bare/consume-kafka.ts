import { Kafka } from "kafkajs";
import { names, write } from "./write.ts";

const kafka = new Kafka({ brokers: [process.env["KAFKA_BROKERS"] ?? ""] });
const consumer = kafka.consumer({ groupId: names["group"]!, maxWaitTimeInMs: 200 });
await consumer.connect();
await consumer.subscribe({ topics: [names["topic"]!], fromBeginning: true });
await consumer.run({ partitionsConsumedConcurrently: 8, eachMessage: ({ message }) => write(message.value!) });
