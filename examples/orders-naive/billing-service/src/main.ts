import { Kafka } from "kafkajs";
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync(process.env["DATABASE"] ?? "billing.db");
db.exec("CREATE TABLE IF NOT EXISTS accounts (customer_id TEXT PRIMARY KEY, balance REAL NOT NULL DEFAULT 0)");

const kafka = new Kafka({ clientId: "billing", brokers: [process.env["KAFKA_BROKER"] ?? "localhost:9092"] });
const consumer = kafka.consumer({ groupId: "billing" });
const producer = kafka.producer();
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: process.env["ORDERS_TOPIC"]! });

await consumer.run({
  eachMessage: async ({ message }) => {
    try {
      const event = JSON.parse(message.value!.toString());
      if (event.type !== "placeOrder") return;
      db.prepare("INSERT OR IGNORE INTO accounts (customer_id) VALUES (?)").run(event.customerId);
      db.prepare("UPDATE accounts SET balance = balance + ? WHERE customer_id = ?").run(event.amount, event.customerId);
      await producer.send({
        topic: process.env["PAYMENTS_TOPIC"]!,
        messages: [{ value: JSON.stringify({ id: randomUUID(), type: "capturePayment", orderId: event.orderId, amount: event.amount }) }],
      });
    } catch (error) {
      console.log("billing failed", error);
    }
  },
});
