import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Reader } from "../../../src/brokers/broker.ts";

/** Receives ten, sends one on, deletes it: one message after the other, as a script would. */
export async function receiveSendDelete(
  env: Readonly<Record<string, string>>,
  { channel, deadLetter }: Reader,
  count: number,
): Promise<void> {
  const credentials = { accessKeyId: env["AWS_ACCESS_KEY_ID"]!, secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]! };
  const sqs = new SQSClient({ endpoint: env["AWS_ENDPOINT_URL"]!, region: env["AWS_REGION"]!, credentials });
  const urlOf = async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  const [from, to] = [await urlOf(deadLetter), await urlOf(channel)];
  for (let done = 0; done < count;) {
    const receive = new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] });
    const { Messages = [] } = await sqs.send(receive);
    for (const { Body, MessageAttributes, ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body, MessageAttributes }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      done += 1;
    }
  }
  sqs.destroy();
}
