import { Kafka } from "kafkajs";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

const kafka = new Kafka({ clientId: "orders", brokers: [process.env["KAFKA_BROKER"] ?? "localhost:9092"] });
const producer = kafka.producer();
await producer.connect();

async function send(payload: object) {
  await producer.send({
    topic: process.env["ORDERS_TOPIC"]!,
    messages: [{ value: JSON.stringify(payload) }],
  });
}

createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const order = JSON.parse(body);
  if (request.url === "/orders") {
    await send({ id: randomUUID(), type: "placeOrder", orderId: randomUUID(), customerId: order.customerId, amount: order.amount });
  } else {
    await send({ id: randomUUID(), type: "cancelOrder", orderId: order.orderId });
  }
  response.end("ok");
}).listen(8080);
