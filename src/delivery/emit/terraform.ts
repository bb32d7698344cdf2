import type { Resource } from "../../model/delivery.ts";
import { hclObject, hclText } from "./hcl.ts";
import { settledQueues } from "./settled.ts";
import { specOf } from "./strimzi.ts";
import { queueBlocks, subscriptionBlock, topicBlock } from "./terraform/aws.ts";
import { type Attributes, block, labelling, type Labels } from "./terraform/block.ts";
import { natsBlock } from "./terraform/nats.ts";
import { rabbitBlocks } from "./terraform/rabbitmq.ts";

/** What the text says of itself: it is formatted, and no provider has seen it. */
export const terraformNote =
  "Best effort: `terraform fmt` agrees with it; `terraform validate` and `plan` need the providers and were not run.";

/** Resources of the providers hashicorp/aws, Mongey/kafka, cyrilgdn/rabbitmq and nats-io/jetstream. */
export function terraformConfiguration(resources: readonly Resource[]): string {
  const labels = labelling();
  const parts = [
    ...settledQueues(resources).flatMap((queue) => queueBlocks(queue, labels)),
    ...resources.flatMap((resource) => blocksOf(resource, labels)),
  ];
  return `# ${terraformNote}\n\n${parts.join("\n")}`;
}

function blocksOf(resource: Resource, labels: Labels): string[] {
  const { id } = resource;
  if (id.startsWith("sns:topic:")) return topicBlock(resource, labels);
  if (id.startsWith("sns:subscription:")) return subscriptionBlock(resource, labels);
  if (id.startsWith("kafka:topic:")) return topicOfKafka(resource, labels);
  if (id.startsWith("rabbitmq:")) return rabbitBlocks(resource, labels);
  return id.startsWith("nats:") ? natsBlock(resource, labels) : [];
}

/** https://registry.terraform.io/providers/Mongey/kafka: it wants both numbers, and one is what is there at least. */
function topicOfKafka({ name, config }: Resource, labels: Labels): string[] {
  if (Object.keys(config).length === 0) return [];
  const { partitions = 1, replicas = 1, config: settings = {} } = specOf(config);
  const given: Attributes = Object.entries(settings).map(([key, value]) => [key, hclText(String(value))]);
  return [
    block("kafka_topic", name, labels, [
      ["name", hclText(name)],
      ["replication_factor", String(replicas)],
      ["partitions", String(partitions)],
      ["config", hclObject(given)],
    ]),
  ];
}
