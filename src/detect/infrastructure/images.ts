import type { BrokerKind, Fact } from "../fact.ts";

/** Last part of an image name, without tag, to the broker inside. UIs, exporters, connectors and clients are none. */
const images: readonly (readonly [RegExp, BrokerKind, string?])[] = [
  [/^(docker-)?(cp-)?kafka(-kraft|-native|-server)?$|^cp-server$|^docker-kafka-kraft$|^redpanda$|^fast-data-dev$|^automq$/, "kafka"],
  [/^rabbitmq(-server)?$|^lavinmq$/, "rabbitmq"],
  [/^nats(-streaming|-server)?$/, "nats"],
  [/^alpine-sqs$|^elasticmq(-native)?$/, "sqs"],
  [/^eventstore(db)?$|^kurrentdb$|^message-db$/, "eventstore"],
  [/^axonserver(-enterprise)?$/, "axon"],
  [/^pulsar(-all|-standalone)?$/, "other", "pulsar"],
  [/^activemq(-artemis|-classic)?$|^artemis$/, "other", "activemq"],
  [/^rocketmq$/, "other", "rocketmq"],
];

export function brokerOfImage(image: string): { broker: BrokerKind; name?: string } | undefined {
  const path = image.split("@")[0]!;
  const last = path.slice(path.lastIndexOf("/") + 1).split(":")[0]!;
  const known = images.find(([name]) => name.test(last));
  return known === undefined ? undefined : { broker: known[1], ...(known[2] === undefined ? {} : { name: known[2] }) };
}

/** Broker images in lines such as `image: apache/kafka:3.9`, in any YAML; also in files that do not parse. */
export function* imageFacts(file: string, text: string): Generator<Fact> {
  for (const [index, line] of text.split("\n").entries()) {
    const image = /^[\s-]*image:\s*["']?([^\s"'#]+)/.exec(line)?.[1];
    const broker = image === undefined ? undefined : brokerOfImage(withDefaults(image));
    if (broker !== undefined) yield { fact: "broker", ...broker, role: "infra", file, line: index + 1, what: `image ${image}` };
  }
}

/** `${NAME:-default}` as compose reads it. */
function withDefaults(image: string): string {
  return image.replaceAll(/\$\{\w+:?-([^}]{0,300})\}/g, "$1");
}
