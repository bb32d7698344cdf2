import { connect, consumerOpts, createInbox } from "nats";
import { writeDown } from "./write-down.mjs";

/** Takes messages in the way that its argument names. `slow`: each is in work for so long. */
const [, , way, slowMs = "0"] = process.argv;
const connection = await connect({ servers: process.env.NATS_URL });
const jetstream = connection.jetstream();

async function work(message) {
  await new Promise((resolve) => setTimeout(resolve, Number(slowMs)));
  writeDown(message.string());
  message.ack();
}

const ways = {
  async workers() {
    const consumer = await jetstream.consumers.get("ORDERS", "billing");
    const worker = async () => {
      for (;;) {
        const message = await consumer.next({ expires: 1000 });
        if (message !== null) await work(message);
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
  },
  async fetch() {
    const consumer = await jetstream.consumers.get("ORDERS", "billing");
    for (;;) for await (const message of await consumer.fetch({ max_messages: 4, expires: 1000 })) await work(message);
  },
  /** Works on nothing before the server says that there is no more, as nats-py's fetch does. */
  async whole() {
    const inbox = createInbox();
    let batch = [];
    const ask = () => {
      const request = JSON.stringify({ batch: 10, expires: 20_000_000_000 });
      connection.publish("$JS.API.CONSUMER.MSG.NEXT.ORDERS.billing", request, { reply: inbox });
    };
    const subscription = connection.subscribe(inbox);
    ask();
    for await (const message of subscription) {
      if (!message.headers?.code) {
        batch.push(message);
        continue;
      }
      for (const each of batch) {
        writeDown(each.string());
        each.respond("+ACK");
      }
      batch = [];
      ask();
    }
  },
  async push() {
    const options = consumerOpts().durable("billing").queue("billing").manualAck().ackExplicit().deliverTo("orders-for-billing");
    for await (const message of await jetstream.subscribe("orders.>", options)) await work(message);
  },
};
await ways[way]();
