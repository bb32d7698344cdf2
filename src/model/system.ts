import * as z from "zod";
import { BrokerKind, ChannelKind } from "./broker.ts";
import { Evidence, Finding } from "./finding.ts";

const place = { file: z.string(), line: z.number().int().min(1) };

/** One name, several names, or null when the code alone does not settle it (then `expression` holds what stands there). */
export const ChannelName = z.union([z.string(), z.array(z.string()), z.null()]);

export const Level = z.enum(["direct", "indirect"]).describe("direct: touches the client library; indirect: calls an in-house wrapper.");

export const Broker = z.object({
  kind: BrokerKind,
  name: z.string().optional().describe("Only for kind other."),
  role: z.enum(["app", "infra", "dependency"]).describe("app: code uses it; infra: only infrastructure; dependency: only a manifest."),
  evidence: z.array(Evidence),
});

export const Client = z.object({
  library: z.string(),
  manifest: z.union([z.string(), z.array(z.string())]),
  broker: BrokerKind.optional(),
  line: z.number().int().min(1).optional(),
});

const Sighting = {
  ...place,
  broker: BrokerKind,
  channel: ChannelName,
  channelKind: ChannelKind.optional(),
  expression: z.string().optional().describe("The source text of the channel where it could not be resolved."),
  eventType: z.string().optional(),
  eventTypes: z.array(z.string()).optional().describe("All of them, where one place handles several."),
  level: Level,
  service: z.string().describe("Folder of the nearest manifest, '.' for the root."),
  confidence: z.enum(["ast", "config", "text", "declared"]).default("ast"),
  wrapper: z
    .literal(true)
    .optional()
    .describe("The library's call inside an in-house wrapper whose callers name the channel; they are listed themselves."),
  via: z.string().optional().describe("For level indirect: the wrapper that is called."),
  routingKey: z.string().optional(),
  replies: z.boolean().optional().describe("The sender waits for an answer, or the handler gives one: a request, no event."),
};

export const Producer = z.object({
  ...Sighting,
  id: z.string(),
  correlationId: z.boolean().optional(),
  key: z.boolean().optional(),
  payload: z
    .array(z.object({ name: z.string(), type: z.enum(["string", "long", "double", "boolean", "object"]).optional() }))
    .optional()
    .describe("Fields of the message where the code shows them all, in order; the type where a literal or declaration settles it."),
});
export type Producer = z.infer<typeof Producer>;

export const Idempotence = z.enum(["none", "unknown", "dedup-table", "idempotency-key", "natural", "optimistic-lock"]);

export const Consumer = z.object({
  ...Sighting,
  id: z.string().describe("<service>/<path>#<handler or channel>; survives edits."),
  group: z.string().optional(),
  handler: z.string().optional(),
  dlq: z.enum(["true", "false", "unknown"]).describe("Does a failure of this consumer end in a dead letter, by configuration or code?"),
  dlqWhy: z.string().optional(),
  retry: z.boolean().optional(),
  retryWhy: z.string().optional(),
  idempotent: Idempotence.describe("What reading shows; only a run decides."),
  idempotentWhy: z.string().optional(),
});
export type Consumer = z.infer<typeof Consumer>;

export const SchemaFormat = z.enum(["avro", "protobuf", "jsonschema", "asyncapi", "xsd", "openapi"]);

export const SchemaFile = z.object({
  file: z.string(),
  format: SchemaFormat,
  names: z.array(z.string()),
  carriesEvents: z.union([z.boolean(), z.literal("unknown")]),
  error: z
    .object({ line: z.number().int(), column: z.number().int(), message: z.string() })
    .optional()
    .describe("Set where the file does not parse."),
});
export type SchemaFile = z.infer<typeof SchemaFile>;

export const EventType = z.object({
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  ...place,
  service: z.string().optional(),
  schema: z.string().optional().describe("Schema file that describes it."),
});
export type EventType = z.infer<typeof EventType>;

export const DeadLetter = z.object({
  ...place,
  kind: z.enum([
    "sqs-redrive",
    "rabbit-dlx",
    "spring-dlt",
    "kafka-dlq-topic",
    "nats-maxdeliver-term",
    "lambda-onfailure",
    "sns-redrive",
    "watermill-poison",
    "other",
  ]),
  channel: z.string().nullable(),
  source: z.string().optional().describe("The queue or function whose failures end here."),
  maxReceive: z.number().int().optional(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export const Channel = z.object({
  ...place,
  broker: BrokerKind,
  name: z.string(),
  kind: ChannelKind,
  deadLetter: z.string().optional(),
  maxReceive: z.number().int().optional(),
  subscribedTo: z.array(z.string()).optional(),
  logicalId: z.string().optional().describe("The name inside the infrastructure file."),
});
export type Channel = z.infer<typeof Channel>;

export const Sign = z.object({ present: z.boolean(), evidence: z.array(Evidence) });

/** What the code alone did not settle, and the setting that would answer it. */
export const Question = z.object({
  ...place,
  question: z.string(),
  setting: z.string().describe("The exact edit of .godmode/event.json that answers it."),
});
export type Question = z.infer<typeof Question>;

/** The event architecture of one repository. Shape version 1. */
export const SystemMap = z.object({
  shapeVersion: z.literal(1),
  repo: z.string().describe("owner/name from the git remote, or the folder's name."),
  commit: z.string().describe("40 hexadecimal digits, or empty without git."),
  languages: z.array(z.string()),
  services: z.array(z.object({ path: z.string(), name: z.string(), manifest: z.string().optional() })),
  brokers: z.array(Broker),
  clients: z.array(Client),
  channels: z.array(Channel),
  producers: z.array(Producer),
  consumers: z.array(Consumer),
  schemas: z.array(SchemaFile),
  eventTypes: z.array(EventType),
  dlq: z.array(DeadLetter),
  eventSourcing: Sign,
  cqrs: Sign,
  outbox: Sign,
  notRead: z
    .array(z.object({ language: z.string(), files: z.number().int() }))
    .describe("Languages of the repository whose code is not read; what they hold is unknown."),
  unreadClients: z
    .array(z.object({ library: z.string(), ...place, why: z.string() }))
    .describe("Messaging clients whose calls are not read: what they send and receive is unknown."),
  questions: z.array(Question),
  findings: z.array(Finding),
  warnings: z.array(z.string()).describe("Files that were skipped and why."),
});
export type SystemMap = z.infer<typeof SystemMap>;
