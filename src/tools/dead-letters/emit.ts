import type { Placed } from "./world.ts";

/** In which form a plan can be had beside its actions. */
export const emissions = ["prometheus", "prometheus-tests", "cloudwatch"] as const;
export type Emission = (typeof emissions)[number];

/** Alerts on the dead letters of these consumers, or what makes their topology, as a file of that kind has it. */
export async function emit(form: Emission, placed: readonly Placed[]): Promise<string> {
  const watched = placed.map(({ wanted: { consumer }, broker, topology }) => ({ consumer, broker: broker.kind, topology }));
  if (form === "cloudwatch") return (await import("../../delivery/emit/cloudwatch.ts")).cloudwatchAlarms(watched);
  const { rules, tests } = (await import("../../delivery/emit/prometheus.ts")).prometheusRules(watched);
  return form === "prometheus" ? rules : tests;
}
