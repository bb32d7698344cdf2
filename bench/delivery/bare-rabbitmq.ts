import amqp from "amqplib";

/** Receives, sends elsewhere, waits for the confirm, acknowledges: one message after the other, as a script would. */
export async function bareRabbitmq(url: string, from: string, to: string, count: number): Promise<void> {
  const connection = await amqp.connect(url);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(to, { durable: true, arguments: { "x-queue-type": "quorum" } });
  await channel.prefetch(50);
  let done = 0;
  await new Promise<void>((resolve, reject) => {
    const work: Promise<void>[] = [Promise.resolve()];
    void channel.consume(from, (message) => {
      if (message === null) return;
      work[0] = work[0]!.then(async () => {
        channel.sendToQueue(to, message.content, { headers: message.properties.headers, persistent: true });
        await channel.waitForConfirms();
        channel.ack(message);
        done += 1;
        if (done === count) resolve();
      });
      work[0].catch(reject);
    });
  });
  await connection.close();
}
