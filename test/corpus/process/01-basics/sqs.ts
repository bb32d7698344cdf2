import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { close, handlers, type OrderPlaced } from "./handlers.ts";

const handle = handlers[process.argv[2] ?? ""]!;
const sqs = new SQSClient();
const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "orders" }));
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

while (!stop.signal.aborted) {
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
  const { Messages = [] } = await sqs.send(receive, { abortSignal: stop.signal }).catch((error: unknown) => {
    if (stop.signal.aborted) return { Messages: [] };
    throw error;
  });
  for (const { Body, ReceiptHandle } of Messages) {
    try {
      await handle(JSON.parse(Body!) as OrderPlaced);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    } catch (error) {
      console.error(error);
    }
  }
}
await close();
