import { exactly, policyName } from "../../brokers/rabbitmq/policies.ts";
import type { Resource, Setting } from "../../model/delivery.ts";

/** The part of a policy's name that says who made it, of one that a file declares. */
const declared = "declared";

/**
 * Definitions that `rabbitmqctl import_definitions` and the `load_definitions` setting take:
 * https://www.rabbitmq.com/docs/definitions. They add; what is there with other arguments is refused by the server. A policy of higher
 * priority on the same queue hides those here.
 */
export function rabbitmqDefinitions(resources: readonly Resource[], vhost = "/"): string {
  const of = (kind: string) => resources.filter((resource) => resource.id.startsWith("rabbitmq:") && resource.kind === kind);
  const definitions = {
    exchanges: of("exchange").map(({ name, config }) => ({
      name,
      vhost,
      type: config["type"] ?? "topic",
      durable: true,
      auto_delete: false,
      internal: false,
      arguments: {},
    })),
    queues: of("queue").map(({ name, config }) => ({
      name,
      vhost,
      durable: config["durable"] ?? true,
      auto_delete: false,
      arguments: argumentsOf(config),
    })),
    bindings: of("queue").flatMap(({ name, config }) =>
      typeof config["boundTo"] === "string"
        ? [{ source: config["boundTo"], vhost, destination: name, destination_type: "queue", routing_key: "#", arguments: {} }]
        : [],
    ),
    policies: of("policy").map(({ name, config }) => ({
      vhost,
      name: policyName(name, declared),
      pattern: exactly(name),
      "apply-to": "queues",
      definition: definitionOf(config),
      priority: 0,
    })),
  };
  return `${JSON.stringify(definitions, null, 2)}\n`;
}

/** Arguments begin with x-; null means that it must not be set. */
export function argumentsOf(config: Resource["config"]): Record<string, Setting> {
  return Object.fromEntries(Object.entries(config).filter(([key, value]) => key.startsWith("x-") && value !== null));
}

/** A dead letter is reached by the default exchange, which cannot be missing. */
export function definitionOf({ deadLetter, ...rest }: Resource["config"]): Record<string, Setting> {
  const set = Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]) => (value === null ? [] : [[key.replace(/^x-/, ""), value] as const])),
  );
  return typeof deadLetter === "string" ? { "dead-letter-exchange": "", "dead-letter-routing-key": deadLetter, ...set } : set;
}
