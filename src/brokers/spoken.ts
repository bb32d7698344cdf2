import type { Broker } from "./broker.ts";

/** THE list of brokers that are spoken to; each client is loaded when it is opened. */
const spoken: Readonly<Record<string, () => Promise<Broker>>> = {
  kafka: async () => (await import("./kafka/broker.ts")).kafka,
  rabbitmq: async () => (await import("./rabbitmq/broker.ts")).rabbitmq,
  sqs: async () => (await import("./sqs/broker.ts")).sqs,
  nats: async () => (await import("./nats/broker.ts")).nats,
};

/** SNS, and EventBridge where it feeds queues, are consumed through SQS. */
export function spokenKind(kind: string): string {
  return kind === "sns" || kind === "eventbridge" ? "sqs" : kind;
}

export async function brokerOf(kind: string): Promise<Broker | undefined> {
  return spoken[spokenKind(kind)]?.();
}
