import type { KafkaMessage, Producer } from "kafkajs";
import { UndecodableError } from "../../shared/codec.ts";

export const deadLetterTopic = "orders.billing.dlq";
/** What is meant for this service alone, such as a dead letter that is sent back: it does not wait. */
export const entryTopic = "orders.billing.retry.0s";
export const rungs = [
  { topic: "orders.billing.retry.1s", groupId: "billing.retry.1s", waitMs: 1_000 },
  { topic: "orders.billing.retry.5s", groupId: "billing.retry.5s", waitMs: 5_000 },
  { topic: "orders.billing.retry.30s", groupId: "billing.retry.30s", waitMs: 30_000 },
] as const;

export function attemptOf(message: KafkaMessage): number {
  return Number(message.headers?.["gm-attempt"]?.toString() ?? 1);
}

export function dueAt(message: KafkaMessage): number {
  return Number(message.headers?.["gm-due"]?.toString() ?? 0);
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
          "gm-original-topic": origin.topic,
          "gm-original-partition": String(origin.partition),
          "gm-original-offset": message.offset,
          ...message.headers,
          "gm-consumer": "billing",
          "gm-attempt": String(topic === deadLetterTopic ? attempt : attempt + 1),
          "gm-due": String(Date.now() + waitMs),
          "gm-error-class": (error as Error).name,
          "gm-error-message": String((error as Error).message).slice(0, 1000),
        },
      },
    ],
  });
}
