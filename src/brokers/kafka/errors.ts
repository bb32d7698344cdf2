import { type ErrorCode, ToolError } from "../../tool.ts";

interface KafkaError {
  readonly name?: string;
  readonly type?: string;
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
}

/** https://kafka.apache.org/protocol#protocol_error_codes and the errors of kafkajs, as what the caller can do about them. */
const codes: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/AUTHORIZATION_FAILED/, "AUTH_FAILED", "Let the user of this connection do it (an ACL of the cluster), then call again."],
  [/SASL|ILLEGAL_SASL|UNSUPPORTED_SASL/i, "AUTH_FAILED", "Correct user, password and mechanism of the connection."],
  [/UNKNOWN_TOPIC_OR_PARTITION|TopicMetadataNotLoaded/, "NOT_FOUND", "Let configure-dlq make the consumer's topics."],
  [/MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE/, "INVALID_INPUT", "Raise max.message.bytes of the topic."],
  [/INVALID_|POLICY_VIOLATION|UNSUPPORTED_FOR_MESSAGE_FORMAT/, "INVALID_INPUT", "Correct what the broker refuses."],
  [/UNKNOWN_MEMBER_ID|ILLEGAL_GENERATION|REBALANCE_IN_PROGRESS|NON_EMPTY_GROUP/, "INVALID_INPUT", "Stop the group's consumers first."],
  [/NOT_ENOUGH_REPLICAS|LEADER_NOT_AVAILABLE|NOT_LEADER/, "BROKER_UNREACHABLE", "Bring the replicas back, then call again."],
  [/TIMED_OUT|Timeout/, "TIMEOUT", "Call again when the cluster answers."],
  [/NotImplemented/, "UNSUPPORTED", "This Node reads no zstd: use 22.15 or later."],
];

/** An error of the client as one of ours: what was tried, on which connection, and what the broker or the network said. */
export function toolError(error: unknown, connection: string, doing: string): ToolError {
  if (error instanceof ToolError) return error;
  const chain = causes(error);
  const words = chain.map(({ name = "", type = "", code = "" }) => `${name} ${type} ${code}`).join(" ");
  const why = [...new Set(chain.map(({ message = "" }) => message))].at(-1) ?? String(error);
  const known = codes.find(([pattern]) => pattern.test(words));
  if (known) return new ToolError(known[1], `${doing}: ${said(chain)} (connection ${connection}).`, why, known[2]);
  const tls = /CERT|SSL|TLS|self.signed|wrong version number/i.test(`${words} ${why}`);
  return new ToolError(
    "BROKER_UNREACHABLE",
    `${doing}: Kafka cannot be reached (connection ${connection}).`,
    why,
    tls
      ? "Give the connection tls with the authority of the broker's certificate, or none where the listener speaks none."
      : "Start the broker or correct the url; where the listener speaks TLS or SASL, the connection must too. Then call again.",
  );
}

function said(chain: readonly KafkaError[]): string {
  return chain.find(({ type }) => type !== undefined)?.type ?? chain[0]?.name ?? "error";
}

function causes(error: unknown): KafkaError[] {
  const chain: KafkaError[] = [];
  for (let next = error; next instanceof Error && chain.length < 5; next = (next as KafkaError).cause ?? firstOf(next)) chain.push(next);
  return chain;
}

/** Of an error about several topics. */
function firstOf(error: Error): unknown {
  return (error as { errors?: readonly unknown[] }).errors?.[0];
}

/** The broker's name for it. */
export function typeOf(error: unknown): string | undefined {
  return causes(error).find(({ type }) => type !== undefined)?.type;
}

const moving =
  /NOT_LEADER|LEADER_NOT_AVAILABLE|NOT_COORDINATOR|COORDINATOR_NOT_AVAILABLE|COORDINATOR_LOAD|NETWORK_EXCEPTION|OFFSET_NOT_AVAILABLE/;
const broken = /^KafkaJS(ConnectionError|ConnectionClosedError|BrokerNotFound|RequestTimeoutError|LockTimeout)$/;

/** Leaders and coordinators move, and connections end, when a node goes: the same again may succeed. */
export function isPassing(error: unknown): boolean {
  return causes(error).some(({ name = "", type = "" }) => moving.test(type) || broken.test(name));
}

/** A topic that is not there, without a call to the broker having failed. */
export function noTopic(name: string, connection: string): ToolError {
  return new ToolError(
    "NOT_FOUND",
    `Kafka has no topic ${name} (connection ${connection}).`,
    "Nothing was stored.",
    "Let configure-dlq make the consumer's topics.",
  );
}
