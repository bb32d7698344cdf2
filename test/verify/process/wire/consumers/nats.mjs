import { connect } from "nats";
import { writeDown } from "./write-down.mjs";

const connection = await connect({ servers: process.env.NATS_URL });
const jetstream = connection.jetstream();
if (process.argv[2] === "together") {
  // Acknowledges with every third message all before it.
  await (await connection.jetstreamManager()).consumers.add("ORDERS", { durable_name: "billing", ack_policy: "all" });
}
const consumer = await jetstream.consumers.get("ORDERS", "billing");
let handled = 0;
for await (const message of await consumer.consume({ max_messages: 10 })) {
  writeDown(message.string());
  if (process.argv[2] === "publish") await jetstream.publish("invoices.created", message.data);
  handled += 1;
  if (process.argv[2] === "together" && handled % 3 !== 0) continue;
  if (process.argv[2] === "refuse" && message.info.redeliveryCount === 1) message.nak();
  else message.ack();
}
