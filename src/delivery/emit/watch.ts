import type { Topology } from "../../brokers/broker.ts";

/** A consumer whose dead letter and lag are watched. */
export interface Watched {
  readonly consumer: string;
  /** kafka, rabbitmq, nats or sqs. */
  readonly broker: string;
  readonly topology: Topology;
}

/** A series as a test of the rules gives it: a selector without matchers that are patterns. */
export interface Input {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Its value while nothing is there. Default: 0. */
  readonly base?: number;
}

/** What a dead letter or a lag is told by. */
export interface Series {
  readonly expr: string;
  /** Labels that the expression keeps; all others are set by the rule. */
  readonly keeps: readonly string[];
  /** Series of which the first, n above its base, makes the expression n while the others stay at theirs. */
  readonly inputs: readonly Input[];
  /** Alike, and none of its business. */
  readonly others: readonly Input[];
}

export interface Watch {
  readonly broker: string;
  readonly consumer: string;
  /** The name of the dead letter. */
  readonly queue: string;
  readonly depth: Series;
  readonly lag: Series;
}

/** What each dead letter of these consumers is watched by; one that several share is watched once. */
export function watchesOf(watched: readonly Watched[]): Watch[] {
  const found = new Map<string, Watch>();
  for (const { consumer, broker, topology } of watched) {
    for (const queue of deadLettersOf(broker, topology)) {
      const key = `${broker} ${queue}`;
      const known = found.get(key);
      const whose = known === undefined ? consumer : `${known.consumer}, ${consumer}`;
      found.set(key, known ? { ...known, consumer: whose } : { broker, consumer, queue, ...seriesOf(broker, queue, topology) });
    }
  }
  return [...found.values()];
}

/** That of the reader, and on SQS those of its subscriptions. */
function deadLettersOf(broker: string, { reader, resources }: Topology): string[] {
  const more = resources.flatMap(({ role, kind, name }) => (broker === "sqs" && role === "dead-letter" && kind === "queue" ? name : []));
  return [...new Set([reader.deadLetter, ...more])];
}

function seriesOf(broker: string, queue: string, topology: Topology): Pick<Watch, "depth" | "lag"> {
  const { channel, group } = topology.reader;
  if (broker === "rabbitmq")
    return rabbitmq(queue, topology.resources.find(({ role, kind }) => role === "source" && kind === "queue")?.name ?? channel);
  if (broker === "kafka") return kafka(queue, channel, group);
  if (broker === "nats") return nats(topology);
  return own(broker, queue, channel);
}

/** `rabbitmq_prometheus`, by /metrics/detailed or /metrics/per-object: https://www.rabbitmq.com/docs/prometheus */
function rabbitmq(deadLetter: string, source: string): Pick<Watch, "depth" | "lag"> {
  return { depth: rabbitSeries("messages", deadLetter, source), lag: rabbitSeries("messages_ready", source, `${source}.other`) };
}

function rabbitSeries(what: string, queue: string, other: string): Series {
  return {
    expr: `max by (vhost) ({__name__=~"rabbitmq_(detailed_)?queue_${what}", queue=${quoted(queue)}})`,
    keeps: ["vhost"],
    inputs: [{ metric: `rabbitmq_detailed_queue_${what}`, labels: { vhost: "/", queue } }],
    others: [{ metric: `rabbitmq_detailed_queue_${what}`, labels: { vhost: "/", queue: other } }],
  };
}

/**
 * kafka_exporter: https://github.com/danielqsj/kafka_exporter. A dead letter counts until the triage group has passed it: records
 * stay in a topic. Before its first commit all that is retained counts.
 */
