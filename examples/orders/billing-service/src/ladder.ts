import type { KafkaMessage, Producer } from "kafkajs";
import { UndecodableError } from "../../shared/codec.ts";

export const deadLetterTopic = "orders.billing.dlq";
export const rungs = [
  { topic: "orders.billing.retry.1s", groupId: "billing.retry.1s", waitMs: 1_000 },
  { topic: "orders.billing.retry.5s", groupId: "billing.retry.5s", waitMs: 5_000 },
  { topic: "orders.billing.retry.30s", groupId: "billing.retry.30s", waitMs: 30_000 },
] as const;

export function attemptOf(message: KafkaMessage): number {
  return Number(message.headers?.["attempt"]?.toString() ?? 1);
}

export function dueAt(message: KafkaMessage): number {
  return Number(message.headers?.["due"]?.toString() ?? 0);
}

/** Where a failed delivery goes: the next rung, or the dead letter topic when no attempt is left or none can help. */
export function destination(error: unknown, attempt: number): { topic: string; waitMs: number } {
  const rung = error instanceof UndecodableError ? undefined : rungs[attempt - 1];
  return rung ?? { topic: deadLetterTopic, waitMs: 0 };
}

/** Resolves once the broker has stored the copy; only then may the offset of the original be committed. */
export async function forward(
  producer: Producer,
  message: KafkaMessage,
  error: unknown,
  origin: { topic: string; partition: number },
): Promise<void> {
  const attempt = attemptOf(message);
  const { topic, waitMs } = destination(error, attempt);
  await producer.send({
    topic,
    acks: -1,
    messages: [
      {
        key: message.key,
        value: message.value,
        headers: {
          "original-topic": origin.topic,
          "original-partition": String(origin.partition),
          "original-offset": message.offset,
          ...message.headers,
          attempt: String(attempt + 1),
          due: String(Date.now() + waitMs),
          "error-class": (error as Error).name,
          "error-message": String((error as Error).message).slice(0, 1000),
        },
      },
    ],
  });
}
