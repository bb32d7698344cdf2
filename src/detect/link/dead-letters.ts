import type { BrokerKind, FactOf } from "../fact.ts";
import type { ChannelIndex, DeclaredChannel } from "./channel-index.ts";
import { waitingQueue } from "./circles.ts";
import { namesOf } from "./names.ts";

type ConsumerFact = FactOf<"consumer">;

export interface Judged {
  dlq: "true" | "false" | "unknown";
  dlqWhy?: string;
  retry?: boolean;
  retryWhy?: string;
}

/** Brokers whose consumers carry their failure handling in code that was read, so that none seen means none. */
const decidedInCode: ReadonlySet<BrokerKind> = new Set(["kafka", "nats", "redis-pubsub", "redis-streams"]);

/** Joins dead letters to consumers by the identity of the channel, never by where they stand. */
export function deadLetterJudge(channels: ChannelIndex): (consumer: ConsumerFact) => Judged {
  return (consumer) => {
    const queues = namesOf(consumer.channel).flatMap((name) => channels.nearest(consumer.broker, name, consumer.file));
    const waiting = queues.map((queue) => waitingQueue(queue, channels)).find((queue) => queue !== undefined);
    // A rejected message that waits in a queue and comes back is tried again, whatever the code calls it.
    const comesBack = waiting !== undefined && (consumer.retry === undefined || consumer.retryWhy?.includes("without requeue") === true);
    const retry = comesBack
      ? { retry: true, retryWhy: `${waiting.file}:${waiting.line}: what is rejected waits in ${waiting.name} and comes back` }
      : consumer.retry === undefined
        ? retryOf(consumer, queues)
        : { retry: consumer.retry, ...optional("retryWhy", consumer.retryWhy) };
    if (consumer.dlq !== undefined) return { dlq: consumer.dlq, ...optional("dlqWhy", consumer.dlqWhy), ...retry };
    if (waiting !== undefined)
      return {
        dlq: "unknown",
        dlqWhy: `${waiting.file}:${waiting.line}: failures wait in ${waiting.name} and come back; where they end is not declared`,
        ...retry,
      };
    return { ...putBack(unrouted(judge(consumer, queues), queues, channels), queues, retry), ...retry };
  };
}

/** What is always put back never leaves its queue, unless the queue counts deliveries. */
function putBack(judged: Judged, queues: readonly DeclaredChannel[], { retryWhy }: Partial<Judged>): Judged {
  const requeued = retryWhy?.includes("rejected for another delivery") === true;
  if (judged.dlq !== "true" || !requeued || queues.some(({ broker, maxReceive }) => broker !== "rabbitmq" || maxReceive !== undefined))
    return judged;
  return { dlq: "unknown", dlqWhy: `${retryWhy}: whether anything ever reaches the declared dead letter cannot be told` };
}

/** RabbitMQ drops dead letters whose exchange or queue is not there: https://www.rabbitmq.com/docs/dlx */
function unrouted(judged: Judged, queues: readonly DeclaredChannel[], channels: ChannelIndex): Judged {
  const queue = queues.find(({ broker, deadLetter }) => broker === "rabbitmq" && deadLetter !== undefined);
  if (judged.dlq !== "true" || queue === undefined) return judged;
  const target = queue.deadLetter!;
  if (target.includes("${") || channels.all("rabbitmq", target).length > 0) return judged;
  const why = `${queue.file}:${queue.line}: ${queue.name} sends failures to ${target}, which nothing in this repository declares`;
  return { dlq: "unknown", dlqWhy: why };
}

function judge({ broker }: ConsumerFact, queues: readonly DeclaredChannel[]): Judged {
  const owners = queues.filter(({ kind }) => kind === "queue" || kind === "stream");
  const withTarget = owners.filter(({ deadLetter }) => deadLetter !== undefined);
  const first = withTarget[0];
  if (first && withTarget.length === owners.length) {
    return { dlq: "true", dlqWhy: `${first.file}:${first.line}: ${first.name} sends failures to ${first.deadLetter}` };
  }
  if (first) {
    const bare = owners.find(({ deadLetter }) => deadLetter === undefined)!;
    return {
      dlq: "unknown",
      dlqWhy: `${first.file}:${first.line} declares a dead letter for ${first.name}, ${bare.file}:${bare.line} does not`,
    };
  }
  const bare = owners[0];
  if (bare && (broker === "sqs" || broker === "rabbitmq"))
    return { dlq: "false", dlqWhy: `${bare.file}:${bare.line}: ${bare.name} has no dead-letter target` };
  if (decidedInCode.has(broker)) return { dlq: "false", dlqWhy: "nothing in its code or configuration leads to one" };
  const what = broker === "eventbridge" || broker === "sns" ? "a failure destination of its function" : "the queue";
  return { dlq: "unknown", dlqWhy: `${what} is not declared in this repository` };
}

function retryOf({ broker }: ConsumerFact, queues: readonly DeclaredChannel[]): { retry?: boolean; retryWhy?: string } {
  if (broker !== "sqs") return {};
  const counted = queues.find(({ maxReceive }) => maxReceive !== undefined);
  if (counted === undefined) return {};
  const count = counted.maxReceive!;
  return { retry: count > 1, retryWhy: `${counted.file}:${counted.line}: maxReceiveCount ${count}` };
}

/** What the code of a bound handler adds. An error that it swallows reaches no retry and no dead letter, whatever is declared. */
export function withReading(
  judged: Judged,
  reading: FactOf<"handler"> | undefined,
): Judged & Partial<Pick<ConsumerFact, "idempotent" | "idempotentWhy">> {
  if (reading === undefined) return judged;
  const { idempotent, idempotentWhy, swallowsErrors, swallowsWhy, partialBatch, file, line } = reading;
  const effect = { idempotent, ...optional("idempotentWhy", idempotentWhy) };
  if (swallowsErrors) {
    const why =
      swallowsWhy !== undefined && /^\S+:\d+: /.test(swallowsWhy)
        ? swallowsWhy
        : `${file}:${line}: ${swallowsWhy ?? "errors are caught and never reach the platform"}`;
    return { ...effect, dlq: "false", dlqWhy: why, retry: false, retryWhy: why };
  }
  return {
    ...judged,
    ...effect,
    ...(partialBatch && judged.retry === undefined && judged.dlq === "true"
      ? { retry: true, retryWhy: `${file}:${line}: failed items of a batch are returned` }
      : {}),
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
