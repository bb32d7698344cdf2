import { connect, type ConsumeMessage } from "amqplib";
import { bill, pool } from "./billing.ts";
import type { OrderPlaced } from "./event.ts";

interface Acknowledgements {
  begin(tag: number): void;
  end(tag: number): void;
  take(): number | undefined;
}

/** Works on several messages at a time and acknowledges those that are done together. */
export async function consume({ begin, end, take }: Acknowledgements): Promise<void> {
  const connection = await connect(process.env["AMQP_URL"] ?? "amqp://localhost");
  const channel = await connection.createChannel();
  connection.on("error", () => process.exit(1)).on("close", () => process.exit(1));
  channel.on("error", () => process.exit(1));
  await channel.prefetch(10);

  const messages = new Map<number, ConsumeMessage>();
  let lastTag = 0;
  function acknowledge(): void {
    const tag = take();
    const message = tag === undefined ? undefined : messages.get(tag);
    if (tag === undefined || message === undefined || tag <= lastTag) return;
    channel.ack(message, true);
    lastTag = tag;
    for (const known of messages.keys()) if (known <= tag) messages.delete(known);
  }
  const timer = setInterval(acknowledge, 10);

  const working = new Set<Promise<void>>();
  const { consumerTag } = await channel.consume("orders", (message) => {
    if (message === null) process.exit(1);
    const tag = message.fields.deliveryTag;
    messages.set(tag, message);
    begin(tag);
    // A failure ends the process: what is not acknowledged comes again.
    const work: Promise<void> = bill(JSON.parse(message.content.toString()) as OrderPlaced).then(
      () => {
        end(tag);
        working.delete(work);
      },
      () => process.exit(1),
    );
    working.add(work);
  });

  process.once("SIGTERM", async () => {
    await channel.cancel(consumerTag);
    await Promise.all(working);
    clearInterval(timer);
    acknowledge();
    connection.removeAllListeners("close");
    await channel.close();
    await connection.close();
    await pool.end();
  });
}
