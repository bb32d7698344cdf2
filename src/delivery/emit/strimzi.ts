import type { Resource, Setting } from "../../model/delivery.ts";
import { type Value, yamlMap } from "../value.ts";

/** Kafka's own word for without limit. */
const unlimited = Number.MAX_SAFE_INTEGER;

/** KafkaTopic resources of the Strimzi operator: https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopic-reference */
export function strimziTopics(resources: readonly Resource[], cluster: string): string {
  const topics = resources.filter(({ id, config }) => id.startsWith("kafka:topic:") && Object.keys(config).length > 0);
  return topics.map((topic) => `${yamlMap(manifestOf(topic, cluster), "", "  ")}\n`).join("---\n");
}

export function manifestOf({ name, config }: Resource, cluster: string): Record<string, Value> {
  const metadataName = objectName(name);
  return {
    apiVersion: "kafka.strimzi.io/v1beta2",
    kind: "KafkaTopic",
    metadata: { name: metadataName, labels: { "strimzi.io/cluster": cluster } },
    spec: { ...(metadataName !== name && { topicName: name }), ...specOf(config) },
  };
}

export interface TopicSpec {
  readonly partitions?: number;
  readonly replicas?: number;
  readonly config?: Readonly<Record<string, Exclude<Setting, null>>>;
}

/** Partitions, replicas and topic settings, as a manifest has them. */
export function specOf(config: Resource["config"]): TopicSpec {
  const { partitions, replicas, ...rest } = config;
  const settings = Object.entries(rest).flatMap(([key, value]) => (value === null ? [] : [[key, written(value)] as const]));
  return {
    ...(typeof partitions === "number" && { partitions }),
    ...(typeof replicas === "number" && { replicas }),
    ...(settings.length > 0 && { config: Object.fromEntries(settings) }),
  };
}

export function written(value: Exclude<Setting, null>): Exclude<Setting, null> {
  return value === unlimited ? -1 : value;
}

/** A DNS name: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
function objectName(topic: string): string {
  return topic
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, "-")
    .replaceAll(/^[.-]+|[.-]+$/g, "")
    .slice(0, 253);
}
