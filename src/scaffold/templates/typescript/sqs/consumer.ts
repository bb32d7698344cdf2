import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Pool, PoolClient } from "pg";
import { decode, type Envelope, failureHeaders, kindOf, once, within } from "../delivery.ts";

const consumer = "$consumer";
const queue = "$queue";
const deadLetter = "$deadLetter";
/** Waits before attempt 2, 3 and 4. */
const rungsMs = [1_000, 5_000, 30_000];
/** Below the visibility timeout of the queue, or a message that is in work comes again. */
const handlerTimeoutMs = 20_000;

type Handle = (event: Envelope, client: PoolClient, signal: AbortSignal) => Promise<void>;

/** Consumes until it is stopped. `lost`: it cannot go on; what it had in work comes again to whoever consumes next. */
export async function start(pool: Pool, handle: Handle, lost: (error: unknown) => void): Promise<() => Promise<void>> {
  const sqs = new SQSClient({});
  // Fails where one is missing: nothing is consumed that could not be kept.
  const { QueueUrl: source } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  const { QueueUrl: deadLetters } = await sqs.send(new GetQueueUrlCommand({ QueueName: deadLetter }));
  const stopping = new AbortController();

  async function settle(message: Message): Promise<void> {
    const receipt = { QueueUrl: source, ReceiptHandle: message.ReceiptHandle };
    const body = Buffer.from(message.Body ?? "");
    try {
      const event = decode(body);
      await within(handlerTimeoutMs, (signal) => once(pool, consumer, event, (client) => handle(event, client, signal), signal));
    } catch (error) {
      // Counts receives, and so at least the attempts.
      const attempt = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      const kind = kindOf(error);
      const rungMs = kind === "retryable" ? rungsMs[attempt - 1] : undefined;
      if (rungMs !== undefined) {
        await sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: Math.ceil(rungMs / 1000) }));
        return;
      }
      await bury(message, { attempt, error, body, kind: kind === "retryable" ? "exhausted" : kind });
    }
    await sqs.send(new DeleteMessageCommand(receipt));
  }

  /** Resolves when the dead letter is stored. */
  async function bury(
    { Body, MessageId = "", Attributes = {}, MessageAttributes = {} }: Message,
    failed: { attempt: number; error: unknown; body: Uint8Array; kind: "fatal" | "undecodable" | "exhausted" },
  ): Promise<void> {
    const { gm, ...others } = MessageAttributes;
    const packed = JSON.parse(gm?.StringValue ?? "{}") as { h?: Record<string, string> };
    const original = { queue, "message-id": MessageId, timestamp: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString() };
    const headers = { ...packed.h, ...failureHeaders({ consumer, ...failed, headers: packed.h ?? {}, original }) };
    const { MessageGroupId, MessageDeduplicationId } = Attributes;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetters,
        MessageBody: Body,
        // A message has at most ten attributes: all headers share one.
        MessageAttributes: {
          ...Object.fromEntries(Object.entries(others).slice(0, 9)),
          gm: { DataType: "String", StringValue: JSON.stringify({ ...packed, h: headers }) },
        },
        ...(MessageGroupId !== undefined && { MessageGroupId, MessageDeduplicationId }),
      }),
    );
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      const receive = new ReceiveMessageCommand({
        QueueUrl: source,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 20,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp", "MessageGroupId", "MessageDeduplicationId"],
      });
      const { Messages = [] } = await sqs.send(receive, { abortSignal: stopping.signal });
      // What could not be settled comes again when its visibility timeout is over.
      await Promise.all(Messages.map((message) => settle(message).catch((error: unknown) => console.error(error))));
    }
  }
  const polling = poll().catch((error: unknown) => stopping.signal.aborted || lost(error));

  return async function stop() {
    stopping.abort();
    await polling;
    sqs.destroy();
  };
}
