import { connect, type JsMsg } from "nats";
import { bill, pool } from "./billing.ts";
import type { OrderPlaced } from "./event.ts";

/** The same on JetStream: a consumer whose acknowledgement of one message (AckPolicy.All) is also one of all before it. */
const { begin, end, take } = await import(process.argv[2] === "bad" ? "./acknowledgements-bad.ts" : "./acknowledgements-good.ts");

const connection = await connect({ servers: process.env["NATS_URL"] ?? "nats://localhost:4222" });
const jsm = await connection.jetstreamManager();
await jsm.consumers.add("ORDERS", { durable_name: "billing", ack_policy: "all" as never });
const consumer = await connection.jetstream().consumers.get("ORDERS", "billing");
const messages = await consumer.consume({ max_messages: 10 });

// By its place in the stream: that is what the server goes by.
const byTag = new Map<number, JsMsg>();
function acknowledge(): void {
  const tag = take();
  if (tag === undefined) return;
  byTag.get(tag)?.ack();
  for (const known of byTag.keys()) if (known <= tag) byTag.delete(known);
}
const timer = setInterval(acknowledge, 10);

const working = new Set<Promise<void>>();
process.once("SIGTERM", () => messages.close());
for await (const message of messages) {
  const tag = message.seq;
  byTag.set(tag, message);
  begin(tag);
  // A failure ends the process: what is not acknowledged comes again.
  const work: Promise<void> = bill(message.json<OrderPlaced>()).then(
    () => {
      end(tag);
      working.delete(work);
    },
    () => process.exit(1),
  );
  working.add(work);
}
await Promise.all(working);
clearInterval(timer);
acknowledge();
await connection.drain();
await pool.end();
