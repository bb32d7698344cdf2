import { createHash } from "node:crypto";
import type { Instrument, Workshop } from "./gate.ts";
import { attributesOf, nameOf } from "./aws/attributes.ts";
import { createFifo } from "./aws/fifo.ts";
import { type Operations, replaceSend, unavailable } from "./aws/operations.ts";
import { createQueues, type Queues } from "./aws/queues.ts";
import { createOutbox, type Outbox, type Outgoing } from "./outbox.ts";
import { headersOf } from "./payload.ts";
import { awsLibrary, sqsOperationNames } from "./stand-ins/aws.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

/** Queues that reach no AWS: what is sent is kept, what would be received is handed over by the play. */
export const awsSqs: Instrument = {
  client: "@aws-sdk/client-sqs",
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sqs/",
  packages: ["@aws-sdk/client-sqs"],
  standIn: (specifier) =>
    specifier === "@aws-sdk/client-sqs" ? standInText(specifier, Object.keys(awsLibrary("SQS", sqsOperationNames))) : undefined,
  start(workshop) {
    const outbox = createOutbox(workshop, "@aws-sdk/client-sqs", "sqs");
    const queues = createQueues(workshop);
    const fifo = createFifo(() => workshop.now());
    const operations = sqsOperations({ workshop, outbox, queues, fifo });
    const patch = (exports: Record<string, unknown>): void => replaceSend(exports["SQSClient"], operations);
    offer(workshop, "@aws-sdk/client-sqs", awsLibrary("SQS", sqsOperationNames), patch);
    return {
      patch,
      begin() {
        outbox.begin();
        queues.begin();
        fifo.begin();
      },
      observe: outbox.observe,
    };
  },
};

interface Entry {
  readonly Id?: string;
  readonly MessageBody?: string;
  readonly MessageGroupId?: string;
  readonly DelaySeconds?: number;
  readonly MessageDeduplicationId?: string;
  readonly MessageAttributes?: Parameters<typeof attributesOf>[0];
}

interface Parts {
  workshop: Workshop;
  outbox: Outbox;
  queues: Queues;
  fifo: ReturnType<typeof createFifo>;
}

type ToQueue = { readonly QueueUrl?: string };
type Handle = { readonly ReceiptHandle?: string; readonly VisibilityTimeout?: number };

function sqsOperations({ workshop, outbox, queues, fifo }: Parts): Operations {
  const send = async (queue: string, entries: readonly Entry[], what: string) => {
    await outbox.send(
      entries.map((entry) => ({
        ...outgoing(queue, entry),
        isNew: () => fifo.takes(queue, entry.MessageDeduplicationId, entry.MessageBody ?? ""),
      })),
      `${what} ${queue}`,
      { failure: unavailable },
    );
    return entries.map(({ Id, MessageBody = "" }) => ({ Id, MessageId: workshop.uuid(), MD5OfMessageBody: md5(MessageBody) }));
  };

  return {
    async SendMessage(input: Entry & ToQueue) {
      const [{ Id: _, ...sent } = {}] = await send(nameOf(input.QueueUrl), [input], "SendMessage");
      return sent;
    },
    SendMessageBatch: async ({ QueueUrl, Entries = [] }: ToQueue & { Entries?: readonly Entry[] }) => ({
      Successful: await send(nameOf(QueueUrl), Entries, "SendMessageBatch"),
      Failed: [],
    }),
    ReceiveMessage: queues.receive,
    DeleteMessage: ({ ReceiptHandle }: Handle) => queues.settle(ReceiptHandle, "ack"),
    DeleteMessageBatch: ({ Entries = [] }: { Entries?: readonly (Handle & { Id?: string })[] }) => {
      for (const { ReceiptHandle } of Entries) queues.settle(ReceiptHandle, "ack");
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
    // Any other time-out only says how long the message stays hidden.
    ChangeMessageVisibility: ({ ReceiptHandle, VisibilityTimeout }: Handle) => {
      if (VisibilityTimeout === 0) queues.settle(ReceiptHandle, "refuse");
    },
    ChangeMessageVisibilityBatch: ({ Entries = [] }: { Entries?: readonly (Handle & { Id?: string })[] }) => {
      for (const { ReceiptHandle, VisibilityTimeout } of Entries) if (VisibilityTimeout === 0) queues.settle(ReceiptHandle, "refuse");
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
    GetQueueUrl: ({ QueueName }: { QueueName?: string }) => ({ QueueUrl: urlOf(QueueName ?? "queue") }),
    CreateQueue: ({ QueueName }: { QueueName?: string }) => ({ QueueUrl: urlOf(QueueName ?? "queue") }),
    GetQueueAttributes: ({ QueueUrl }: ToQueue) => ({
      Attributes: { ApproximateNumberOfMessages: "0", QueueArn: `arn:aws:sqs:us-east-1:000000000000:${nameOf(QueueUrl)}` },
    }),
    ListQueues: () => ({ QueueUrls: [] }),
  };
}

function outgoing(queue: string, entry: Entry): Outgoing {
  const { MessageBody = "", MessageGroupId, MessageDeduplicationId, MessageAttributes, DelaySeconds = 0 } = entry;
  return {
    topic: queue,
    ...(MessageGroupId !== undefined && { key: MessageGroupId }),
    headers: headersOf([...attributesOf(MessageAttributes), ["MessageDeduplicationId", MessageDeduplicationId]]),
    value: MessageBody,
    routes: [{ channel: queue, ...(DelaySeconds > 0 && { waitMs: DelaySeconds * 1000 }) }],
  };
}

const urlOf = (name: string) => `https://sqs.us-east-1.amazonaws.com/000000000000/${name}`;

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
