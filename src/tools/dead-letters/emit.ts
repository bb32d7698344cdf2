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

type Emitter = (placed: readonly Placed[]) => Promise<string>;

const emitters: Readonly<Record<Emission, Emitter>> = {
  prometheus: async (placed) => (await prometheus(placed)).rules,
  "prometheus-tests": async (placed) => (await prometheus(placed)).tests,
  cloudwatch: async (placed) => (await import("../../delivery/emit/cloudwatch.ts")).cloudwatchAlarms(watchedOf(placed)),
  cloudformation: async (placed) =>
    (await import("../../delivery/emit/cloudformation.ts")).cloudformationTemplate(resourcesOf("sqs", placed)),
  terraform: async (placed) => (await import("../../delivery/emit/terraform.ts")).terraformConfiguration(resourcesOf(undefined, placed)),
  "rabbitmq-definitions": async (placed) =>
    (await import("../../delivery/emit/rabbitmq-definitions.ts")).rabbitmqDefinitions(resourcesOf("rabbitmq", placed)),
  strimzi: async (placed) =>
    (await import("../../delivery/emit/strimzi.ts")).strimziTopics(resourcesOf("kafka", placed), placed[0]?.at?.name ?? "kafka"),
};

/** Alerts on the dead letters of these consumers, or what makes their topology, as a file of that kind has it. */
export function emit(form: Emission, placed: readonly Placed[]): Promise<string> {
  return emitters[form](placed);
}

async function prometheus(placed: readonly Placed[]) {
  return (await import("../../delivery/emit/prometheus.ts")).prometheusRules(watchedOf(placed));
}

function watchedOf(placed: readonly Placed[]) {
  return placed.map(({ wanted: { consumer }, broker, topology }) => ({ consumer, broker: broker.kind, topology }));
}

/** Each resource once. */
function resourcesOf(kind: string | undefined, placed: readonly Placed[]): Resource[] {
  const all = placed
    .filter(({ broker }) => (kind === undefined ? broker.external : broker.kind === kind))
    .flatMap(({ resources }) => resources);
  if (all.length > 0) return [...new Map(all.map((resource) => [resource.id, resource])).values()];
  throw new ToolError(
    "INVALID_INPUT",
    `Nothing of this plan is on ${kind ?? "a real broker"}, which that form is for.`,
    "A form fits one broker; the plan is for the brokers that the settings lead to.",
    `Add a connection${kind === undefined ? "" : ` of kind ${kind}`}, or ask for another form.`,
  );
}
