import { connect } from "nats";
import { writeDown } from "./write-down.mjs";

const connection = await connect({ servers: process.env.NATS_URL });
const jetstream = connection.jetstream();
const consumer = await jetstream.consumers.get("ORDERS", "billing");
for await (const message of await consumer.consume({ max_messages: 10 })) {
  writeDown(message.string());
  if (process.argv[2] === "publish") await jetstream.publish("invoices.created", message.data);
  if (process.argv[2] === "refuse" && message.info.redeliveryCount === 1) message.nak();
  else message.ack();
}
