/** What a client wants to speak to, by its first bytes. more: too few to tell. */
export type Greeting = "amqp" | "kafka" | "postgres" | "http" | "aws" | "telemetry" | "tls" | "unknown" | "more";

/** What every one of them says at least. */
const leastBytes = 8;
const longestLine = 16 * 1024;
const mostKafkaBytes = 1024 * 1024;

const httpLine = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S*) HTTP\/1\.[01]\r?\n/;
const httpBegins = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /;
/** Protocol versions of PostgreSQL 3.x, and what a client asks before it begins: encryption, or that a query ends. */
const postgresBefore = new Set([80_877_102, 80_877_103, 80_877_104]);
const postgresMajor = 3;
/** Requests with which a client of Kafka begins: Metadata, SaslHandshake, ApiVersions. https://kafka.apache.org/protocol#protocol_api_keys */
const kafkaFirst = new Set([3, 17, 18]);
/** OTLP, Zipkin, Jaeger, Datadog: what a process says of itself. */
const telemetry = /^\/(?:v1\/(?:traces|metrics|logs|profiles)|api\/v2\/spans|api\/traces|v0\.\d\/traces)\b/;

export function greetingOf(first: Buffer): Greeting {
  const text = first.toString("latin1", 0, Math.min(first.length, longestLine));
  if (first[0] === 0x16 && first[1] === 0x03) return "tls";
  if (httpBegins.test(text)) return http(text);
  if (first.length < leastBytes) return "more";
  if (text.startsWith("AMQP")) return "amqp";
  const [size, code] = [first.readInt32BE(0), first.readInt32BE(4)];
  if (size >= leastBytes && size <= mostKafkaBytes) {
    if (postgresBefore.has(code)) return "postgres";
    // A request of Kafka has a number here, mostly a small one; a start of PostgreSQL the name of a parameter.
    if (code >> 16 === postgresMajor && /^[a-z]/.test(text.slice(leastBytes))) return "postgres";
    if (kafkaFirst.has(code >> 16) && (code & 0xff_ff) < 32) return "kafka";
  }
  return "unknown";
}

function http(text: string): Greeting {
  const path = httpLine.exec(text)?.[1];
  if (path === undefined) return text.length < longestLine ? "more" : "unknown";
  if (telemetry.test(path)) return "telemetry";
  const isWhole = /\r?\n\r?\n/.test(text) || text.length >= longestLine;
  if (/^(?:x-amz-|authorization: *AWS4-)/im.test(text) || /[?&]Action=/.test(path)) return "aws";
  return isWhole ? "http" : "more";
}
