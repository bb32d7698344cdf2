import { table } from "../../model/table.ts";
import { at, type ConfigNode, entries, items, number, startOf, text } from "../../workspace/config.ts";
import type { Fact } from "../fact.ts";
import type { InfrastructureFormat } from "../infrastructure-format.ts";
import { isChannelVariable } from "./channel-variables.ts";
import { imageFacts } from "./images.ts";

type Reader = (file: string, manifest: ConfigNode) => Iterable<Fact>;

/** Broker images in workloads, and the custom resources of Strimzi, the RabbitMQ operators and NACK. */
export const kubernetes: InfrastructureFormat = {
  id: "kubernetes",
  name: /\.ya?ml$/,
  mark: /^[ \t]*kind:[ \t]*["']?[A-Z]/m,
  *read(files, { read, config }) {
    for (const file of files) {
      const source = read(file) ?? "";
      yield* imageFacts(file, source);
      const custom = /kafka\.strimzi\.io|rabbitmq\.com|jetstream\.nats\.io/.test(source);
      if (!custom && !/(TOPIC|QUEUE|EXCHANGE|SUBJECT|STREAM|CHANNEL|EVENT_?BUS)/.test(source)) continue;
      for (const manifest of config.documents(file)?.documents ?? []) {
        yield* environment(file, manifest);
        const group = text(at(manifest, "apiVersion"))?.split("/")[0];
        const reader = readers[`${group} ${text(at(manifest, "kind"))}`];
        if (reader !== undefined) yield* reader(file, manifest);
      }
    }
  },
};

/** Plain values in the containers of a workload and in config maps. Which code gets them is not said, so they hold where no other value stands. */
function* environment(file: string, manifest: ConfigNode): Generator<Fact> {
  const pod = at(manifest, "spec", "template", "spec") ?? at(manifest, "spec", "jobTemplate", "spec", "template", "spec");
  const given = items(at(pod, "containers")).flatMap((container) => items(at(container, "env")));
  const pairs = given.map((entry) => [text(at(entry, "name")), at(entry, "value")] as const);
  const map = text(at(manifest, "kind")) === "ConfigMap" ? entries(at(manifest, "data")) : [];
  for (const [variable, node] of [...pairs, ...map]) {
    const channel = text(node);
    if (
      variable === undefined ||
      node === undefined ||
      !isChannelVariable(variable) ||
      channel === undefined ||
      !/^[\w.:/-]+$/.test(channel)
    )
      continue;
    yield { fact: "environment", file, line: startOf(node), variable, channel, folder: "" };
  }
}

const readers = table<Reader>({
  // https://strimzi.io/docs/operators/latest/configuring
  "kafka.strimzi.io Kafka": (file, manifest) => [broker(file, manifest, "kafka")],
  "kafka.strimzi.io KafkaTopic": (file, manifest) => [
    {
      fact: "channel",
      ...placeOf(file, manifest),
      broker: "kafka",
      kind: "topic",
      name: text(at(manifest, "spec", "topicName")) ?? nameOf(manifest),
    },
  ],
  // https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
  "rabbitmq.com RabbitmqCluster": (file, manifest) => [broker(file, manifest, "rabbitmq")],
  "rabbitmq.com Queue": rabbitQueue,
  "rabbitmq.com Exchange": (file, manifest) => [
    {
      fact: "channel",
      ...placeOf(file, manifest),
      broker: "rabbitmq",
      kind: "exchange",
      name: text(at(manifest, "spec", "name")) ?? nameOf(manifest),
    },
  ],
  // https://github.com/nats-io/nack
  "jetstream.nats.io Stream": (file, manifest) => [
    {
      fact: "channel",
      ...placeOf(file, manifest),
      broker: "nats",
      kind: "stream",
      name: text(at(manifest, "spec", "name")) ?? nameOf(manifest),
    },
  ],
});

function* rabbitQueue(file: string, manifest: ConfigNode): Generator<Fact> {
  const name = text(at(manifest, "spec", "name")) ?? nameOf(manifest);
  const exchange = at(manifest, "spec", "arguments", "x-dead-letter-exchange");
  const key = at(manifest, "spec", "arguments", "x-dead-letter-routing-key");
  const maxReceive = number(at(manifest, "spec", "arguments", "x-delivery-limit"));
  const deadLetter = exchange === undefined ? undefined : text(exchange) || (text(key) ?? "");
  const limit = maxReceive === undefined ? {} : { maxReceive };
  yield {
    fact: "channel",
    ...placeOf(file, manifest),
    broker: "rabbitmq",
    kind: "queue",
    name,
    ...(deadLetter === undefined ? {} : { deadLetter }),
    ...limit,
  };
  if (exchange !== undefined)
    yield { fact: "dead-letter", file, line: startOf(exchange), kind: "rabbit-dlx", channel: deadLetter ?? null, source: name, ...limit };
}

function broker(file: string, manifest: ConfigNode, kind: "kafka" | "rabbitmq"): Fact {
  return {
    fact: "broker",
    broker: kind,
    role: "infra",
    ...placeOf(file, manifest),
    what: `${text(at(manifest, "kind"))} ${nameOf(manifest)}`,
  };
}

function placeOf(file: string, manifest: ConfigNode) {
  const kind = at(manifest, "kind");
  return { file, line: kind === undefined ? manifest.line : startOf(kind) };
}

function nameOf(manifest: ConfigNode): string {
  return text(at(manifest, "metadata", "name")) ?? "";
}
