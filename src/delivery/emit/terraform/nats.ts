import type { Resource } from "../../../model/delivery.ts";
import { hclText, hclValue } from "../hcl.ts";
import { written } from "../strimzi.ts";
import { type Attributes, block, type Labels } from "./block.ts";

/** https://registry.terraform.io/providers/nats-io/jetstream */
export function natsBlock({ kind, name, config }: Resource, labels: Labels): string[] {
  if (kind === "consumer") return [block("jetstream_consumer", name, labels, consumerAttributes(name, config))];
  if (Object.keys(config).length === 0) return [];
  return [block("jetstream_stream", name, labels, [["name", hclText(name)], ...streamAttributes(config)])];
}

/** Fields of the JetStream API under the provider's names, which takes durations in seconds. */
function streamAttributes(config: Resource["config"]): Attributes {
  return Object.entries(config).flatMap(([key, value]): Attributes => {
    if (value === null || key === "name") return [];
    if (key === "subjects") return [["subjects", `[${String(value).split(/,\s*/).map(hclText).join(", ")}]`]];
    if (key === "num_replicas") return [["replicas", String(value)]];
    if (key === "max_age") return [["max_age", String(Number(value) / 1e9)]];
    if (key === "max_msgs_per_subject") return [["max_msgs_per_subject", String(value)]];
    return [[key, hclValue(written(value))]];
  });
}

function consumerAttributes(name: string, config: Resource["config"]): Attributes {
  const slash = name.indexOf("/");
  const own = Object.entries(config).flatMap(([key, value]): Attributes => {
    if (value === null || key === "backoff") return [];
    if (key === "ack_wait") return [["ack_wait", String(Number(value) / 1e9)]];
    if (key === "max_deliver") return [["max_delivery", String(value)]];
    return [[key, hclValue(value)]];
  });
  return [["stream_id", hclText(name.slice(0, slash))], ["durable_name", hclText(name.slice(slash + 1))], ["deliver_all", "true"], ...own];
}