function kafka(deadLetter: string, topic: string, group: string): Pick<Watch, "depth" | "lag"> {
  const dead = `topic=${quoted(deadLetter)}`;
  const triage = `${deadLetter}.triage`;
  return {
    depth: {
      expr: `sum(max by (partition) (kafka_topic_partition_current_offset{${dead}}) - max by (partition) (kafka_consumergroup_current_offset{consumergroup=${quoted(triage)}, ${dead}} or kafka_topic_partition_oldest_offset{${dead}}))`,
      keeps: [],
      inputs: [
        input("kafka_topic_partition_current_offset", deadLetter, {}, 7),
        input("kafka_topic_partition_oldest_offset", deadLetter),
        input("kafka_consumergroup_current_offset", deadLetter, { consumergroup: triage }, 7),
        // A partition of which nothing was dealt with yet, and whose three records are gone.
        input("kafka_topic_partition_current_offset", deadLetter, { partition: "1" }, 3),
        input("kafka_topic_partition_oldest_offset", deadLetter, { partition: "1" }, 3),
        input("kafka_consumergroup_current_offset", deadLetter, { partition: "1", consumergroup: triage }, -1),
      ],
      others: [
        input("kafka_topic_partition_current_offset", topic),
        input("kafka_consumergroup_current_offset", deadLetter, { consumergroup: `${triage}.other` }),
      ],
    },
    lag: {
      expr: `sum(clamp_min(kafka_consumergroup_lag{consumergroup=${quoted(group)}, topic=${quoted(topic)}}, 0))`,
      keeps: [],
      inputs: [input("kafka_consumergroup_lag", topic, { consumergroup: group })],
      others: [
        input("kafka_consumergroup_lag", topic, { consumergroup: `${group}.other` }),
        input("kafka_consumergroup_lag", deadLetter, { consumergroup: group }),
      ],
    },
  };
}

function input(metric: string, topic: string, more: Readonly<Record<string, string>> = {}, base = 0): Input {
  return { metric, labels: { topic, partition: "0", ...more }, base };
}

/** prometheus-nats-exporter with -jsz=all, whatever its prefix: https://github.com/nats-io/prometheus-nats-exporter */
function nats({ resources }: Topology): Pick<Watch, "depth" | "lag"> {
  const prefix = "(nats_|jetstream_|nats_jetstream_)";
  const stream = resources.find(({ role, kind }) => role === "dead-letter" && kind === "stream")?.name ?? "";
  const [source = "", consumer = ""] =
    resources.find(({ role, kind }) => role === "consumer" && kind === "consumer")?.name.split("/") ?? [];
  return {
    depth: {
      expr: `max({__name__=~"${prefix}stream_total_messages", stream_name=${quoted(stream)}})`,
      keeps: [],
      inputs: [{ metric: "jetstream_stream_total_messages", labels: { stream_name: stream } }],
      others: [{ metric: "jetstream_stream_total_messages", labels: { stream_name: source } }],
    },
    lag: {
      expr: `max({__name__=~"${prefix}consumer_num_pending", stream_name=${quoted(source)}, consumer_name=${quoted(consumer)}})`,
      keeps: [],
      inputs: [{ metric: "jetstream_consumer_num_pending", labels: { stream_name: source, consumer_name: consumer } }],
      others: [
        { metric: "jetstream_consumer_num_pending", labels: { stream_name: source, consumer_name: `${consumer}_other` } },
        { metric: "jetstream_consumer_num_pending", labels: { stream_name: `${source}_other`, consumer_name: consumer } },
      ],
    },
  };
}

/** What `inspect-dlq --metrics` writes: for SQS, which Prometheus reaches by CloudWatch only. */
function own(broker: string, deadLetter: string, source: string): Pick<Watch, "depth" | "lag"> {
  const series = (metric: string, queue: string, other: string): Series => ({
    expr: `max(${metric}{broker=${quoted(broker)}, queue=${quoted(queue)}})`,
    keeps: [],
    inputs: [{ metric, labels: { broker, queue } }],
    others: [{ metric, labels: { broker, queue: other } }],
  });
  return { depth: series("gm_dlq_depth", deadLetter, source), lag: series("gm_consumer_lag", source, `${source}-other`) };
}

/** A string of PromQL: https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
