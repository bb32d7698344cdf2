import { connect } from "nats";
import { names, write } from "./write.ts";

const connection = await connect({ servers: process.env["NATS_URL"] ?? "" });
const consumer = await connection.jetstream().consumers.get(names["stream"]!, names["durable"]);
const inWork = new Set<Promise<void>>();
for await (const message of await consumer.consume({ max_messages: 10 })) {
  const work = write(message.data).then(() => {
    message.ack();
    inWork.delete(work);
  });
  inWork.add(work);
  if (inWork.size === 10) await Promise.race(inWork);
}
