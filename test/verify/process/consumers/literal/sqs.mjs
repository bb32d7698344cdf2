import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { handle } from "./stock.mjs";

const client = new SQSClient({ endpoint: "http://localstack:4566", region: "eu-central-1" });
const QueueUrl = "http://localstack:4566/000000000000/orders";
for (;;) {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
  for (const { Body, ReceiptHandle } of Messages) {
    await handle(Body);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}
