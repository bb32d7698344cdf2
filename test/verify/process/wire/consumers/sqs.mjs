import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { writeDown } from "./write-down.mjs";

const [, , mode = ""] = process.argv;
const client = new SQSClient({});
const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "orders" }));
for (;;) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 5,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    }),
  );
  for (const { Body, ReceiptHandle, Attributes } of Messages) {
    writeDown(Body);
    if (mode === "publish") {
      const { QueueUrl: invoices } = await client.send(new GetQueueUrlCommand({ QueueName: "invoices" }));
      await client.send(new SendMessageCommand({ QueueUrl: invoices, MessageBody: Body }));
    }
    if (mode === "fail" && Attributes.ApproximateReceiveCount === "1") continue;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}
