import type { Resource } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Placed } from "./world.ts";

/** In which form a plan can be had beside its actions. */
export const emissions = [
  "prometheus",
  "prometheus-tests",
  "cloudwatch",
  "cloudformation",
  "terraform",
  "rabbitmq-definitions",
  "strimzi",
] as const;
export type Emission = (typeof emissions)[number];

/** Alerts on the dead letters of these consumers, or what makes their topology, as a file of that kind has it. */
export async function emit(form: Emission, placed: readonly Placed[]): Promise<string> {
  const watched = placed.map(({ wanted: { consumer }, broker, topology }) => ({ consumer, broker: broker.kind, topology }));
  switch (form) {
    case "prometheus":
      return (await import("../../delivery/emit/prometheus.ts")).prometheusRules(watched).rules;
    case "prometheus-tests":
      return (await import("../../delivery/emit/prometheus.ts")).prometheusRules(watched).tests;
    case "cloudwatch":
      return (await import("../../delivery/emit/cloudwatch.ts")).cloudwatchAlarms(watched);
    case "cloudformation":
      return (await import("../../delivery/emit/cloudformation.ts")).cloudformationTemplate(resourcesOf("sqs", form, placed));
    case "terraform":
      return (await import("../../delivery/emit/terraform.ts")).terraformConfiguration(resourcesOf(undefined, form, placed));
    case "rabbitmq-definitions":
      return (await import("../../delivery/emit/rabbitmq-definitions.ts")).rabbitmqDefinitions(resourcesOf("rabbitmq", form, placed), "/");
    case "strimzi":
      return (await import("../../delivery/emit/strimzi.ts")).strimziTopics(
        resourcesOf("kafka", form, placed),
        placed.find(({ broker }) => broker.kind === "kafka")!.at?.name ?? "kafka",
      );
  }
}

/** Each resource once. */
function resourcesOf(kind: string | undefined, form: Emission, placed: readonly Placed[]): Resource[] {
  const all = placed
    .filter(({ broker }) => (kind === undefined ? broker.external : broker.kind === kind))
    .flatMap(({ resources }) => resources);
  if (all.length > 0) return [...new Map(all.map((resource) => [resource.id, resource])).values()];
  throw new ToolError(
    "INVALID_INPUT",
    `Nothing of this plan is on ${kind ?? "a real broker"}, which ${form} is for.`,
    "A form fits one broker; the plan is for the brokers that the settings lead to.",
    `Add a connection${kind === undefined ? "" : ` of kind ${kind}`}, or ask for another form.`,
  );
}
