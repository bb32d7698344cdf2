import { exactly, policyName } from "../../../brokers/rabbitmq/policies.ts";
import type { Resource } from "../../../model/delivery.ts";
import { hclObject, hclText } from "../hcl.ts";
import { argumentsOf, definitionOf } from "../rabbitmq-definitions.ts";
import { type Attributes, block, type Labels, plain } from "./block.ts";

/** https://registry.terraform.io/providers/cyrilgdn/rabbitmq */
export function rabbitBlocks(resource: Resource, labels: Labels): string[] {
  const { kind, name, config } = resource;
  if (kind === "queue") return queueBlocks(resource, labels);
  if (kind === "exchange") {
    const settings = hclObject(plain({ type: config["type"] ?? "topic", durable: true, auto_delete: false }));
    return [
      block("rabbitmq_exchange", name, labels, [
        ["name", hclText(name)],
        ["settings", settings],
      ]),
    ];
  }
  if (kind !== "policy") return [];
  const policy = hclObject([
    ["pattern", hclText(exactly(name))],
    ["priority", "0"],
    ["apply_to", '"queues"'],
    ["definition", hclObject(plain(definitionOf(config)))],
  ]);
  return [
    block("rabbitmq_policy", name, labels, [
      ["name", hclText(policyName(name, "declared"))],
      ["policy", policy],
    ]),
  ];
}

function queueBlocks({ name, config }: Resource, labels: Labels): string[] {
  const settings = hclObject([
    ["durable", "true"],
    ["auto_delete", "false"],
    ["arguments_json", `jsonencode(${hclObject(plain(argumentsOf(config)))})`],
  ]);
  const queue = block("rabbitmq_queue", name, labels, [
    ["name", hclText(name)],
    ["settings", settings],
  ]);
  const from = config["boundTo"];
  if (typeof from !== "string") return [queue];
  const binding: Attributes = [
    ["source", `rabbitmq_exchange.${labels("rabbitmq_exchange", from)}.name`],
    ["destination", `rabbitmq_queue.${labels("rabbitmq_queue", name)}.name`],
    ["destination_type", '"queue"'],
    ["routing_key", '"#"'],
  ];
  return [queue, block("rabbitmq_binding", `${from}-${name}`, labels, binding)];
}
