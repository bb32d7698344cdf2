import { Kafka, logLevel } from "kafkajs";
import { handle } from "./stock.mjs";

const kafka = new Kafka({ clientId: "stock", brokers: ["kafka:29092"], logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: "stock", heartbeatInterval: 300, maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topic: "orders", fromBeginning: true });
await consumer.run({ eachMessage: ({ message }) => handle(message.value.toString()) });
