import { Kafka, logLevel } from "kafkajs";
import { writeDown } from "./write-down.mjs";

const [, , mode = ""] = process.argv;
const kafka = new Kafka({ clientId: "billing", brokers: process.env.KAFKA_BROKERS.split(","), logLevel: logLevel.ERROR });
const producer = kafka.producer();
if (mode === "publish") await producer.connect();
const consumer = kafka.consumer({ groupId: "billing", heartbeatInterval: 300, maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topic: "orders", fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    writeDown(message.value.toString());
    if (mode === "publish") await producer.send({ topic: "invoices", messages: [{ key: message.key, value: message.value }] });
  },
});
