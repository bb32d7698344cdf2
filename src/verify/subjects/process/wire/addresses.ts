import type { Place } from "./place.ts";
import type { ProcessAddress } from "./wire.ts";

const host = "127.0.0.1";
/** The proxies log in: what the process is told opens nothing. */
const [user, password] = ["guest", "guest"];

/** Variables by which programs find a NATS server by custom. */
export function natsAddress(port: number, { user: asked, channel, group }: Place): ProcessAddress {
  const url = `nats://${host}:${port}`;
  const who = asked === undefined ? {} : { NATS_USER: user, NATS_PASSWORD: password };
  return {
    env: { NATS_URL: url, NATS_URI: url, NATS_SERVER: url, NATS_SERVERS: url, NATS_HOST: host, NATS_PORT: String(port), ...who },
    words: words({ url, port, channel, group, stream: undefined }),
    ports: [port],
  };
}

export function amqpAddress(port: number, vhost: string, { channel, group }: Place): ProcessAddress {
  const url = `amqp://${user}:${password}@${host}:${port}/${vhost === "/" ? "" : encodeURIComponent(vhost)}`;
  const parts = { HOST: host, PORT: String(port), USERNAME: user, PASSWORD: password };
  return {
    env: {
      AMQP_URL: url,
      AMQP_URI: url,
      AMQP_ADDRESS: `${host}:${port}`,
      CLOUDAMQP_URL: url,
      RABBITMQ_URL: url,
      RABBITMQ_URI: url,
      RABBIT_URL: url,
      BROKER_URL: url,
      CELERY_BROKER_URL: url,
      ...named("RABBITMQ_", { ...parts, USER: user, VHOST: vhost }),
      ...named("RABBIT_", { ...parts, USER: user, VHOST: vhost }),
      ...named("SPRING_RABBITMQ_", { ...parts, VIRTUAL_HOST: vhost }),
    },
    words: words({ url, port, channel, group, vhost, user, password, queue: channel }),
    ports: [port],
  };
}

export function kafkaAddress(port: number, ports: readonly number[], { channel, group }: Place): ProcessAddress {
  const at = `${host}:${port}`;
  return {
    env: {
      KAFKA_BROKERS: at,
      KAFKA_BROKER: at,
      KAFKA_URL: at,
      KAFKA_HOST: host,
      KAFKA_PORT: String(port),
      KAFKA_BOOTSTRAP_SERVERS: at,
      KAFKA_BOOTSTRAP_SERVER: at,
      BOOTSTRAP_SERVERS: at,
      SPRING_KAFKA_BOOTSTRAP_SERVERS: at,
      SPRING_CLOUD_STREAM_KAFKA_BINDER_BROKERS: at,
      QUARKUS_KAFKA_BOOTSTRAP_SERVERS: at,
    },
    words: words({ url: at, port, channel, group, topic: channel }),
    ports: [port, ...ports],
  };
}

export function sqsAddress(port: number, { region = "us-east-1", channel, group }: Place): ProcessAddress {
  const url = `http://${host}:${port}`;
  return {
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_SQS: url,
      AWS_ENDPOINT_URL_SNS: url,
      SQS_ENDPOINT: url,
      SQS_ENDPOINT_URL: url,
      SNS_ENDPOINT: url,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    words: words({ url, port, channel, group, region, queue: channel }),
    ports: [port],
  };
}

function named(prefix: string, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([name, value]) => [`${prefix}${name}`, value]));
}

function words(known: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const told: Record<string, string> = { host };
  for (const [name, value] of Object.entries(known)) if (value !== undefined) told[name] = value.toString();
  return told;
}
