import { connect } from "amqplib";
import type { Reader } from "../../../src/brokers/broker.ts";

/** Receives, sends on, waits for the confirm, acknowledges: one message after the other, as a script would. */
export async function receiveSendDelete(
  env: Readonly<Record<string, string>>,
  { channel: queue, group, deadLetter }: Reader,
  count: number,
): Promise<void> {
  const connection = await connect(env["AMQP_URL"]!);
  const channel = await connection.createConfirmChannel();
  await channel.prefetch(50);
  const to = group === "" ? queue : `${queue}.${group}`;
  let done = 0;
  await new Promise<void>((resolve, reject) => {
    let turn = Promise.resolve();
    const settle = async (message: NonNullable<Parameters<Parameters<typeof channel.consume>[1]>[0]>) => {
      channel.sendToQueue(to, message.content, { headers: message.properties.headers ?? {}, persistent: true });
      await channel.waitForConfirms();
      channel.ack(message);
      if ((done += 1) === count) resolve();
    };
    const consumed = channel.consume(deadLetter, (message) => {
      if (message === null) return;
      turn = turn.then(() => settle(message));
      turn.catch(reject);
    });
    consumed.catch(reject);
  });
  await connection.close();
}
