import type { Finding } from "./finding.ts";
import type { BrokerKind } from "./broker.ts";
import type { Consumer } from "./system.ts";

const fixes: Partial<Record<BrokerKind, string>> = {
  kafka: "Catch what the handler throws, publish the message to <topic>.dlq after the last attempt, and only then commit the offset.",
  rabbitmq:
    "Declare the queue with x-dead-letter-exchange and x-dead-letter-routing-key, and nack without requeue when the attempts are used up.",
  sqs: "Give the queue a redrive policy with maxReceiveCount 4 and a dead-letter queue.",
  nats: "Set max_deliver on a JetStream consumer and publish the message to a dead-letter subject on the last delivery.",
  sns: "Give the function a DeadLetterQueue or an OnFailure destination, or put an SQS queue with a redrive policy between topic and function.",
  eventbridge: "Give the function an OnFailure destination (EventInvokeConfig.DestinationConfig) that points at a queue.",
  "redis-streams":
    "Read the delivery count (XPENDING), add the entry to a stream of dead letters after the last attempt, and acknowledge it only then.",
};
const keeping = "Read from something that keeps events (JetStream, Redis Streams, a queue), and give this consumer a dead letter there.";
const general =
  "Send what failed four times to a dead letter of this consumer, with the error in its headers, and acknowledge the original only then.";

/** What CONSUMER_WITHOUT_DEAD_LETTER says of a consumer, wherever it is stated. `dlqWhy` may begin with its place, `file:line: `. */
export function withoutDeadLetter({
  broker,
  channel,
  dlqWhy,
}: Pick<Consumer, "broker" | "channel" | "dlqWhy">): Pick<Finding, "message" | "fix" | "evidence"> {
  const of = channel === null ? "" : ` of ${[channel].flat().join(", ")}`;
  const placed = /^(\S+):(\d+): (.+)$/s.exec(dlqWhy ?? "");
  const why = placed?.[3] ?? dlqWhy;
  const forgets = why?.includes("at most once") === true;
  const cause = why === undefined ? "" : ` (${placed ? `${why}, ${placed[1]}:${placed[2]}` : why})`;
  const loss = forgets ? "." : ": a message that it cannot handle is lost, or holds up those behind it.";
  return {
    message: `This consumer${of} has no dead letter${cause}${loss}`,
    fix: forgets ? keeping : (fixes[broker] ?? general),
    evidence: placed ? [{ file: placed[1]!, line: Math.max(1, Number(placed[2])), what: placed[3]! }] : [],
  };
}
