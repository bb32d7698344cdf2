import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { writeDown } from "./write-down.mjs";

/** As many loops as its argument says, on one queue; each message is in work for so many milliseconds. */
const [, , workers, slowMs] = process.argv;
const client = new SQSClient({});
const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "orders" }));

async function work() {
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2, WaitTimeSeconds: 2 }));
    for (const { Body, ReceiptHandle } of Messages) {
      await new Promise((resolve) => setTimeout(resolve, Number(slowMs)));
      writeDown(Body);
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
await Promise.all(Array.from({ length: Number(workers) }, work));
