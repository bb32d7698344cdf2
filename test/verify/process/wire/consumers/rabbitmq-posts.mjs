// Sends a letter for each message, once for each event. `node rabbitmq-posts.mjs acks | acks-all | no-ack | breaks | refuses`
import { connect } from "amqplib";

const [, , mode] = process.argv;
const connection = await connect(process.env.AMQP_URL);
const channel = await connection.createChannel();
let broken = mode === "refuses";
let acknowledged = 0;

async function handle(message) {
  const body = message.content.toString();
  const headers = { "content-type": "application/json", "idempotency-key": JSON.parse(body).id };
  if (!broken) {
    const answer = await fetch(`${process.env.HTTP_URL}/letters`, { method: "POST", headers, body }).catch(() => undefined);
    // As a connection that it never opens again.
    if (!answer?.ok) broken = true;
  }
  if (mode === "no-ack") return;
  const { deliveryTag } = message.fields;
  if (broken) channel.nack(message);
  else if (mode !== "acks-all") channel.ack(message);
  else if (deliveryTag > acknowledged) {
    // Also what came before it and is still in work.
    channel.ack(message, true);
    acknowledged = deliveryTag;
  }
}

await channel.prefetch(10);
await channel.consume("orders", handle, { noAck: mode === "no-ack" });
