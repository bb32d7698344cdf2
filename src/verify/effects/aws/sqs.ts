import { createHash } from "node:crypto";
import type { Workshop } from "../gate.ts";
import { createOutbox, type Outgoing } from "../outbox.ts";
import { headersOf } from "../payload.ts";
import { attributesOf, nameOf } from "./attributes.ts";
import { createFifo } from "./fifo.ts";
import { type Operations, type Service, unavailable } from "./operations.ts";
import { createQueues } from "./queues.ts";

interface Entry {
  readonly Id?: string;
  readonly MessageBody?: string;
  readonly MessageGroupId?: string;
  readonly DelaySeconds?: number;
  readonly MessageDeduplicationId?: string;
  readonly MessageAttributes?: Parameters<typeof attributesOf>[0];
}

type ToQueue = { readonly QueueUrl?: string };
type Handle = { readonly ReceiptHandle?: string; readonly VisibilityTimeout?: number };

/** Queues that reach no AWS: what is sent is kept, what would be received is handed over by the play. */
export function createSqs(workshop: Workshop, client: string): Service {
  const outbox = createOutbox(workshop, client, "sqs");
  const queues = createQueues(workshop, client);
  const fifo = createFifo(() => workshop.now());
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

  const operations: Operations = {
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
  return {
    operations,
    begin() {
      outbox.begin();
      queues.begin();
      fifo.begin();
    },
    observe: outbox.observe,
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
