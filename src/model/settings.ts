import * as z from "zod";
import { BrokerKind } from "./broker.ts";
import { Mode, SchemaLanguage } from "./event.ts";
import { HowToRun } from "./verification.ts";

const fromEnvironment = z
  .string()
  .regex(/^[^\s@]*$/, "no credentials here: write ${NAME} and set it in the environment")
  .describe("A literal address without credentials, or ${NAME} from the environment.");

const secret = z
  .string()
  .regex(/^\$\{\w+\}$/, "no credentials here: write ${NAME} and set it in the environment")
  .describe("${NAME} from the environment.");

export const Policy = z.enum([
  "auto",
  "house",
  "apache-avro",
  "confluent",
  "confluent:lenient",
  "buf",
  "buf:file",
  "buf:package",
  "buf:wire-json",
  "buf:wire",
]);
export type Policy = z.infer<typeof Policy>;

export const Connection = z.strictObject({
  kind: z
    .enum([...BrokerKind.options, "postgres", "embedded"])
    .describe(
      "postgres: a server on which scratch databases may be made; embedded: our own broker, its state lies in .godmode/event/embedded.",
    ),
  url: fromEnvironment
    .optional()
    .describe("kafka: host:port,…; rabbitmq: amqp(s)://host:port/vhost; nats: nats://host:port,…; sqs: an endpoint in the place of AWS."),
  management: fromEnvironment.optional().describe("rabbitmq: address of its HTTP interface. Default: port 15672 of the same host."),
  user: secret.optional(),
  password: secret.optional(),
  mechanism: z.enum(["plain", "scram-sha-256", "scram-sha-512"]).optional().describe("kafka: SASL. Default with a user: plain."),
  credentials: secret.optional().describe("nats: the text of a credentials file, or a seed."),
  region: z.string().optional().describe("sqs: default as the AWS tools have it."),
  tls: z
    .union([z.boolean(), z.strictObject({ ca: secret.optional(), cert: secret.optional(), key: secret.optional() })])
    .optional()
    .describe("true: with the system's authorities; else PEM texts."),
  environment: z.string().optional().describe("Which of environments it belongs to."),
  managed: z.enum(["direct", "iac"]).optional().describe("direct: settings may be written to the broker; iac: only to the declaring file."),
});

export type Connection = z.infer<typeof Connection>;

export const Environment = z.strictObject({
  prefix: z.string().optional().describe("Prefix of channel names in this environment."),
  production: z.boolean().optional(),
});

export const Subject = z.strictObject({
  path: z.string().describe("The schema file, relative to the root."),
  format: SchemaLanguage.optional(),
  mode: Mode.optional(),
  eventType: z.string().optional(),
});

export const Domain = z.strictObject({
  services: z.array(z.string()).optional().describe("Service folders."),
  channels: z.array(z.string()).optional().describe("Channel prefixes."),
});

export const Ignore = z.strictObject({
  rule: z.string(),
  path: z.string().optional().describe("File or folder; default: everywhere."),
  at: z.string().optional().describe("Identity of the finding: a consumer id, a subject, a pointer."),
  reason: z.string().min(1),
  expires: z.iso.date().optional(),
});

/** `.godmode/event.json`. Everything is optional. */
export const Settings = z.strictObject({
  $schema: z.string().optional(),
  system: z.string().optional().describe("Name in reports and commit messages; default: the folder's name."),
  connections: z.record(z.string(), Connection).optional().describe("Brokers and databases by name."),
  environments: z
    .record(z.string(), Environment)
    .optional()
    .describe("By name: a prefix for the channels there, and which one is production. A connection says which it belongs to."),
  registry: z
    .strictObject({
      kind: z
        .enum(["files", "confluent"])
        .describe("confluent: this version does not ask that registry and says so; registration stays unknown."),
      folder: z.string().optional().describe("kind files: default schemas."),
      url: fromEnvironment.optional(),
      mode: Mode.optional(),
      policy: Policy.optional(),
    })
    .optional(),
  subjects: z.record(z.string(), Subject).optional().describe("Schemas that count where they lie, by subject."),
  domains: z.record(z.string(), Domain).optional().describe("Default: one per service."),
  channels: z
    .array(z.strictObject({ file: z.string(), expression: z.string(), channel: z.union([z.string(), z.array(z.string())]) }))
    .optional()
    .describe("Answers to detect's questions: what an expression of a file is at run time."),
  consumers: z
    .record(
      z.string(),
      z.strictObject({
        deadLetter: z.string().optional(),
        ordering: z
          .enum(["none", "key"])
          .optional()
          .describe("key: the order of each key matters, and retries must not let later messages overtake."),
        group: z.string().optional(),
        connection: z.string().optional().describe("Where it listens. Default: the first connection of its kind of broker."),
        ...HowToRun.shape,
      }),
    )
    .optional()
    .describe("Facts about consumers, by id, and how each is run."),
  envelope: z
    .record(z.string(), z.string())
    .optional()
    .describe("Envelope field to the name used here; header:NAME where it travels beside the payload."),
  policy: z
    .strictObject({
      stopWhen: z.enum(["all", "any"]).optional(),
      compatibility: Policy.optional(),
      mode: Mode.optional(),
    })
    .optional(),
  ignores: z.array(Ignore).optional(),
  allowHosts: z.array(z.string()).optional().describe("Hosts that code under test may reach; everything else is refused and reported."),
});
export type Settings = z.infer<typeof Settings>;
