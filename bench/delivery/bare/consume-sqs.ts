import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { names, write } from "./write.ts";

const sqs = new SQSClient({});
const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names["queue"] }));
for (;;) {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }));
  const work = Messages.map(async ({ Body, ReceiptHandle }) => {
    await write(Body!);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  });
  await Promise.all(work);
}
