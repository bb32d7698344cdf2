import type { Value } from "../value.ts";
import { yamlMap } from "../value.ts";
import { testsOf } from "./rule-tests.ts";
import { alertRules, blindRule, records, type Rule, thrownAwayRules } from "./rules.ts";
import type { Thresholds } from "./thresholds.ts";
import { type Watched, watchesOf } from "./watch.ts";

export interface EmittedRules {
  /** For Prometheus' rule_files. */
  readonly rules: string;
  /** For `promtool test rules`, in the same folder. */
  readonly tests: string;
}

/** Alerts for the dead letters and lags of these consumers, and the unit test that proves when they fire. */
export function prometheusRules(watched: readonly Watched[], thresholds?: Thresholds, rulesFile = "godmode-dlq.rules.yml"): EmittedRules {
  const watches = watchesOf(watched);
  const rabbit = watches.some(({ broker }) => broker === "rabbitmq");
  // One group: its rules are evaluated one after the other, so that an alert sees the depth of its own round.
  const rules: readonly Rule[] = [
    ...watches.flatMap(records),
    ...alertRules(thresholds),
    ...(rabbit ? thrownAwayRules() : []),
    ...watches.map(blindRule),
  ];
  const groups = [{ name: "godmode-dlq", interval: "30s", rules }] satisfies Value;
  const tests = testsOf(watches, thresholds);
  return {
    rules: `${yamlMap({ groups }, "", "  ")}\n`,
    tests: `${yamlMap({ rule_files: [rulesFile], evaluation_interval: "30s", tests }, "", "  ")}\n`,
  };
}
