import type { Broker } from "../../src/brokers/broker.ts";
import { brokerOf } from "../../src/brokers/spoken.ts";
import type { TemplateClient } from "../../src/scaffold/template.ts";
import { privateServer } from "../../test/servers/servers.ts";
import type { Kind } from "../../test/servers/servers.ts";

export type BrokerKind = "kafka" | "rabbitmq" | "sqs" | "nats";

interface Client {
  readonly client: TemplateClient;
  readonly server: Kind;
  readonly channel: string;
  /** What its programs take their server from. */
  readonly env: (address: Readonly<Record<string, string>>) => Record<string, string>;
}

export const clients: Readonly<Record<BrokerKind, Client>> = {
  kafka: {
    client: "kafkajs",
    server: "kafka",
    channel: "orders",
    env: ({ url = "" }) => ({ KAFKA_BROKERS: url, KAFKAJS_NO_PARTITIONER_WARNING: "1" }),
  },
  rabbitmq: {
    client: "amqplib",
    server: "rabbitmq",
    channel: "orders",
    env: ({ url = "", user = "guest", password = "guest" }) => ({ AMQP_URL: url.replace("://", `://${user}:${password}@`) }),
  },
  sqs: {
    client: "@aws-sdk/client-sqs",
    server: "fauxqs",
    channel: "orders",
    env: ({ url = "" }) => ({ AWS_ENDPOINT_URL: url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }),
  },
  nats: { client: "nats", server: "nats", channel: "orders.placed", env: ({ url = "" }) => ({ NATS_URL: url }) },
};

export interface Running {
  readonly broker: Broker;
  readonly address: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** A server that nobody else uses, for as long as a measurement takes. */
export async function serverFor(kind: BrokerKind): Promise<Running> {
  const { started, end } = await privateServer(clients[kind].server);
  const broker = (await brokerOf(kind))!;
  // What a session needs of it: Kafka and NATS have more listeners, whose users are others.
  const { url = "", management, user, password } = started.address;
  const address = { url, ...(kind === "rabbitmq" && { management: management!, user: user!, password: password! }) };
  return { broker, address, env: clients[kind].env(started.address), end };
}
